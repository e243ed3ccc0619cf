/** One search under way: who asks for what, since when, and which tiers were visited. */
import { FLIP_MARGIN, heedNeed, heedPurgeSeq, judge } from "../cache/judge.ts";
import type { Stored } from "../cache/stored.ts";
import type { TierKey } from "../cache/tiers.ts";
import { WIDE_GRACE } from "../lifetimes.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { Landed } from "./find-flights.ts";
import type { Held } from "./find-plan.ts";
import type { CacheContext, Found, StaleReason, TierVisit, Wanted } from "./find-wanted.ts";
import type { ShieldAsk } from "./shield-port.ts";

/** A request with `Purge-Seq` waits for the bulletin this long in all. */
const PURGE_SEQ_WAIT: Ms = 1_000;

/** What another isolate asks the shield for. `ahead`: for an instant to come, kept beside what is served until then. */
export type Asked = Pick<ShieldAsk, "at" | "minSeq" | "need" | "background"> & { readonly ahead: boolean };

export interface Search {
  readonly cache: CacheContext;
  readonly wanted: Wanted;
  readonly arrivedAt: EpochMs;
  readonly trail: TierVisit[];
  /** In the shield alone: on whose behalf. */
  readonly asked: Asked | undefined;
  /** What came of going beyond the tiers, the latest. */
  landed: Landed | undefined;
}

export function openSearch(cache: CacheContext, wanted: Wanted, asked?: Asked): Search {
  return { cache, wanted, arrivedAt: cache.now(), trail: [], asked, landed: undefined };
}

/** The instant to answer for: by the clock of the edge that was asked. */
export function instantOf({ asked }: Search, now: EpochMs): EpochMs {
  return asked?.at ?? now - FLIP_MARGIN;
}

/** Where what is wanted is kept. */
export function placeOf({ wanted: { key }, asked }: Search): TierKey {
  return { key, notBefore: asked?.ahead ? asked.at : null };
}

/** Brings the copy up to date as for a new request. To be called again after whatever was waited for. */
export async function catchUp({ cache: { bulletin }, wanted: { purgeSeq }, arrivedAt, asked }: Search): Promise<void> {
  const waiting = bulletin.ensure();
  if (waiting !== undefined) await waiting;
  if (asked !== undefined) await bulletin.hear(asked.minSeq);
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

/** Judges with the copy and the clock of this moment. Grace is wide while the origin is in trouble, and for what a fill failed to replace. */
export function held(search: Search, stored: Stored, now = search.cache.now(), failed = false): Held {
  const { cache, wanted, arrivedAt, asked } = search;
  const copy = cache.bulletin.copy();
  const grace = failed || (now > stored.stamps.staleUntil && isInTrouble(cache)) ? WIDE_GRACE : 0;
  const judgement = judge(stored, copy, now, copy && cache.verdicts.of(stored, copy), grace, instantOf(search, now));
  if (asked !== undefined) return { stored, judgement: heedNeed(judgement, stored, asked.need, now, isFilledSince(search, stored)) };
  if (wanted.purgeSeq === undefined) return { stored, judgement };
  const request = { arrivedAt, isFilledSince: isFilledSince(search, stored) };
  return { stored, judgement: heedPurgeSeq(judgement, stored, copy, wanted.purgeSeq, request) };
}

/** Was the origin asked for it after the request arrived? Known of what landed here: stamps are by another machine's clock. */
export function isFilledSince({ landed, arrivedAt }: Search, stored: Stored): boolean {
  return landed?.ok === true && landed.stored === stored && landed.since >= arrivedAt;
}

export function found({ trail }: Search, stored: Stored, how: "fresh" | "reuse"): Found {
  return { kind: "found", stored, how, trail };
}

export function isInTrouble({ health }: CacheContext): boolean {
  return health.trouble() !== undefined;
}

export function foundStale({ trail }: Search, stored: Stored, because: StaleReason): Found {
  if (because === "sie") showError(trail);
  return { kind: "found", stored, how: "stale", because, trail };
}

export function unavailable({ trail }: Search, because: string, retryAfterSeconds: number): Found {
  return { kind: "unavailable", because, retryAfterSeconds, trail };
}

/** The tier whose response stands in says so, instead of how that response came to be stale. */
function showError(trail: TierVisit[]): void {
  for (const [i, visit] of trail.entries()) {
    if (visit.inGrace || visit.detail === "expired") trail[i] = { ...visit, inGrace: true, detail: "sie" };
  }
}
