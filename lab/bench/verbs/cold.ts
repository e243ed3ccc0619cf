import { benchCold, type ColdCrowd } from "../cold.ts";
import { table } from "../figures.ts";
import type { Verb } from "./verb.ts";

export const cold: Verb = {
  async measure({ say }) {
    const crowds = await benchCold(say);
    return { figures: { crowds }, text: inWords(crowds) };
  },
};

function inWords(crowds: readonly ColdCrowd[]): string {
  const rows = crowds.map(({ page, requests, answered, pageCalls, otherCalls, tookMs }) => [
    ...[page, `${answered} of ${requests}`, String(pageCalls), String(otherCalls), (tookMs / 1000).toFixed(1)],
  ]);
  return table(["cold page, all at once in 24 isolates", "answered", "page calls", "other calls", "s"], rows);
}
