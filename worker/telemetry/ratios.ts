import type { Counts, FragmentCounts } from "./counts.ts";

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

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
