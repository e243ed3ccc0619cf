/** Finds a stored response or fills it: the order of things in PURGE section 4. */
import { type Judgement, judge, ofEarlierRelease } from "../cache/judge.ts";
import { PASS, type Stored } from "../cache/stored.ts";
import { tierName } from "../cache/tiers.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { type Ms, unlessLate } from "../time.ts";
import { fillOrJoin, LIMITED, refresh } from "./find-fill.ts";
import type { Landed } from "./find-flights.ts";
import { keep, type Place } from "./find-keep.ts";
import { planFor, planLanded, planServe, type ServePlan } from "./find-plan.ts";
import {
  catchUp,
  catchUpWith,
  found,
  foundStale,
  held,
  isInTrouble,
  openSearch,
  placeOf,
  type Search,
  unavailable,
} from "./find-request.ts";
import { lookThroughTiers, usableFromMemory } from "./find-tiers.ts";
import type { CacheContext, FillAsk, FilledAnswer, Found, TierState, Wanted } from "./find-wanted.ts";

const RETRY_SOON_S = 1;
const RETRY_LATER_S = 5;
const RETRY_AFTER_S: Readonly<Record<string, number>> = { busy: RETRY_SOON_S, [LIMITED]: 60 };
/** Who holds something that may stand in waits no longer than this for something better. */
const RESCUED_AFTER: Ms = 1_000;
/** Whose answers keep dying is given another fill while he has waited less than this, two at least and so many at most. */
const AGAIN_WITHIN: Ms = 2_500;
const MOST_FILLS = 4;
const SLOW: Landed = { ok: false, because: "origin-slow" };

/**
 * Answers from memory, from the PoP or from the origin, whichever comes first and may be served. Collapses with
 * whoever in this isolate wants the same key. Never rejects.
 */
export function findStored(cache: CacheContext, wanted: Wanted): Promise<Found> {
  return findFor(openSearch(cache, wanted));
}

/** The same for a search that is open already: the shield's, on another isolate's behalf. */
export async function findFor(search: Search): Promise<Found> {
  await catchUp(search);
  const plan = planFor(search.asked, planServe(await lookThroughTiers(search), isInTrouble(search.cache)));
  if (plan.kind !== "fill") return serve(search, plan);
  return search.asked?.background ? fillInASlot(search, plan) : fillAndServe(search, plan);
}

/** The shield fills for a refresh as the edge does: in a slot, one a key, or with whoever has the slot. */
async function fillInASlot(search: Search, plan: ServePlan & { kind: "fill" }): Promise<Found> {
  const { slots, flights, now } = search.cache;
  const name = tierName(placeOf(search));
  const isLeader = slots.acquireRefresh(name, now());
  if (!isLeader && !flights.has(name)) return rescueOr(search, plan.rescue, "busy", RETRY_SOON_S);
  try {
    return await fillAndServe(search, plan);
  } finally {
    if (isLeader) slots.releaseRefresh(name);
  }
}

/**
 * The same for an answer nobody waits for: what is in grace is filled first, so that whoever comes next finds it fresh. Where
 * there is a shield it is filled there, for every PoP, whatever this one holds.
 */
export async function fillAhead(cache: CacheContext, wanted: Wanted): Promise<Found> {
  const search = openSearch(cache, wanted);
  await catchUp(search);
  const plan = planServe(cache.shield ? undefined : await lookThroughTiers(search), isInTrouble(cache));
  if (plan.kind === "serve") return serve(search, plan);
  return fillAndServe(search, plan.kind === "fill" ? plan : { kind: "fill", rescue: plan.stored, need: plan.need, pass: false }, true);
}

/**
 * The answer that memory holds, when it may be served as it is and nothing has to be waited for: nearly every page view.
 * Costs no promise. Undefined says nothing but that `findStored` has to be asked.
 */
export function findHeld(cache: CacheContext, wanted: Wanted): Found | undefined {
  if (wanted.purgeSeq !== undefined || cache.bulletin.ensure() !== undefined) return undefined;
  return usableFromMemory(openSearch(cache, wanted));
}

function serve(search: Search, plan: Exclude<ServePlan, { kind: "fill" }>): Found {
  if (plan.kind === "serve") return found(search, plan.stored, plan.how);
  refresh(search, plan.need);
  return foundStale(search, plan.stored, plan.because);
}

/** A dead answer means a fresh fill with the need that killed it; when the last of them is dead too, 503. */
async function fillAndServe(
  search: Search,
  first: ServePlan & { kind: "fill" },
  background = search.asked?.background ?? false,
): Promise<Found> {
  const { cache } = search;
  let { need, rescue } = first;
  for (let fills = 1; ; fills++) {
    const isLastTry = fills === MOST_FILLS || (fills > 1 && cache.now() - search.arrivedAt >= AGAIN_WITHIN);
    const going = fillOrJoin(search, { need, pass: first.pass, hasRescue: rescue !== undefined, background });
    const isWaiting = rescue !== undefined && !background;
    const landed = await (isWaiting ? unlessLate(going, RESCUED_AFTER, cache, () => SLOW) : going);
    if (!landed.ok) return rescueOr(search, rescue ?? landed.rescue, landed.because, RETRY_AFTER_S[landed.because] ?? RETRY_LATER_S);
    await catchUpWith(search, landed.stored);
    const plan = planLanded(held(search, landed.stored), isLastTry);
    if (plan.kind === "serve" || plan.kind === "serve-and-refresh") return serve(search, plan);
    rescue = plan.rescue ?? rescue;
    if (plan.kind === "give-up") return rescueOr(search, rescue, "dead-again", RETRY_SOON_S);
    need = plan.need;
  }
}

/** Stale if error: what was held is served, if it still may be. */
async function rescueOr(search: Search, rescue: Stored | undefined, because: string, retryAfterSeconds: number): Promise<Found> {
  if (rescue === undefined) return unavailable(search, because, retryAfterSeconds);
  await catchUpWith(search, rescue);
  const { judgement } = held(search, rescue, search.cache.now(), true);
  return judgement.kind === "dead" ? unavailable(search, because, retryAfterSeconds) : foundStale(search, rescue, "sie");
}

/**
 * Keeps an answer that came along with another fill, at that fill's position, so that a page's public fragments need no
 * fill of their own. Says whether it was storable.
 */
export function storeBeside(cache: CacheContext, place: Place, answer: FilledAnswer, ask: FillAsk): boolean {
  const landed = keep(cache, place, answer, ask);
  return landed.ok && landed.isShared;
}

/**
 * What the tiers hold for a key, or the PoP under the key of the release before, judged by the copy of this moment. Fills nothing,
 * asks nobody but the PoP.
 */
export async function peek(cache: CacheContext, key: CacheKey, earlierKey?: CacheKey): Promise<readonly TierState[]> {
  const at = { key, notBefore: null };
  const inPop = await cache.pop.get(at);
  const inMemory = toState(cache, "memory", cache.memory.peek(at));
  if (earlierKey === undefined || inPop !== undefined) return [inMemory, toState(cache, "pop", inPop)];
  const left = await cache.pop.get({ key: earlierKey, notBefore: null });
  const judgement = left && left.status !== PASS ? ofEarlierRelease(judgeNow(cache, left)) : undefined;
  return [inMemory, judgement === undefined ? toState(cache, "pop", undefined) : stateOf("pop", judgement, left)];
}

/** What a tier holds, judged by the copy of this moment. */
export function toState(cache: CacheContext, name: TierState["name"], stored: Stored | undefined): TierState {
  return stored === undefined ? { name, state: "none" } : stateOf(name, judgeNow(cache, stored), stored);
}

const judgeNow = ({ bulletin, now }: CacheContext, stored: Stored): Judgement => judge(stored, bulletin.copy(), now());

function stateOf(name: TierState["name"], judgement: Judgement, stored: Stored | undefined): TierState {
  return { name, state: judgement.kind, ...(stored && { stored }), ...("because" in judgement && { because: judgement.because }) };
}
