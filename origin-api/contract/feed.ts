/** What an import of a product feed says: progress frames while it runs, one report at the end (`application/json-seq`). */
import * as v from "valibot";
import { MARKET_NAMES } from "./market.ts";

/** What a feed may be written in. */
export const FEED_FORMATS = ["rss", "atom", "tsv", "csv", "shopify-csv", "jsonl"] as const;
export const FeedFormat = v.picklist(FEED_FORMATS);
export type FeedFormat = v.InferOutput<typeof FeedFormat>;

export const RowProblem = v.object({
  /** 1-based line of the item in the file. */
  line: v.number(),
  id: v.nullable(v.string()),
  field: v.string(),
  because: v.string(),
  /** What stood there, cut to 80 characters. */
  value: v.string(),
});
export type RowProblem = v.InferOutput<typeof RowProblem>;

/** What an import did, or would do, to one product. */
export const FeedChange = v.object({
  id: v.string(),
  handle: v.string(),
  kind: v.picklist(["created", "updated", "withdrawn"]),
  /** Of an update: what differs. */
  of: v.array(v.picklist(["price", "content", "listing", "stock"])),
});
export type FeedChange = v.InferOutput<typeof FeedChange>;

export const FeedReport = v.object({
  kind: v.literal("report"),
  outcome: v.picklist(["applied", "unchanged", "refused"]),
  /** Why the file was refused; null otherwise. */
  because: v.nullable(v.string()),
  /** Set when another import is running: in so many milliseconds it has ended or may be taken over. */
  retryInMs: v.nullable(v.number()),
  format: v.nullable(FeedFormat),
  rows: v.number(),
  products: v.object({ created: v.number(), updated: v.number(), withdrawn: v.number(), unchanged: v.number() }),
  variants: v.number(),
  /** Market -> how many of these variants have a price there; a market without any is left out. */
  soldIn: v.record(v.picklist(MARKET_NAMES), v.number()),
  collections: v.number(),
  problems: v.array(RowProblem),
  /** All problems found; `problems` holds the first 1,000. */
  problemCount: v.number(),
  /** Fields and columns nobody here knows, and those that are known and not used. */
  unknownFields: v.array(v.string()),
  unusedFields: v.array(v.string()),
  /** The first 1,000 of them. */
  changes: v.array(FeedChange),
  /** How many surrogate keys are purged, or would be; `purges` holds the first 1,000. */
  purgedKeys: v.number(),
  purges: v.array(v.string()),
  durationMs: v.number(),
});
export type FeedReport = v.InferOutput<typeof FeedReport>;

export const FeedProgress = v.object({
  kind: v.literal("progress"),
  stage: v.picklist(["reading", "comparing", "writing"]),
  done: v.number(),
  /** Bytes while reading, products afterwards; null when not known. */
  of: v.nullable(v.number()),
});
export type FeedProgress = v.InferOutput<typeof FeedProgress>;
