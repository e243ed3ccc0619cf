/** What is asked of the tiers and what they answer: shells, public answers and segment answers alike. */
import type { AsOf } from "../bulletin/as-of.ts";
import type { BulletinReader } from "../bulletin/reader.ts";
import type { MemoryTier } from "../cache/memory.ts";
import type { Answer } from "../cache/storable.ts";
import type { Stored } from "../cache/stored.ts";
import type { PopTier } from "../cache/tiers.ts";
import type { Verdicts } from "../cache/verdict.ts";
import type { CacheKey } from "../key/key-parts.ts";
import type { Lifetime } from "../lifetimes.ts";
import type { OriginHealth } from "../origin/endpoint.ts";
import type { Clock, EpochMs, Ms } from "../time.ts";
import type { Flights } from "./find-flights.ts";
import type { FillSlots } from "./find-slots.ts";
import type { Order, ShieldPort } from "./shield-port.ts";

/** What a fill is told: the instant to answer for, and the position of the bulletin it started at. */
export interface FillAsk {
  /** The asking edge's clock less the flip margin (PURGE section 4, T0). */
  readonly at: EpochMs;
  /** Noted before the fill began; `storeBeside` takes it for answers that came along. */
  readonly asOf: AsOf;
  readonly startedAt: EpochMs;
  /** True for a refresh nobody waits for. */
  readonly background: boolean;
}

export interface FilledAnswer extends Answer {
  /** Overrides the wanted lifetime, as for a page that turned out to be missing. */
  readonly lifetime?: Lifetime;
}

/** `because`: `origin-down`, `origin-slow`, `origin-<status>`, `foreign`, `internal`. `originStatus`: what the origin answered with, where it did. */
export type Filled = ({ readonly ok: true; readonly answer: FilledAnswer } | { readonly ok: false; readonly because: string }) & {
  readonly originStatus?: number | undefined;
};

export interface Wanted {
  readonly key: CacheKey;
  /** The key that the release before this one kept it under, where that is another. */
  readonly earlierKey?: CacheKey | undefined;
  readonly lifetime: Lifetime;
  readonly implicitKeys: readonly string[];
  /** From an admin's `Purge-Seq`: judge at this position or later. */
  readonly purgeSeq?: AsOf | undefined;
  /** False keeps it out of the memory tier. */
  readonly memory?: boolean;
  /** May this request have the origin asked for what is held nowhere? Not asked of one that joins. */
  mayMiss?(): Promise<boolean>;
  /** The same, said for the shield; without it the isolate fills by itself. */
  readonly order?: Order;
  /** Hears that the look-up goes beyond the PoP. */
  away?(): void;
  /** Asks the origin. Never rejects: a rejection is a bug, told as `internal`. */
  fill(ask: FillAsk): Promise<Filled>;
}

/**
 * One tier's part in an answer, in the order of visits: memory, PoP, shield, origin. `Cache-Status` lists them the other way
 * round and leaves the origin out, which is no cache. `hit` is true of the one place whose bytes are fresh and served.
 */
export interface TierVisit {
  readonly tier: "memory" | "pop" | "shield" | "origin";
  readonly hit: boolean;
  /** True of the tier whose response is the one to serve in grace. */
  readonly inGrace?: boolean;
  readonly ttlMs?: Ms;
  readonly stored?: boolean;
  readonly collapsed?: boolean;
  /** Why the request went on from here. */
  readonly fwd?: "miss" | "stale" | "bypass";
  /** What the origin answered with, of the tier that asked it. */
  readonly fwdStatus?: number;
  readonly detail?: string;
}

/** `swr`: in grace while it is refreshed; `sie`: in grace because the refresh failed. */
export type StaleReason = "swr" | "sie" | "purge-unconfirmed";

export type Found =
  | {
      readonly kind: "found";
      readonly stored: Stored;
      readonly how: "fresh" | "reuse" | "stale";
      readonly because?: StaleReason;
      readonly trail: readonly TierVisit[];
    }
  /** Nothing may be served: 503 with `Retry-After`. */
  | { readonly kind: "unavailable"; readonly because: string; readonly retryAfterSeconds: number; readonly trail: readonly TierVisit[] };

/** One isolate's cache and all it needs of the world. Made once by `openCache`. */
export interface CacheContext extends Clock {
  /** Keeps work alive after the answer (`waitUntil`). */
  readonly background: (work: Promise<unknown>) => void;
  /** Hears of an error inside a fill: whoever asked is only told that there is no page. */
  readonly failed: (error: unknown) => void;
  readonly bulletin: BulletinReader;
  readonly memory: MemoryTier;
  readonly pop: PopTier;
  readonly verdicts: Verdicts;
  readonly flights: Flights;
  readonly slots: FillSlots;
  /** How the origin is that fills ask: in trouble it is not waited for, and grace is wide. */
  readonly health: OriginHealth;
  /** How many may wait for one flight, and how long each. */
  readonly queue: { readonly most: number; readonly ms: Ms };
  /** Between the PoP and the origin; the shield itself has none. */
  readonly shield?: ShieldPort;
}

/** What one tier holds for a key and how it would be judged, for `explain`. */
export interface TierState {
  readonly name: "memory" | "pop" | "shield";
  readonly state: "fresh" | "reuse" | "stale" | "dead" | "none";
  readonly because?: string;
  readonly stored?: Stored;
}
