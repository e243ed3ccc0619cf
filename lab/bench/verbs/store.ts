import { show, table } from "../figures.ts";
import { benchStore, type StoreFigures } from "../store.ts";
import type { Verb } from "./verb.ts";

export const store: Verb = {
  async measure(asked) {
    const figures = await benchStore(asked);
    return { figures, text: inWords(figures) };
  },
};

function inWords({ summaries, heaps }: StoreFigures): string {
  const rows = summaries.map(({ system, cpuUs, referenceUs, ratio, viewsPerSecond, pairs }) => [
    ...[system, show(cpuUs), show(referenceUs), show(ratio, 2), show(viewsPerSecond), String(pairs)],
  ]);
  const held = heaps.map(({ system, heapBytes }) => [system, (heapBytes / 2 ** 20).toFixed(1)]);
  return [
    table(["shop with", "CPU us / view", "without", "without / with", "views / s", "pairs"], rows),
    table(["an isolate of a shop with", "holds MB"], held),
  ].join("\n\n");
}
