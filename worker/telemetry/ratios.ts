import type { Ms } from "../time.ts";
import { type Counts, type FragmentCounts, WAIT_CLASSES, type Waits } from "./counts.ts";

/** The share of pages that no fill had to be waited for, 0 to 1; undefined when no page was asked for. */
export function pageHitRatio({ hits }: Counts): number | undefined {
  const stored = hits.memory + hits.pop + hits.shield;
  return ratio(stored, stored + hits.origin);
}

/** The share of fragments that cost no origin call and were not a fallback, 0 to 1. */
export function fragmentHitRatio(counts: readonly FragmentCounts[]): number | undefined {
  let atEdge = 0;
  let all = 0;
  for (const { token, bulletin, tier, batch, fallback } of counts) {
    atEdge += token + bulletin + tier;
    all += token + bulletin + tier + batch + fallback;
  }
  return ratio(atEdge, all);
}

/** The share of pages that were fresh, of those that had something to show. */
export function freshRatio({ hits, stale }: Counts): number | undefined {
  const served = hits.memory + hits.pop + hits.shield + hits.origin;
  return ratio(Math.max(0, served - stale), served);
}

/** The upper end of the class that holds this share of all waits; infinity for the last class, undefined when nothing was waited for. */
export function waitQuantile({ classes }: Waits, share: number): Ms | undefined {
  const all = classes.reduce((sum, count) => sum + count, 0);
  if (all === 0) return undefined;
  let below = 0;
  const at = classes.findIndex((count) => {
    below += count;
    return below >= share * all;
  });
  return WAIT_CLASSES[at] ?? Number.POSITIVE_INFINITY;
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
