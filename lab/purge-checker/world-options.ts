import type { Lifetime } from "../../worker/lifetimes.ts";

export interface WorldOptions {
  readonly seed: number;
  readonly pops: number;
  readonly isolates: number;
  readonly objects: number;
  /** Clocks differ from true time by up to this much, either way. */
  readonly skew: number;
  readonly popSkews: readonly number[] | undefined;
  readonly bulletinSkew: number | undefined;
  /** Round trip between a PoP and the bulletin. */
  readonly rtt: readonly [from: number, to: number];
  /** What one operation of the Cache API takes; what is written or found is so half-way. */
  readonly cache: readonly [from: number, to: number];
  /** Three fills in ten take up to this long, the others 20 to 170 ms. */
  readonly slowFill: number;
  /** All fills take exactly this long. */
  readonly fill: number | undefined;
  /** Half the answers come from a replica up to this far behind. */
  readonly lag: number;
  readonly lifetime: Lifetime;
  /** Share of cache writes that are lost, and of entries found gone. */
  readonly evict: number;
  /** Share of writes to the PoP's object that come up to 400 ms late. */
  readonly lateWrite: number;
  /** Share of bulletin reads that take up to 300 ms longer. */
  readonly slowRead: number;
  readonly baseRead: number;
  /** A delta with more entries asks for a new base. */
  readonly entriesPerDelta: number;
  /** Ms after the start at which all prices change by the clock. */
  readonly flipAt: number | undefined;
  /** A cache that answers purges by deleting. */
  readonly naive: boolean;
  /** Objects of the shield; none has every isolate ask the origin itself. */
  readonly shards: number;
  readonly shardSkews: readonly number[] | undefined;
  /** Nothing fails for longer than is hidden from shoppers: who is refused, or served in place of an error, is wronged. */
  readonly flawless: boolean;
}

const lifetime: Lifetime = { name: "catalog", maxAge: 30_000, staleWhileRevalidate: 120_000, staleIfError: 120_000 };

export const DEFAULTS: WorldOptions = {
  seed: 1,
  pops: 3,
  isolates: 2,
  objects: 4,
  skew: 200,
  popSkews: undefined,
  bulletinSkew: undefined,
  rtt: [10, 200],
  cache: [1, 6],
  slowFill: 2_500,
  fill: undefined,
  lag: 0,
  lifetime,
  evict: 0.02,
  lateWrite: 0.05,
  slowRead: 0.03,
  baseRead: 150,
  entriesPerDelta: 6,
  flipAt: undefined,
  naive: false,
  shards: 0,
  shardSkews: undefined,
  flawless: false,
};
