import { show, table } from "../figures.ts";
import { benchIslands, type IslandsFigures } from "../islands.ts";
import type { Verb } from "./verb.ts";

export const islands: Verb = {
  async measure(asked) {
    const figures = await benchIslands(asked);
    return { figures, text: inWords(figures) };
  },
};

function inWords({ requestsPerView, summaries }: IslandsFigures): string {
  const rows = summaries.map(({ system, cpuUs, referenceUs, ratio, pairs }) => [
    ...[system, String(requestsPerView), show(cpuUs), show(referenceUs), show(ratio, 3), String(pairs)],
  ]);
  return table(["system", "requests / view", "CPU us / view", "ours", "ours / this", "pairs"], rows);
}
