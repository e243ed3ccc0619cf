/** The cache everybody writes first: put under a key with a lifetime, delete on purge. To show that the checker sees through it. */
import { judgeStorable } from "../../worker/cache/storable.ts";
import type { CacheContext, Found, Wanted } from "../../worker/shell/find-wanted.ts";

export async function findNaively(cache: CacheContext, wanted: Wanted): Promise<Found> {
  const stored = await cache.pop.get({ key: wanted.key, notBefore: null });
  if (stored !== undefined && cache.now() <= stored.stamps.freshUntil) return { kind: "found", stored, how: "fresh", trail: [] };
  const startedAt = cache.now();
  const asOf = { epoch: 0, seq: 0 };
  const filled = await wanted.fill({ at: startedAt, asOf, startedAt, background: false });
  if (!filled.ok) return { kind: "unavailable", because: filled.because, retryAfterSeconds: 1, trail: [] };
  const { key, implicitKeys, lifetime } = wanted;
  const judged = judgeStorable({ ...filled.answer, key, implicitKeys, lifetime, asOf, fillStartedAt: startedAt }, cache.now());
  if (!judged.ok) return { kind: "unavailable", because: judged.because, retryAfterSeconds: 1, trail: [] };
  await cache.pop.put(judged.storable);
  return { kind: "found", stored: judged.storable, how: "fresh", trail: [] };
}
