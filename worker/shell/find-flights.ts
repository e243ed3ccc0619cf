/** Collapsing: who else is already asking the origin for this key, and may his answer be shared? */
import { type AsOf, compareAsOf, NOWHERE } from "../bulletin/as-of.ts";
import type { RefillNeed } from "../cache/judge.ts";
import type { Stored } from "../cache/stored.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { TierVisit } from "./find-wanted.ts";

/** Which of this isolate's tiers keep what came. */
export interface Kept {
  readonly inMemory: boolean;
  readonly inPop: boolean;
}

/** What a flight brought: bytes, never streams. `visits` tells of the tiers beyond the PoP; none where it asked the origin itself. */
export type Landed = { readonly originStatus?: number | undefined } & (
  | (Kept & {
      readonly ok: true;
      readonly stored: Stored;
      /** False for an answer that only its leader may have. */
      readonly isShared: boolean;
      /** Why, or what is wrong with it all the same, where this isolate judged it. */
      readonly because?: string | undefined;
      /** By this isolate's clock, the origin was asked then or later. */
      readonly since: EpochMs;
      readonly visits?: readonly TierVisit[];
    })
  /** `rescue`: what the shield holds to serve in grace. */
  | { readonly ok: false; readonly because: string; readonly rescue?: Stored | undefined; readonly visits?: readonly TierVisit[] }
);

export interface Flight {
  readonly startedAt: EpochMs;
  /** The instant that is asked for. */
  readonly at: EpochMs;
  /** What whoever joins may count on: at this position or later, asked for then or later. */
  readonly sure: { readonly asOf: AsOf; readonly since: EpochMs };
  /** Never rejects. */
  readonly landed: Promise<Landed>;
  readonly waiting: { count: number };
  /** Asked in the place of one that failed: whoever waits for it gives up with it. */
  readonly isSuccessor: boolean;
  /** A refresh through the shield is given up where somebody who waits would go round it. */
  readonly mayGiveUp: boolean;
  /** Set on a flight that failed: until then nobody who holds something to serve in grace tries again. */
  readonly failedUntil?: EpochMs;
}

/** By `tierName`, the latest. One isolate's. */
export type Flights = Map<string, Flight>;

/** A flight older than this is taken for lost: the request it ran in was ended under it. */
export const LOST_AFTER: Ms = 15_000;

export const FAILED_FOR: Ms = 1_000;

/** May somebody with this need wait for the flight? Anything else would only be judged dead on arrival. */
export function mayJoin(flight: Flight, need: RefillNeed, now: EpochMs): boolean {
  if (now - flight.startedAt >= LOST_AFTER || now >= (flight.failedUntil ?? Number.POSITIVE_INFINITY)) return false;
  if (need.minAt !== undefined && flight.at < need.minAt) return false;
  if (need.filledWithin !== undefined && flight.sure.since < now - need.filledWithin) return false;
  const hasReached = need.minAsOf === undefined || compareAsOf(flight.sure.asOf, need.minAsOf) >= 0;
  return hasReached || (need.startedAfter !== undefined && flight.sure.since >= need.startedAfter);
}

/** What is sure of an answer of the shield: no more than it was asked for, since it may have held one. */
export function sureOf({ minAsOf, filledWithin }: RefillNeed, startedAt: EpochMs): Flight["sure"] {
  return { asOf: minAsOf ?? NOWHERE, since: filledWithin === undefined ? Number.NEGATIVE_INFINITY : startedAt - filledWithin };
}
