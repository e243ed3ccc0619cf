/** One ask of an edge, answered as the edge answers a request: look, judge, fill or join, judge again. */
import { keptBefore } from "../cache/storable.ts";
import { type Asked, isFilledSince, openSearch, type Search } from "../shell/find-request.ts";
import { findFor } from "../shell/find-stored.ts";
import type { CacheContext, Found, TierVisit, Wanted } from "../shell/find-wanted.ts";
import type { ShieldAnswer, ShieldAsk } from "../shell/shield-port.ts";
import type { EpochMs } from "../time.ts";

/** Hands on what is kept, or fills it for all who want it. Never rejects for what the origin or the bulletin does. */
export async function answerAsk(cache: CacheContext, wanted: Wanted, ask: ShieldAsk): Promise<ShieldAnswer> {
  const search = openSearch(cache, wanted, { ...ask, need: byOwnClock(ask, cache.now()), ahead: false });
  return toAnswer(search, await findFor(search));
}

/** Where in time a thing is filled without anybody waiting: at once, or for the moment at which it takes the place of what is served until then. */
export interface Prewarming extends Pick<ShieldAsk, "key" | "order" | "minSeq"> {
  /** The moment to fill ahead for; null fills what is served at present. */
  readonly notBefore: EpochMs | null;
  /** The caller's clock less the flip margin. */
  readonly at: EpochMs;
}

/** `held`: there was no need. What failed may be tried again. */
export type Prewarmed = { readonly ok: true; readonly how: "held" | "filled" } | { readonly ok: false; readonly because: string };

/** Fills what is not held fresh. A purged one is filled again: the list of what is to be held is a standing order. */
export async function prewarm(cache: CacheContext, wanted: Wanted, { minSeq, at, notBefore }: Prewarming): Promise<Prewarmed> {
  const asked: Asked = { at: notBefore ?? at, minSeq, need: {}, background: true, ahead: notBefore !== null };
  const search = openSearch(cache, wanted, asked);
  const found = await findFor(search);
  if (found.kind === "unavailable") return { ok: false, because: found.because };
  if (found.how === "stale") return { ok: false, because: whyStale(search) };
  const { landed } = search;
  if (landed?.ok && !landed.isShared) return { ok: false, because: landed.because ?? "unstorable" };
  return { ok: true, how: landed === undefined ? "held" : "filled" };
}

/** The asker's clock is not ours: what he asked for was wanted when the ask arrived. */
function byOwnClock({ need }: ShieldAsk, now: EpochMs): ShieldAsk["need"] {
  return need.startedAfter === undefined ? need : { ...need, startedAfter: now };
}

function toAnswer(search: Search, found: Found): ShieldAnswer {
  const visits = search.trail.flatMap(toVisit);
  if (found.kind === "unavailable") return { kind: "failed", because: found.because, rescue: undefined, visits };
  const { landed } = search;
  const { stored, because } = found;
  if (because === "sie") return { kind: "failed", because: whyStale(search), rescue: keptBefore(stored), visits };
  if (landed?.ok && landed.stored === stored && !landed.isShared) return { kind: "mine", stored, visits };
  return { kind: "found", stored: keptBefore(stored), isSince: isFilledSince(search, stored), visits };
}

/** The answer may have come before the fill did, and may not have waited for one. */
function whyStale({ landed, cache }: Search): string {
  if (landed?.ok) return "dead-again";
  return landed?.because ?? cache.health.trouble() ?? "origin-slow";
}

/** Its own store is the tier the edge calls the shield; its memory holds pass markers alone. */
function toVisit(visit: TierVisit): TierVisit[] {
  if (visit.tier === "memory") return visit.fwd === "bypass" ? [{ ...visit, tier: "shield" }] : [];
  return [visit.tier === "pop" ? { ...visit, tier: "shield" } : visit];
}
