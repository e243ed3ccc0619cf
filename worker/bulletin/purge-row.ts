/** What a purge is: an order that became a row of the bulletin's log. */
import type { EpochMs } from "../time.ts";
import type { AsOf } from "./as-of.ts";

export type PurgeBy = "url" | "surrogate-key" | "prefix" | "market" | "all";
/** Soft marks stale, hard is never served again. */
export type PurgeMode = "soft" | "hard";

/** A checked order to purge. `values` is empty for `all`; URLs and prefixes are canonical paths (with query) or absolute URLs. */
export interface PurgeCommand {
  readonly by: PurgeBy;
  readonly values: readonly string[];
  readonly mode: PurgeMode;
  readonly reason: string;
  readonly actor: string;
  /** Entity -> version that answers must have reached: the origin fence of PURGE section 4. */
  readonly minVersions?: Readonly<Record<string, number>>;
  /** The same key with the same order gets the first answer, with another order a conflict. Keys are an actor's own. */
  readonly idempotencyKey?: string;
}

/** A row of the log: a purge that was committed at `at` by the bulletin's clock. */
export interface PurgeRow extends AsOf {
  readonly by: PurgeBy;
  readonly values: readonly string[];
  readonly mode: PurgeMode;
  readonly reason: string;
  readonly actor: string;
  readonly at: EpochMs;
  readonly minVersions?: Readonly<Record<string, number>>;
}

/** When a PoP that was heard from in the last minute had the row; null while it has not. */
export interface Receipt {
  readonly pop: string;
  readonly seenAt: EpochMs | null;
}

export interface PurgeWithReceipts extends PurgeRow {
  readonly receipts: readonly Receipt[];
}

export type PurgeOutcome =
  /** `repeated`: the idempotency key was seen before, nothing was written. */
  | { readonly kind: "purged"; readonly row: PurgeWithReceipts; readonly repeated: boolean }
  | { readonly kind: "conflict"; readonly because: "idempotency-key-reused" };

export interface BulletinStats extends AsOf {
  readonly floorSeq: number;
  readonly reads: number;
  readonly readsByPop: Readonly<Record<string, number>>;
  /** `GET /v1/stock` calls made, for the whole shop. */
  readonly stockCalls: number;
  readonly stockAt: EpochMs | null;
  readonly skus: number;
  readonly base: string;
  readonly purgedKeys: number;
  /** PoPs heard from in the last minute and the position each had reached. */
  readonly pops: readonly { readonly pop: string; readonly heardAt: EpochMs; readonly asOf: AsOf }[];
}
