import type { EpochMs, Ms } from "../time.ts";
import { addCounts, type Counts, NOTHING, type Period } from "./counts.ts";

/** Sums counts by minute into periods of `length`, oldest first. */
export function toPeriods(minutes: ReadonlyMap<EpochMs, Counts>, length: Ms): Period[] {
  const sums = new Map<EpochMs, Counts>();
  for (const [minute, counts] of minutes) {
    const from = minute - (minute % length);
    sums.set(from, addCounts(sums.get(from) ?? NOTHING, counts));
  }
  return [...sums].map(([from, counts]) => ({ from, counts })).sort((a, b) => a.from - b.from);
}
