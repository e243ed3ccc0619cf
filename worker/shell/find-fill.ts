/** Going beyond the PoP for one key: led by one request, joined by the others, stored only when judged storable. */
import { laterAsOf, NOWHERE } from "../bulletin/as-of.ts";
import type { RefillNeed } from "../cache/judge.ts";
import { tierName } from "../cache/tiers.ts";
import { unlessLate } from "../time.ts";
import { isAdmitted } from "./find-admission.ts";
import { FAILED_FOR, type Flight, type Landed, LOST_AFTER, mayJoin, sureOf } from "./find-flights.ts";
import { keep, mark, put } from "./find-keep.ts";
import { isUsable } from "./find-plan.ts";
import { held, instantOf, placeOf, type Search } from "./find-request.ts";
import { landFromShield, toShieldAsk } from "./find-through-shield.ts";
import { fromPop } from "./find-tiers.ts";
import type { CacheContext, FillAsk, Filled, TierVisit, Wanted } from "./find-wanted.ts";

/** How a request goes beyond the tiers. */
export interface Going {
  readonly need: RefillNeed;
  /** Asks for itself alone: neither joins nor is joined. */
  readonly pass: boolean;
  /** Holds something to serve in grace, and so need not insist when a flight failed a moment ago. */
  readonly hasRescue: boolean;
  /** Nobody waits for it. */
  readonly background: boolean;
}

/** Why nobody was asked: the client has missed too often. */
export const LIMITED = "too-many-misses";

/** Joins a flight that meets the need, or leads one. */
export async function fillOrJoin(search: Search, going: Going): Promise<Landed> {
  if (!going.hasRescue && flightFor(search, going) === undefined && !(await isAdmitted(search)))
    return note(search, { ok: false, because: LIMITED }, false);
  const joined = flightFor(search, going);
  const landed = joined && (await join(search, joined));
  if (joined === undefined || landed === undefined) return lead(search, going);
  if (!landed.ok) return note(search, await succeed(search, going, joined, landed), true);
  // What only its leader may have is asked for again, each for himself.
  return landed.isShared ? note(search, landed, true) : lead(search, { ...going, pass: true });
}

async function lead(search: Search, going: Going): Promise<Landed> {
  const flight = takeOff(search, going);
  const landed = await flight.landed;
  const isAlone = landed.ok || flight.waiting.count === 0;
  return note(search, isAlone ? landed : await succeed(search, going, flight, landed), false);
}

/** Of all whom a failed flight leaves without an answer, one asks once more in its place and the others wait for him: in the shield alone. */
async function succeed(search: Search, going: Going, failed: Flight, landed: Landed & { readonly ok: false }): Promise<Landed> {
  const isLast = failed.isSuccessor || failed.failedUntil !== undefined || landed.because === "busy";
  if (search.cache.shield !== undefined || going.pass || going.hasRescue || isLast) return landed;
  const next = flightFor(search, going);
  return next === undefined ? takeOff(search, going, true).landed : ((await join(search, next)) ?? landed);
}

function flightFor(search: Search, { need, pass, hasRescue, background }: Going): Flight | undefined {
  const { cache } = search;
  const flight = cache.flights.get(tierName(placeOf(search)));
  if (pass || flight === undefined || !mayJoin(flight, need, cache.now())) return undefined;
  if (flight.mayGiveUp && !background) return undefined;
  return flight.failedUntil === undefined || hasRescue ? flight : undefined;
}

/** Refreshes behind an answer that was served in grace: from the PoP if another isolate was faster, else from beyond. */
export function refresh(search: Search, need: RefillNeed): void {
  const { cache } = search;
  const name = tierName(placeOf(search));
  const flight = cache.flights.get(name);
  if (flight !== undefined && mayJoin(flight, need, cache.now())) return;
  if (!cache.slots.acquireRefresh(name, cache.now())) return;
  cache.background(refreshNow(search, need).finally(() => cache.slots.releaseRefresh(name)));
}

async function refreshNow(search: Search, need: RefillNeed): Promise<void> {
  const stored = await fromPop(search);
  if (stored !== undefined && isUsable(held(search, stored).judgement)) return;
  await takeOff(search, { need, pass: false, hasRescue: true, background: true }).landed;
}

/** Undefined when the flight was lost. */
async function join({ cache }: Search, flight: Flight): Promise<Landed | undefined> {
  const { waiting, landed } = flight;
  if (waiting.count >= cache.queue.most) return { ok: false, because: "busy" };
  waiting.count++;
  const untilLost = flight.startedAt + LOST_AFTER - cache.now();
  const { ms } = cache.queue;
  const tired = () => (untilLost <= ms ? undefined : TIRED);
  return unlessLate(landed, Math.min(untilLost, ms), cache, tired).finally(() => waiting.count--);
}

const TIRED: Landed = { ok: false, because: "busy" };

/** The position and the instant are noted here, before anything is asked. */
function takeOff(search: Search, { need, pass, background }: Going, isSuccessor = false): Flight {
  const { cache, asked } = search;
  const startedAt = cache.now();
  const { epoch, seq } = laterAsOf(cache.bulletin.copy() ?? NOWHERE, asked?.minSeq ?? NOWHERE);
  const ask: FillAsk = { asOf: { epoch, seq }, startedAt, at: instantOf(search, startedAt), background };
  const isShielded = isThroughShield(search, pass);
  const landed = isShielded ? flyThroughShield(search, ask, need) : fly(search, ask);
  const sure = isShielded ? sureOf(need, startedAt) : { asOf: ask.asOf, since: startedAt };
  const flight: Flight = { startedAt, at: ask.at, sure, landed, waiting: { count: 0 }, isSuccessor, mayGiveUp: isShielded && background };
  const name = tierName(placeOf(search));
  if (!pass) cache.flights.set(name, flight);
  void landed.then(({ ok }) => retire(cache, name, flight, ok));
  cache.background(landed);
  return flight;
}

function isThroughShield({ cache, wanted }: Search, pass: boolean): boolean {
  return cache.shield !== undefined && wanted.order !== undefined && !pass;
}

function retire({ flights, now }: CacheContext, name: string, flight: Flight, isGood: boolean): void {
  for (const [other, { failedUntil }] of flights) if (failedUntil !== undefined && failedUntil <= now()) flights.delete(other);
  if (flights.get(name) !== flight) return;
  if (isGood) flights.delete(name);
  else flights.set(name, { ...flight, failedUntil: now() + FAILED_FOR });
}

/** The shield fills; where it cannot be reached, this isolate does. */
async function flyThroughShield(search: Search, ask: FillAsk, need: RefillNeed): Promise<Landed> {
  const { cache, wanted } = search;
  wanted.away?.();
  const order = toShieldAsk(wanted, ask, need);
  const answer = order && (await cache.shield?.find(order));
  if (answer === undefined) return fly(search, ask);
  const from = landFromShield(answer, ask);
  if (from.kind === "shared") return { ...from.landed, ...put(cache, wanted, from.storable) };
  if (from.kind === "rescue") put(cache, wanted, from.storable);
  if (from.landed.ok) mark(cache, from.landed.stored);
  return from.landed;
}

async function fly(search: Search, ask: FillAsk): Promise<Landed> {
  const { cache, wanted } = search;
  if (!ask.background && !(await cache.slots.acquire(cache.sleep))) return { ok: false, because: "busy" };
  try {
    const filled = await fill(cache, wanted, ask);
    if (!filled.ok) return filled;
    return { ...keep(cache, wanted, filled.answer, ask, placeOf(search).notBefore), originStatus: filled.originStatus };
  } finally {
    if (!ask.background) cache.slots.release();
  }
}

async function fill({ failed }: CacheContext, wanted: Wanted, ask: FillAsk): Promise<Filled> {
  try {
    return await wanted.fill(ask);
  } catch (error) {
    failed(error);
    return { ok: false, because: "internal" };
  }
}

/** Writes into the trail what came of going on. */
function note(search: Search, landed: Landed, collapsed: boolean): Landed {
  const { trail } = search;
  // Of what went through the shield, it was the shield that asked the origin: its own visit tells.
  const answered = {
    ...(landed.originStatus !== undefined && { fwdStatus: landed.originStatus }),
    ...(landed.ok && landed.because !== undefined && { detail: landed.because }),
  };
  while (isBeyond(trail.at(-1))) trail.pop();
  for (const [i, visit] of trail.entries()) {
    const asked = i === trail.length - 1 ? answered : {};
    if (visit.tier === "memory") trail[i] = { ...visit, ...asked, stored: landed.ok && landed.inMemory };
    if (visit.tier === "pop") trail[i] = { ...visit, ...asked, stored: landed.ok && landed.inPop, collapsed };
  }
  trail.push(...(landed.visits ?? [{ tier: "origin", hit: landed.ok, collapsed, ...(landed.ok ? {} : { detail: landed.because }) }]));
  search.landed = landed;
  return landed;
}

/** Told anew by a second try. */
function isBeyond(visit: TierVisit | undefined): boolean {
  return visit?.tier === "shield" || visit?.tier === "origin";
}
