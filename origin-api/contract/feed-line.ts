/**
 * A line of a product feed in JSON Lines: a product with its variants, a collection, or the shop's address. An import is
 * more lenient: what it cannot use of a line, it reports.
 */
import * as v from "valibot";
import { Ground, Picture } from "./pages.ts";

/** English, or a text for each language. */
const Text = v.union([v.string(), v.partial(v.object(v.entriesFromList(["en", "de", "ja", "ar"], v.string())))]);

const Price = v.union([
  v.string(),
  v.object({
    /** `16.00 GBP`. */
    price: v.string(),
    sale: v.optional(v.string()),
    /** Two instants of ISO 8601 with a slash between. */
    during: v.optional(v.string()),
  }),
]);

const Option = v.object({
  name: v.string(),
  value: v.string(),
  /** What the option is called, and what the value. */
  title: v.optional(Text),
  label: v.optional(Text),
  swatch: v.optional(v.object({ body: v.string(), rim: v.optional(v.string()) })),
});

const FeedVariant = v.object({
  sku: v.string(),
  /** One for each market that sells it. */
  prices: v.pipe(v.array(Price), v.minLength(1)),
  stock: v.optional(v.number()),
  availability: v.optional(v.string()),
  options: v.optional(v.array(Option)),
  pictures: v.pipe(v.array(v.union([v.string(), Picture])), v.minLength(1)),
  gtin: v.optional(v.string()),
  mpn: v.optional(v.string()),
});

export const FeedProductLine = v.object({
  id: v.string(),
  title: Text,
  handle: v.optional(v.string()),
  link: v.optional(v.string()),
  detail: v.optional(Text),
  /** May be HTML. */
  description: v.optional(Text),
  brand: v.optional(v.string()),
  types: v.optional(v.array(v.string())),
  also: v.optional(v.array(v.string())),
  specs: v.optional(v.array(v.object({ name: Text, value: Text }))),
  position: v.optional(v.number()),
  released: v.optional(v.string()),
  variants: v.pipe(v.array(FeedVariant), v.minLength(1)),
});
export type FeedProductLine = v.InferOutput<typeof FeedProductLine>;

export const FeedCollectionLine = v.object({
  collection: v.object({
    handle: v.string(),
    parent: v.optional(v.string()),
    kind: v.optional(v.picklist(["room", "shelf", "extra"])),
    position: v.optional(v.number()),
    ground: v.optional(Ground),
    title: Text,
    intro: v.optional(Text),
    picture: v.optional(v.string()),
  }),
});

export const FeedLine = v.union([FeedProductLine, FeedCollectionLine, v.object({ site: v.string() })]);
export type FeedLine = v.InferOutput<typeof FeedLine>;
