/** How the bulletin travels: an immutable base and what came since, as one answer of the Durable Object. */
import type { EpochMs } from "../time.ts";
import type { AsOf } from "./as-of.ts";

/** What the Durable Object answers to a PoP's read. `body` is the same bytes until something changes. */
export interface DeltaAnswer extends AsOf {
  /** The bulletin's clock at the answer. Compared only with other stamps of the bulletin (PURGE section 1). */
  readonly issuedAt: EpochMs;
  /** Highest seq whose rows were dropped; a response with a lower `asOf` is dead. */
  readonly floorSeq: number;
  /** The base that `body` continues: `<epoch>.<seq>.<stockSeq>`; `<epoch>.0` is empty and never fetched. */
  readonly base: string;
  /** The base that deltas will continue ten seconds after it was first named. */
  readonly nextBase: string | null;
  /** Version of the stock and handles sections, ordered within an epoch. */
  readonly stockSeq: number;
  /** When the origin last told the stock, by the bulletin's clock; null when it has not. */
  readonly stockAt: EpochMs | null;
  /** When the origin was asked that last told every name in use, by the bulletin's clock; null when it did not. */
  readonly handlesAt: EpochMs | null;
  readonly body: Uint8Array;
}

/** A delta as a PoP keeps it: with the moment, by the PoP's clock, at which the PoP sent the read. Ages count from there. */
export interface SentDelta extends DeltaAnswer {
  readonly sentAt: EpochMs;
}

/** Written by an isolate of the PoP that is about to read the next delta. The last one written counts. */
export interface Claim {
  readonly at: EpochMs;
  /** Unlike any other. */
  readonly token: string;
}

/** The PoP's one shared object: the delta, and who is fetching the next. */
export interface SharedDelta {
  readonly delta: SentDelta;
  readonly claim: Claim | null;
}

/** What a PoP says when it reads. */
export interface ReadAsk {
  /** Null for the shield, which serves no shopper and gives no receipt. */
  readonly pop: string | null;
}
