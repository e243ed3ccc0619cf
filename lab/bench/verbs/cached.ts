import { benchCached, type CachedFigures } from "../cached.ts";
import { show, table } from "../figures.ts";
import type { Verb } from "./verb.ts";

export const cached: Verb = {
  async measure(asked) {
    const figures = await benchCached(asked);
    return { figures, text: inWords(figures) };
  },
};

function inWords({ summaries, originDelayMs, distances }: CachedFigures): string {
  const rows = summaries.map(({ system, cpuUs, referenceUs, ratio, pairs }) => [
    ...[system, show(cpuUs), show(referenceUs), show(ratio, 2), String(pairs)],
  ]);
  const times = distances.map(({ system, p50Ms, p99Ms }) => [system, p50Ms.toFixed(1), p99Ms.toFixed(1)]);
  return [
    table(["system", "CPU us / view", "ours", "ours / this", "pairs"], rows),
    table([`whole page, origin ${originDelayMs} ms away`, "p50 ms", "p99 ms"], times),
  ].join("\n\n");
}
