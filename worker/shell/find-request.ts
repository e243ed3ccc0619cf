/** One search under way: who asks for what, since when, and which tiers were visited. */
import { heedPurgeSeq, judge } from "../cache/judge.ts";
import type { Stored } from "../cache/stored.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { Held } from "./find-plan.ts";
import type { CacheContext, Found, StaleReason, TierVisit, Wanted } from "./find-wanted.ts";

/** A request with `Purge-Seq` waits for the bulletin this long in all. */
const PURGE_SEQ_WAIT: Ms = 1_000;

export interface Search {
  readonly cache: CacheContext;
  readonly wanted: Wanted;
  readonly arrivedAt: EpochMs;
  readonly trail: TierVisit[];
}

export function openSearch(cache: CacheContext, wanted: Wanted): Search {
  return { cache, wanted, arrivedAt: cache.now(), trail: [] };
}

/** Brings the copy up to date as for a new request. To be called again after whatever was waited for. */
export async function catchUp({ cache: { bulletin }, wanted: { purgeSeq }, arrivedAt }: Search): Promise<void> {
  const waiting = bulletin.ensure();
  if (waiting !== undefined) await waiting;
  if (purgeSeq !== undefined) await bulletin.reach({ asOf: purgeSeq, until: arrivedAt + PURGE_SEQ_WAIT });
}

/** The same with a response in hand: one of a newer epoch than the copy's makes the isolate read again. */
export async function catchUpWith(search: Search, stored: Stored | undefined): Promise<void> {
  await catchUp(search);
  const { bulletin } = search.cache;
  const copy = bulletin.copy();
  if (stored === undefined || copy === undefined || stored.asOf.epoch <= copy.epoch) return;
  await bulletin.hear({ epoch: stored.asOf.epoch, seq: 0 });
}

/** Judges with the copy and the clock of this moment. */
export function held({ cache, wanted: { purgeSeq }, arrivedAt }: Search, stored: Stored, now = cache.now()): Held {
  const copy = cache.bulletin.copy();
  const judgement = judge(stored, copy, now, copy && cache.verdicts.of(stored, copy));
  if (purgeSeq === undefined) return { stored, judgement };
  return { stored, judgement: heedPurgeSeq(judgement, stored, copy, purgeSeq, arrivedAt) };
}

export function found({ trail }: Search, stored: Stored, how: "fresh" | "reuse"): Found {
  return { kind: "found", stored, how, trail };
}

export function foundStale({ trail }: Search, stored: Stored, because: StaleReason): Found {
  return { kind: "found", stored, how: "stale", because, trail };
}

export function unavailable({ trail }: Search, because: string, retryAfterSeconds: number): Found {
  return { kind: "unavailable", because, retryAfterSeconds, trail };
}
