/** Looking through memory and the PoP tier, with each visit written into the trail. */
import { EARLIER_RELEASE, type Judgement, ofEarlierRelease } from "../cache/judge.ts";
import { PASS, type Stored } from "../cache/stored.ts";
import type { TierKey } from "../cache/tiers.ts";
import type { EpochMs } from "../time.ts";
import { betterOf, type Held, isUsable } from "./find-plan.ts";
import { catchUpWith, found, held, instantOf, placeOf, type Search } from "./find-request.ts";
import type { Found, TierVisit } from "./find-wanted.ts";

/** The best response the tiers hold, judged; undefined when they hold none. Asks the PoP only when memory's is not good enough. */
export async function lookThroughTiers(search: Search): Promise<Held | undefined> {
  const inMemory = judged(search, fromMemory(search));
  if (isEnough(inMemory)) {
    search.trail.push(visit("memory", inMemory, inMemory));
    return inMemory;
  }
  const stored = await fromPop(search);
  await catchUpWith(search, stored);
  const inPop = judged(search, stored) ?? (await leftBehind(search));
  return choose(search, judged(search, inMemory?.stored), inPop);
}

/** What the release before this one kept in the PoP. The shield hands on this release's alone. */
async function leftBehind(search: Search): Promise<Held | undefined> {
  const { cache, wanted, asked } = search;
  if (wanted.earlierKey === undefined || asked !== undefined) return undefined;
  const stored = await cache.pop.get({ key: wanted.earlierKey, notBefore: null });
  if (stored === undefined || stored.status === PASS) return undefined;
  await catchUpWith(search, stored);
  const judgement = ofEarlierRelease(held(search, stored).judgement);
  return judgement && { stored, judgement };
}

/** Memory's response alone, and only if it needs neither refresh nor fill. */
export function usableFromMemory(search: Search): Found | undefined {
  // Nothing is waited for, so it is still the moment the request arrived.
  const now = search.arrivedAt;
  const stored = fromMemory(search, now);
  if (stored === undefined) return undefined;
  const inMemory = held(search, stored, now);
  const { judgement } = inMemory;
  if (stored.status === PASS || !isUsable(judgement)) return undefined;
  search.trail.push(visit("memory", inMemory, inMemory));
  return found(search, stored, judgement.kind);
}

function choose(search: Search, inMemory: Held | undefined, inPop: Held | undefined): Held | undefined {
  const better = betterOf(inMemory, inPop);
  search.trail.push(visit("memory", inMemory, better), visit("pop", inPop, better));
  return better;
}

/** Served from memory at once: usable as it is, or in grace while somebody refreshes it. */
function isEnough(inMemory: Held | undefined): boolean {
  if (inMemory === undefined) return false;
  const { judgement } = inMemory;
  return isUsable(judgement) || (judgement.kind === "stale" && judgement.use === "while-refreshing");
}

function judged(search: Search, stored: Stored | undefined): Held | undefined {
  return stored && held(search, stored);
}

function fromMemory(search: Search, now = search.cache.now()): Stored | undefined {
  const { memory } = search.cache;
  const stored = memory.get(placeOf(search));
  const next = successorKey(stored, instantOf(search, now));
  return (next && memory.get(next)) ?? stored;
}

/** Reads the PoP's, and offers it to memory: a use is a use wherever it was found. */
export async function fromPop(search: Search): Promise<Stored | undefined> {
  const { cache, wanted } = search;
  const stored = await cache.pop.get(placeOf(search));
  const next = successorKey(stored, instantOf(search, cache.now()));
  const latest = (next && (await cache.pop.get(next))) ?? stored;
  if (latest !== undefined && wanted.memory !== false) cache.memory.offer(latest);
  return latest;
}

/** Past its `notAfter` a response has a successor, prepared under that moment, if it has one at all. */
function successorKey(stored: Stored | undefined, at: EpochMs): TierKey | undefined {
  const notAfter = stored?.stamps.notAfter ?? null;
  if (stored === undefined || notAfter === null || at < notAfter) return undefined;
  return { key: stored.key, notBefore: notAfter };
}

/** A visit as RFC 9211 would have it: a hit, or why the request went on. */
function visit(tier: "memory" | "pop", held: Held | undefined, better: Held | undefined): TierVisit {
  if (held === undefined) return { tier, hit: false, fwd: "miss" };
  if (held.stored.status === PASS) return { tier, hit: false, fwd: "bypass" };
  const { judgement } = held;
  switch (judgement.kind) {
    case "fresh":
      return { tier, hit: true, ttlMs: judgement.ttlMs };
    case "reuse":
      return { tier, hit: true, ttlMs: judgement.ttlMs, detail: "purge-unconfirmed" };
    case "stale":
      return { tier, hit: false, inGrace: held === better, fwd: "stale", ttlMs: judgement.ttlMs, detail: detailOf(judgement) };
    case "dead":
      return { tier, hit: false, fwd: "stale", detail: judgement.because };
  }
}

function detailOf(judgement: Judgement & { kind: "stale" }): string {
  if (judgement.because === "unconfirmed") return "purge-unconfirmed";
  if (judgement.because === EARLIER_RELEASE) return judgement.because;
  return judgement.use === "while-refreshing" ? "swr" : judgement.because;
}
