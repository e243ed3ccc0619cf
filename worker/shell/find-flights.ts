/** Collapsing: who else is already asking the origin for this key, and may his answer be shared? */
import { type AsOf, compareAsOf } from "../bulletin/as-of.ts";
import type { RefillNeed } from "../cache/judge.ts";
import type { Stored } from "../cache/stored.ts";
import type { CacheKey } from "../key/key-parts.ts";
import type { EpochMs, Ms } from "../time.ts";

/** What a flight brought: bytes, never streams. */
export type Landed =
  /** `isShared` is false for an answer that only its leader may have. */
  | { readonly ok: true; readonly stored: Stored; readonly isShared: boolean; readonly inMemory: boolean }
  | { readonly ok: false; readonly because: string };

export interface Flight {
  readonly asOf: AsOf;
  readonly startedAt: EpochMs;
  /** The instant the origin was asked for. */
  readonly at: EpochMs;
  /** Never rejects. */
  readonly landed: Promise<Landed>;
  /** Set on a flight that failed: until then nobody who holds something to serve in grace tries again. */
  readonly failedUntil?: EpochMs;
}

/** By key, the latest. One isolate's. */
export type Flights = Map<CacheKey, Flight>;

/** A flight older than this is taken for lost: the request it ran in was ended under it. */
export const LOST_AFTER: Ms = 15_000;

export const FAILED_FOR: Ms = 1_000;

/** May somebody with this need wait for the flight? Anything else would only be judged dead on arrival. */
export function mayJoin(flight: Flight, need: RefillNeed, now: EpochMs): boolean {
  if (now - flight.startedAt >= LOST_AFTER || now >= (flight.failedUntil ?? Number.POSITIVE_INFINITY)) return false;
  if (need.minAt !== undefined && flight.at < need.minAt) return false;
  const hasReached = need.minAsOf === undefined || compareAsOf(flight.asOf, need.minAsOf) >= 0;
  return hasReached || (need.startedAfter !== undefined && flight.startedAt >= need.startedAfter);
}
