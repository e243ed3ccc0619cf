/** What the world tells its Workers, as JSON. */

/** How a binding fails: at once, never answering, or answering so late. */
export type Cut = "refused" | "silent" | { readonly slowByMs: number };

export interface IsolateState {
  /** How far the clock stands from the machine's. */
  readonly clockMs: number;
  /** By binding: `BULLETIN`, `ORIGIN` and so on. */
  readonly cuts: Readonly<Record<string, Cut>>;
}

/** What is wrong with the origin. */
export type OriginFault =
  /** Connections fail. */
  | { readonly kind: "stopped" }
  | { readonly kind: "slow"; readonly byMs: number }
  /** Pages are as they were so long ago, as a replica has them that is behind. */
  | { readonly kind: "lagging"; readonly byMs: number }
  | { readonly kind: "failing"; readonly status: number }
  /** 200, and a page of whatever stands before the origin. */
  | { readonly kind: "garbage" }
  /** 200, and the JSON of another service. */
  | { readonly kind: "foreign" }
  /** 200, and nothing. */
  | { readonly kind: "empty" }
  /** 200, and half of the answer. */
  | { readonly kind: "truncated" }
  /** The answer as it is, with header fields of whatever stands before the origin. */
  | { readonly kind: "with-fields"; readonly fields: Readonly<Record<string, string>> };

export interface GateState {
  readonly fault: OriginFault | null;
  /** Only calls whose path begins so are hit by the fault. */
  readonly under: string;
  readonly edition: Edition | null;
}

/** Which edition of a product the origin has: said in its title, so that bytes of an earlier one can be told. */
export interface Edition {
  readonly handle: string;
  readonly number: number;
}

export const ORIGIN_CALLS = ["page", "shared", "personal", "stock", "mutation", "other"] as const;
/** `shared` and `personal` are batches of fragments: for anybody, and for one visitor. */
export type OriginCall = (typeof ORIGIN_CALLS)[number];

/** A request that entered the origin. */
export interface EnteredCall {
  readonly at: number;
  readonly kind: OriginCall;
  /** Path without the instant that was asked for; of a shared batch, its questions. */
  readonly what: string;
}
