/** What is counted, and how counts are summed. The shape of `GET /admin/api/stats`. */
import type { EpochMs, Ms } from "../time.ts";

export const HIT_TIERS = ["memory", "pop", "shield", "origin"] as const;
/** Where a page came from; `origin` is a fill. */
export type HitTier = (typeof HIT_TIERS)[number];

export const ORIGIN_CALLS = ["page", "fragments", "stock", "mutation"] as const;
export type OriginCall = (typeof ORIGIN_CALLS)[number];

export const FRAGMENT_STATES = ["token", "bulletin", "tier", "batch", "fallback"] as const;
export type FragmentState = (typeof FRAGMENT_STATES)[number];
export type FragmentCounts = Readonly<Record<FragmentState, number>>;

/** In grace, by why: while it is refreshed, in place of an origin in trouble, because the bulletin cannot be read. */
export const GRACES = ["swr", "sie", "purge-unconfirmed"] as const;
export type Grace = (typeof GRACES)[number];

/** Why the origin was not asked for a page that was held nowhere: it rests, or the client asked too often. */
export const NOT_ASKED = ["resting", "limited", "unknown"] as const;
export type NotAsked = (typeof NOT_ASKED)[number];

/** Upper ends, in milliseconds, of the classes that waits are counted in; one more class holds what took longer. */
export const WAIT_CLASSES = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500] as const;

/** How long something was waited for, as often as that happened. */
export interface Waits {
  /** By class, the last one without an end. */
  readonly classes: readonly number[];
  readonly sumMs: Ms;
}

export interface Counts {
  readonly pageViews: number;
  readonly hits: Readonly<Record<HitTier, number>>;
  /** Pages served in grace, whichever tier had them. */
  readonly stale: number;
  readonly grace: Readonly<Record<Grace, number>>;
  /** Pages that could not be answered: 503. */
  readonly unavailable: number;
  readonly notAsked: Readonly<Record<NotAsked, number>>;
  readonly originCalls: Readonly<Record<OriginCall, number>>;
  readonly fragments: Readonly<Record<string, FragmentCounts>>;
  /** From the start of the page view until a fragment came that was not at hand: in time, late, or not at all. */
  readonly fragmentWaits: Readonly<Record<string, Waits>>;
  /** Pages shown, by experiment and arm. */
  readonly exposures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly bulletinReads: number;
}

/** The counts of all isolates since `since`, and how many isolates reported in the last ten minutes. */
export interface Stats extends Counts {
  readonly since: EpochMs;
  readonly isolates: number;
  /** Calls as the origin itself counts them, by kind, so that the edge cannot flatter itself. Absent when it does not answer. */
  readonly origin?: Readonly<Record<string, number>>;
}

/** The counts of a stretch of time, for charts. */
export interface Period {
  readonly from: EpochMs;
  readonly counts: Counts;
}

/** More names than a shop has fragments: whatever is beyond is not counted. */
const MAX_FRAGMENTS = 100;

export const NOTHING: Counts = {
  pageViews: 0,
  hits: { memory: 0, pop: 0, shield: 0, origin: 0 },
  stale: 0,
  grace: { swr: 0, sie: 0, "purge-unconfirmed": 0 },
  unavailable: 0,
  notAsked: { resting: 0, limited: 0, unknown: 0 },
  originCalls: { page: 0, fragments: 0, stock: 0, mutation: 0 },
  fragments: {},
  fragmentWaits: {},
  exposures: {},
  bulletinReads: 0,
};

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    pageViews: a.pageViews + b.pageViews,
    hits: addEach(HIT_TIERS, a.hits, b.hits),
    stale: a.stale + b.stale,
    grace: addEach(GRACES, a.grace, b.grace),
    unavailable: a.unavailable + b.unavailable,
    notAsked: addEach(NOT_ASKED, a.notAsked, b.notAsked),
    originCalls: addEach(ORIGIN_CALLS, a.originCalls, b.originCalls),
    fragments: addNamed(a.fragments, b.fragments, (one, other) => addEach(FRAGMENT_STATES, one, other)),
    fragmentWaits: addNamed(a.fragmentWaits, b.fragmentWaits, addWaits),
    exposures: addNamed(a.exposures, b.exposures, (one, other) => addNamed(one, other, (some, more) => some + more)),
    bulletinReads: a.bulletinReads + b.bulletinReads,
  };
}

function addNamed<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>, add: (one: T, other: T) => T): Record<string, T> {
  const sum: Record<string, T> = { ...a };
  for (const [name, counts] of Object.entries(b)) {
    const known = sum[name];
    if (known) sum[name] = add(known, counts);
    else if (Object.keys(sum).length < MAX_FRAGMENTS) sum[name] = counts;
  }
  return sum;
}

function addWaits(a: Waits, b: Waits): Waits {
  return { classes: a.classes.map((count, at) => count + (b.classes[at] ?? 0)), sumMs: a.sumMs + b.sumMs };
}

function addEach<K extends string>(names: readonly K[], a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as Record<K, number>;
}
