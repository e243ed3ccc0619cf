/** The catalogue as people who run the shop see and change it. */
import * as v from "valibot";
import { MARKET_NAMES } from "./market.ts";

export const PRODUCT_FILTERS = ["all", "for-sale", "sold-out", "withdrawn"] as const;
export const ProductFilter = v.picklist(PRODUCT_FILTERS);
export type ProductFilter = v.InferOutput<typeof ProductFilter>;

const Whole = v.pipe(v.number(), v.integer());
const Texts = v.partial(v.object({ en: v.string(), de: v.string(), ja: v.string(), ar: v.string() }));
const MarketName = v.picklist(MARKET_NAMES);

export const ProductLine = v.object({
  id: v.string(),
  handle: v.string(),
  title: v.string(),
  brand: v.nullable(v.string()),
  variants: Whole,
  /** Units of all variants that nobody holds. */
  available: Whole,
  withdrawnAt: v.nullable(Whole),
  version: Whole,
  changedAt: Whole,
});
export type ProductLine = v.InferOutput<typeof ProductLine>;

/** `GET /v1/products`: by id; `next` goes on as `after`. */
export const ProductList = v.object({ products: v.array(ProductLine), next: v.nullable(v.string()) });
export type ProductList = v.InferOutput<typeof ProductList>;

const VariantDetail = v.object({
  sku: v.string(),
  options: v.record(v.string(), v.string()),
  onHand: Whole,
  held: Whole,
  prices: v.array(v.object({ market: MarketName, minor: Whole, saleMinor: v.nullable(Whole) })),
});

const Edit = v.object({ at: Whole, actor: v.string(), reason: v.string(), version: Whole, changed: v.array(v.string()) });

/** `GET /v1/products/{id}`. */
export const ProductDetail = v.object({
  ...v.pick(ProductLine, ["id", "handle", "brand", "withdrawnAt", "version", "changedAt"]).entries,
  releasedAt: v.nullable(Whole),
  titles: Texts,
  details: Texts,
  descriptions: Texts,
  variants: v.array(VariantDetail),
  /** Where it is listed. */
  collections: v.array(v.object({ id: v.string(), handle: v.string(), title: v.string() })),
  /** Every key that a change of it can purge. */
  surrogateKeys: v.array(v.string()),
  /** The latest changes by hand, latest first. */
  edits: v.array(Edit),
});
export type ProductDetail = v.InferOutput<typeof ProductDetail>;

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const texts = (most: number) => v.optional(v.partial(v.strictObject({ en: text(most), de: text(most), ja: text(most), ar: text(most) })));
const Units = v.pipe(Whole, v.minValue(0), v.maxValue(1_000_000));
const Minor = v.pipe(Whole, v.minValue(1), v.maxValue(1_000_000_000));

/** `POST /v1/products/{id}`: what is left out stays. An empty text takes a language away, a price of null the market. */
export const ProductEdit = v.strictObject({
  /** The version that was looked at: another one by now is a conflict. */
  version: Whole,
  actor: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(300)),
  titles: texts(150),
  details: texts(300),
  descriptions: texts(20_000),
  prices: v.optional(
    v.pipe(v.array(v.strictObject({ sku: v.string(), market: MarketName, minor: v.nullable(Minor) })), v.maxLength(1_250)),
  ),
  stock: v.optional(v.pipe(v.array(v.strictObject({ sku: v.string(), onHand: Units })), v.maxLength(250))),
  published: v.optional(v.boolean()),
});
export type ProductEdit = v.InferOutput<typeof ProductEdit>;

export const ProductEdited = v.object({ version: Whole, changed: v.array(v.string()), purgedKeys: v.array(v.string()) });
export type ProductEdited = v.InferOutput<typeof ProductEdited>;
