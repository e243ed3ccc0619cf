/** Keeping what a fill brought, in memory and PoP, if it was judged storable. */
import { type Candidate, judgeStorable, passMarker, type Storable, unstored } from "../cache/storable.ts";
import type { Stored } from "../cache/stored.ts";
import type { EpochMs } from "../time.ts";
import type { Kept, Landed } from "./find-flights.ts";
import type { CacheContext, FillAsk, FilledAnswer, Wanted } from "./find-wanted.ts";

const NOWHERE_KEPT: Kept = { inMemory: false, inPop: false };

/** What a store needs to know of the wanted thing besides its answer. */
export type Place = Pick<Wanted, "key" | "lifetime" | "implicitKeys" | "memory">;

/** Keeps an answer at its fill's position, if it is storable; says what became of it. */
export function keep(cache: CacheContext, place: Place, answer: FilledAnswer, ask: FillAsk, notBefore: EpochMs | null = null): Landed {
  const candidate: Candidate = { ...toCandidate(place, answer, ask), notBefore };
  const now = cache.now();
  const since = ask.startedAt;
  const judged = judgeStorable(candidate, now);
  if (judged.ok) {
    const { storable: stored, because } = judged;
    return { ok: true, stored, isShared: true, because, ...put(cache, place, stored), since };
  }
  if (judged.serve === "broken") return judged;
  const stored = unstored(candidate, now);
  mark(cache, stored);
  return { ok: true, stored, isShared: false, because: judged.because, ...NOWHERE_KEPT, since };
}

export function put(cache: CacheContext, place: Place, storable: Storable): Kept {
  cache.background(cache.pop.put(storable));
  return { inMemory: place.memory !== false && cache.memory.offer(storable), inPop: cache.pop.takes?.(storable) ?? true };
}

/** Leaves a pass marker, so that nobody waits for what he may not have. */
export function mark({ memory, now }: CacheContext, unkept: Stored): void {
  if (memory.peek({ key: unkept.key, notBefore: null }) === undefined) memory.offer(passMarker(unkept, now()));
}

function toCandidate(place: Place, answer: FilledAnswer, ask: FillAsk): Candidate {
  const { key, implicitKeys } = place;
  return { ...answer, key, implicitKeys, lifetime: answer.lifetime ?? place.lifetime, asOf: ask.asOf, fillStartedAt: ask.startedAt };
}
