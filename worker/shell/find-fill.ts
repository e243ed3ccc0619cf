/** Asking the origin for one key: led by one request, joined by the others, stored only when judged storable. */
import { NOWHERE } from "../bulletin/as-of.ts";
import { FLIP_MARGIN, type RefillNeed } from "../cache/judge.ts";
import { type Candidate, judgeStorable, passMarker, type Storable, unstored } from "../cache/storable.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { FAILED_FOR, type Flight, type Landed, LOST_AFTER, mayJoin } from "./find-flights.ts";
import { isUsable } from "./find-plan.ts";
import { held, type Search } from "./find-request.ts";
import { fromPop } from "./find-tiers.ts";
import type { CacheContext, FillAsk, Filled, FilledAnswer, Wanted } from "./find-wanted.ts";

/** What a store needs to know of the wanted thing besides its answer. */
export type Place = Pick<Wanted, "key" | "lifetime" | "implicitKeys" | "memory">;

/** How a request goes to the origin. */
export interface Going {
  readonly need: RefillNeed;
  /** Asks for itself alone: neither joins nor is joined. */
  readonly pass: boolean;
  /** Holds something to serve in grace, and so need not insist when a flight failed a moment ago. */
  readonly hasRescue: boolean;
}

/** Joins a flight that meets the need, or leads one. */
export async function fillOrJoin(search: Search, going: Going): Promise<Landed> {
  const flight = flightFor(search, going);
  const landed = flight && (await join(search, flight));
  if (landed === undefined) return note(search, await takeOff(search, false, going.pass), false);
  // What only its leader may have is asked for again, each for himself.
  return landed.ok && !landed.isShared ? note(search, await takeOff(search, false, true), false) : note(search, landed, true);
}

function flightFor({ cache, wanted }: Search, { need, pass, hasRescue }: Going): Flight | undefined {
  const flight = cache.flights.get(wanted.key);
  if (pass || flight === undefined || !mayJoin(flight, need, cache.now())) return undefined;
  return flight.failedUntil === undefined || hasRescue ? flight : undefined;
}

/** Refreshes behind an answer that was served in grace: from the PoP if another isolate was faster, else from the origin. */
export function refresh(search: Search, need: RefillNeed): void {
  const { cache, wanted } = search;
  const flight = cache.flights.get(wanted.key);
  if (flight !== undefined && mayJoin(flight, need, cache.now())) return;
  if (!cache.slots.acquireRefresh(wanted.key, cache.now())) return;
  cache.background(refreshNow(search).finally(() => cache.slots.releaseRefresh(wanted.key)));
}

/** Keeps an answer at its fill's position, if it is storable; says what became of it. */
export function keep(cache: CacheContext, place: Place, answer: FilledAnswer, ask: FillAsk): Landed {
  const candidate = toCandidate(place, answer, ask);
  const now = cache.now();
  const judged = judgeStorable(candidate, now);
  if (judged.ok) return { ok: true, stored: judged.storable, isShared: true, inMemory: put(cache, place, judged.storable) };
  if (judged.serve === "broken") return judged;
  if (cache.memory.peek({ key: place.key, notBefore: null }) === undefined) cache.memory.offer(passMarker(candidate, now));
  return { ok: true, stored: unstored(candidate, now), isShared: false, inMemory: false };
}

function put(cache: CacheContext, place: Place, storable: Storable): boolean {
  cache.background(cache.pop.put(storable));
  return place.memory !== false && cache.memory.offer(storable);
}

async function refreshNow(search: Search): Promise<void> {
  const stored = await fromPop(search);
  if (stored !== undefined && isUsable(held(search, stored).judgement)) return;
  await takeOff(search, true, false);
}

/** Undefined when the flight was lost. */
function join({ cache }: Search, flight: Flight): Promise<Landed | undefined> {
  const patience = flight.startedAt + LOST_AFTER - cache.now();
  return Promise.race([flight.landed, cache.sleep(patience).then(() => undefined)]);
}

/** The position and the instant are noted here, before anything is asked. */
function takeOff(search: Search, background: boolean, pass: boolean): Promise<Landed> {
  const { cache, wanted } = search;
  const startedAt = cache.now();
  const { epoch, seq } = cache.bulletin.copy() ?? NOWHERE;
  const ask: FillAsk = { asOf: { epoch, seq }, startedAt, at: startedAt - FLIP_MARGIN, background };
  const flight: Flight = { ...ask, landed: fly(search, ask) };
  if (!pass) cache.flights.set(wanted.key, flight);
  void flight.landed.then(({ ok }) => retire(cache, wanted.key, flight, ok));
  cache.background(flight.landed);
  return flight.landed;
}

function retire({ flights, now }: CacheContext, key: CacheKey, flight: Flight, isGood: boolean): void {
  for (const [other, { failedUntil }] of flights) if (failedUntil !== undefined && failedUntil <= now()) flights.delete(other);
  if (flights.get(key) !== flight) return;
  if (isGood) flights.delete(key);
  else flights.set(key, { ...flight, failedUntil: now() + FAILED_FOR });
}

async function fly({ cache, wanted }: Search, ask: FillAsk): Promise<Landed> {
  if (!ask.background && !(await cache.slots.acquire(cache.sleep))) return { ok: false, because: "busy" };
  try {
    const filled = await fill(wanted, ask);
    return filled.ok ? keep(cache, wanted, filled.answer, ask) : filled;
  } finally {
    if (!ask.background) cache.slots.release();
  }
}

async function fill(wanted: Wanted, ask: FillAsk): Promise<Filled> {
  try {
    return await wanted.fill(ask);
  } catch {
    return { ok: false, because: "origin-down" };
  }
}

function toCandidate(place: Place, answer: FilledAnswer, ask: FillAsk): Candidate {
  const { key, implicitKeys } = place;
  return { ...answer, key, implicitKeys, lifetime: answer.lifetime ?? place.lifetime, asOf: ask.asOf, fillStartedAt: ask.startedAt };
}

/** Writes into the trail what came of going on to the origin. */
function note({ trail }: Search, landed: Landed, collapsed: boolean): Landed {
  const isStored = landed.ok && landed.isShared;
  for (const [i, visit] of trail.entries()) {
    if (visit.tier === "memory") trail[i] = { ...visit, stored: landed.ok && landed.inMemory };
    if (visit.tier === "pop") trail[i] = { ...visit, stored: isStored, collapsed };
  }
  trail.push({ tier: "origin", hit: landed.ok, collapsed, ...(landed.ok ? {} : { detail: landed.because }) });
  return landed;
}
