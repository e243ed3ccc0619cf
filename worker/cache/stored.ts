import type { AsOf } from "../bulletin/as-of.ts";
import type { CacheKey } from "../key/key-parts.ts";
import type { EpochMs } from "../time.ts";

export type { AsOf } from "../bulletin/as-of.ts";

/** When a stored response may be used. Handed on unchanged from tier to tier. */
export interface Stamps {
  readonly fillStartedAt: EpochMs;
  readonly storedAt: EpochMs;
  readonly freshUntil: EpochMs;
  /** End of stale-while-revalidate. */
  readonly revalidateUntil: EpochMs;
  /** End of stale-if-error: the end of life. */
  readonly staleUntil: EpochMs;
  readonly notBefore: EpochMs | null;
  readonly notAfter: EpochMs | null;
}

/** A place in a shell where visitor-sized markup goes. Slot i stands between segment i and segment i + 1. */
export interface StoredSlot {
  readonly fragment: string;
  /** Public data of this place, JSON: which SKU a stock line is about. */
  readonly props: unknown;
  /** Escaped markup to show when the fragment does not come. */
  readonly fallback: string;
}

/** The status of a pass marker: "ask the origin, each for himself, for what comes may not be kept". */
export const PASS = 0;

/** One stored response: a shell, a public or segment answer, or a pass marker. What every tier keeps. */
export interface Stored {
  readonly key: CacheKey;
  readonly asOf: AsOf;
  readonly stamps: Stamps;
  readonly surrogateKeys: readonly string[];
  readonly entityVersions: Readonly<Record<string, number>>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly slots: readonly StoredSlot[];
  /** `slots.length + 1` runs of bytes. */
  readonly segments: readonly Uint8Array[];
}
