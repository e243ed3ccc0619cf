/** Where a page's shell came from, read from its `Cache-Status`. */
export const SERVED = ["memory", "pop", "shield", "grace", "origin"] as const;
/** `grace`: stale, without anybody waiting for it. */
export type Served = (typeof SERVED)[number];

export function servedFrom(cacheStatus: string): Served {
  const hit = /vitrine-(memory|pop|shield);hit/.exec(cacheStatus)?.[1];
  if (hit !== undefined) return hit as Served;
  return /detail="(swr|sie|purge-unconfirmed)"/.test(cacheStatus) ? "grace" : "origin";
}
