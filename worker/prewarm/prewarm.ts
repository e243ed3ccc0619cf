/** Filling pages before anybody asks for them: an order, and the job it became. */
import type { Market } from "#contract/market";
import type { EpochMs } from "../time.ts";

export const PREWARM_KINDS = ["url", "surrogate-key", "sitemap"] as const;
export type PrewarmBy = (typeof PREWARM_KINDS)[number];

/** A checked order. `values` is empty for the sitemap. */
export interface PrewarmOrder {
  readonly by: PrewarmBy;
  readonly values: readonly string[];
  /** Only pages of these; all when empty. */
  readonly markets: readonly Market[];
  /** Fills to begin within a second, at most. */
  readonly perSecond: number;
  readonly reason: string;
}

export interface PrewarmCommand extends PrewarmOrder {
  readonly actor: string;
  /** Canonical paths with query, each once, in the order in which they are filled. */
  readonly urls: readonly string[];
  /** The same key with the same order gets the first job again, with another order a conflict. Keys are an actor's own. */
  readonly idempotencyKey?: string;
}

/** One job is at work at a time, the oldest; the others wait for it. */
export type PrewarmState = "waiting" | "running" | "cancelled" | "done";

/** What came of one page: `warm` had nothing to fill, `missing` is no page any more. */
export const WARMED = ["filled", "warm", "missing", "failed"] as const;
export type Warmed = (typeof WARMED)[number];

export interface PrewarmJob extends PrewarmOrder {
  readonly id: number;
  readonly actor: string;
  readonly at: EpochMs;
  readonly state: PrewarmState;
  readonly total: number;
  readonly counts: Readonly<Record<Warmed, number>>;
  /** Why nothing moves at the moment, or why pages failed. */
  readonly because: string | null;
  readonly endedAt: EpochMs | null;
  /** The first pages that failed. */
  readonly failures: readonly { readonly url: string; readonly because: string }[];
}

export type PrewarmOutcome =
  | { readonly kind: "ordered"; readonly job: PrewarmJob; readonly repeated: boolean }
  | { readonly kind: "conflict" }
  | { readonly kind: "too-many" };

/** What one fill came to. `again` was not filled, and may be later. */
export type WarmAnswer = { readonly kind: Exclude<Warmed, "failed"> } | { readonly kind: "again"; readonly because: string };
