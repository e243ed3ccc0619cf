/** What an import of a product feed says: progress frames while it runs, one report at the end (`application/json-seq`). */
import * as v from "valibot";

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

export const FeedReport = v.object({
  kind: v.literal("report"),
  outcome: v.picklist(["applied", "unchanged", "refused"]),
  /** Why the file was refused; null otherwise. */
  because: v.nullable(v.string()),
  rows: v.number(),
  products: v.object({ created: v.number(), updated: v.number(), withdrawn: v.number(), unchanged: v.number() }),
  variants: v.number(),
  collections: v.number(),
  problems: v.array(RowProblem),
  /** All problems found; `problems` holds the first 1,000. */
  problemCount: v.number(),
  unknownFields: v.array(v.string()),
  purgedKeys: v.number(),
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
