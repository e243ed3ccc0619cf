/** Collapsing: who else is already asking the origin for this key, and may his answer be shared? */
import { compareAsOf, type AsOf } from "../bulletin/as-of.ts";
import type { Stored } from "../cache/stored.ts";
import type { CacheKey } from "../key/key-parts.ts";
import type { EpochMs, Ms } from "../time.ts";

/** What a flight brought. Bytes, never streams; `shared` is false for an answer that only its leader may have. */
export type Landed =
  | { readonly ok: true; readonly stored: Stored; readonly shared: boolean; readonly kept: boolean }
  | { readonly ok: false; readonly because: string };

export interface Flight {
  readonly asOf: AsOf;
  readonly startedAt: EpochMs;
  /** The instant the origin was asked for. */
  readonly at: EpochMs;
  readonly landed: Promise<Landed>;
}

/** What a flight must satisfy to be joined: everything else would only be judged dead on arrival. */
export interface Need {
  readonly minAsOf: AsOf | undefined;
  /** For an instant at or after this one: past a response's `notAfter`. */
  readonly minAt: EpochMs | undefined;
  /** Started at or after this moment, or `asOf` at `minAsOf`: a `Purge-Seq` that could not be read. */
  readonly startedAfter: EpochMs | undefined;
}

/** A flight older than this is taken for lost: its isolate's request was ended under it. */
export const LOST_AFTER: Ms = 15_000;

export type Flights = Map<CacheKey, Flight>;

export function mayJoin(flight: Flight, need: Need, now: EpochMs): boolean {
  if (now - flight.startedAt > LOST_AFTER) return false;
  if (need.minAt !== undefined && flight.at < need.minAt) return false;
  const reached = need.minAsOf === undefined || compareAsOf(flight.asOf, need.minAsOf) >= 0;
  return reached || (need.startedAfter !== undefined && flight.startedAt >= need.startedAfter);
}
