/** Where a page's shell came from, read from its `Cache-Status`. */
export const SERVED = ["memory", "pop", "shield", "unconfirmed", "stale", "origin"] as const;
/** The tiers': fresh. `unconfirmed`: held, while no copy of the bulletin could say whether it was purged. `stale`: in grace, without anybody waiting for it. */
export type Served = (typeof SERVED)[number];

export function servedFrom(cacheStatus: string): Served {
  const [, tier, further] = /vitrine-(memory|pop|shield);hit([^,]*)/.exec(cacheStatus) ?? [];
  if (tier !== undefined) return further?.includes("purge-unconfirmed") ? "unconfirmed" : (tier as Served);
  const stale = /detail="(swr|sie|earlier-release|purge-unconfirmed)"/.exec(cacheStatus)?.[1];
  if (stale === undefined) return "origin";
  return stale === "purge-unconfirmed" ? "unconfirmed" : "stale";
}
