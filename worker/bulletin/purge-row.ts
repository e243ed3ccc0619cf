/** What a purge is: an order that became a row of the bulletin's log. */
import type { EpochMs } from "../time.ts";
import type { AsOf } from "./as-of.ts";

export type PurgeBy = "url" | "surrogate-key" | "prefix" | "market" | "all";
/** Soft marks stale, hard is never served again. */
export type PurgeMode = "soft" | "hard";

interface Purge {
  readonly by: PurgeBy;
  /** Empty for `all`; URLs and prefixes are canonical paths (with query) or absolute URLs. */
  readonly values: readonly string[];
  readonly mode: PurgeMode;
  readonly reason: string;
  readonly actor: string;
  /** Entity -> version that answers must have reached: the origin fence of PURGE section 4. */
  readonly minVersions?: Readonly<Record<string, number>>;
}

/** A checked order to purge. */
export interface PurgeCommand extends Purge {
  /** The same key with the same order gets the first answer, with another order a conflict. Keys are an actor's own. */
  readonly idempotencyKey?: string;
  /** The most rows this actor may write within a minute; beyond that the order is refused. */
  readonly perMinute?: number;
}

/** A row of the log: a purge that was committed at `at` by the bulletin's clock. */
export interface PurgeRow extends AsOf, Purge {
  readonly at: EpochMs;
}

/** When a PoP that was heard from in the last minute had the row; null while it has not. */
export interface Receipt {
  readonly pop: string;
  readonly seenAt: EpochMs | null;
}

/** What became of a purge at the zone in front of the shop: sent by and by, and never a condition of the purge itself. */
export interface ZoneOutcome {
  readonly state: "waiting" | "purged" | "failed";
  /** Calls made for it so far. */
  readonly calls: number;
  /** The zone's last complaint. */
  readonly because: string | null;
  /** When this became so. */
  readonly at: EpochMs;
}

export interface PurgeWithReceipts extends PurgeRow {
  readonly receipts: readonly Receipt[];
  /** Absent where no zone was configured. */
  readonly zone?: ZoneOutcome;
}

/** Which rows of the log are asked for. `text` stands in the values or the reason, in any case of letters. */
export interface PurgeFilter {
  readonly actor?: string;
  readonly by?: PurgeBy;
  readonly mode?: PurgeMode;
  readonly text?: string;
  readonly since?: EpochMs;
  readonly until?: EpochMs;
}

export interface PurgeQuery extends PurgeFilter {
  readonly limit: number;
  /** A seq: only rows below it. */
  readonly before?: number;
  /** Of an earlier ledger; the present one's unless it is given. */
  readonly epoch?: number;
}

/** Latest first. `next` goes on as `before`; null when nothing is left. A page may be short of its limit and still go on. */
export interface PurgePage<Row = PurgeWithReceipts> {
  readonly purges: readonly Row[];
  readonly next: number | null;
}

export type PurgeOutcome =
  /** `repeated`: the idempotency key was seen before, nothing was written. */
  | { readonly kind: "purged"; readonly row: PurgeWithReceipts; readonly repeated: boolean }
  | { readonly kind: "conflict"; readonly because: "idempotency-key-reused" }
  | { readonly kind: "too-many"; readonly retryAfterSeconds: number };

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
