/**
 * Page-shaped answers of the origin: `GET /v1/pages/{kind}/{handle}?market&at&...`. Everything a shell may
 * show, nothing about the visitor. An unknown handle is a 404 problem, a withdrawn product a 410 problem,
 * a moved handle a 404 problem with `movedTo`.
 */
import * as v from "valibot";
import { Handle } from "./handles.ts";
import { MARKET_NAMES } from "./market.ts";
import { Money } from "./money.ts";
import { StockBand } from "./stock.ts";

const Sku = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const Ground = v.picklist(["chalk", "sky", "butter", "sage", "clay", "oat"]);
export type Ground = v.InferOutput<typeof Ground>;

export const Picture = v.object({
  src: v.string(),
  /** `cutout` stands on the ground's table, `hang` before its wall, `photo` has its own ground, `drawing` is a measured line drawing. */
  kind: v.picklist(["cutout", "hang", "photo", "drawing"]),
});
export type Picture = v.InferOutput<typeof Picture>;

/** Two CSS colours, `#rrggbb`: the body of the thing and its rim. */
export const Swatch = v.object({ body: v.string(), rim: v.string() });
export type Swatch = v.InferOutput<typeof Swatch>;

export const Card = v.object({
  id: v.string(),
  handle: Handle,
  title: v.string(),
  detail: v.string(),
  ground: Ground,
  picture: Picture,
  price: Money,
  /** True when variants differ in price and `price` is the lowest. */
  priceIsFrom: v.boolean(),
  was: v.nullable(Money),
  swatches: v.array(Swatch),
  /** `out` when every variant is sold out; `low` when all that is left is low. */
  availability: StockBand,
  isNew: v.boolean(),
});
export type Card = v.InferOutput<typeof Card>;

export const CollectionLink = v.object({ handle: Handle, title: v.string(), productCount: v.number() });
export type CollectionLink = v.InferOutput<typeof CollectionLink>;

/** The shop's rooms in order, each with its collections: the header's navigation and the index of shelves. */
export const Navigation = v.object({
  rooms: v.array(v.object({ handle: Handle, title: v.string(), picture: v.nullable(Picture), collections: v.array(CollectionLink) })),
  productCount: v.number(),
});
export type Navigation = v.InferOutput<typeof Navigation>;

/** A row of cards on the home page. `layout`: `grid` 4-up tiles, `shelf` one table at one true scale, `story` a wide still life. */
export const HomeRow = v.object({
  name: v.picklist(["new", "story", "evening"]),
  collection: v.nullable(CollectionLink),
  ground: Ground,
  cards: v.array(Card),
});
export type HomeRow = v.InferOutput<typeof HomeRow>;

export const HomePage = v.object({ kind: v.literal("home"), navigation: Navigation, rows: v.array(HomeRow) });
export type HomePage = v.InferOutput<typeof HomePage>;

export const SORTS = ["featured", "price-asc", "price-desc", "newest"] as const;
export const Sort = v.picklist(SORTS);
export type Sort = v.InferOutput<typeof Sort>;
export const CARDS_PER_PAGE = 24;

export const CollectionPage = v.object({
  kind: v.literal("collection"),
  navigation: Navigation,
  id: v.string(),
  handle: Handle,
  title: v.string(),
  intro: v.string(),
  ground: Ground,
  /** The room above a collection; null on a room. */
  room: v.nullable(CollectionLink),
  /** The collections of a room (empty on a collection), and the siblings of a collection. */
  children: v.array(CollectionLink),
  sort: Sort,
  /** 1-based, clamped to `pageCount`. */
  page: v.number(),
  pageCount: v.number(),
  productCount: v.number(),
  cards: v.array(Card),
});
export type CollectionPage = v.InferOutput<typeof CollectionPage>;

export const ProductOption = v.object({
  /** `color`, `size`, or the feed's own name. */
  name: v.string(),
  label: v.string(),
  values: v.array(v.object({ value: v.string(), label: v.string(), swatch: v.nullable(Swatch) })),
});
export type ProductOption = v.InferOutput<typeof ProductOption>;

export const Variant = v.object({
  sku: Sku,
  /** Option name -> value, one entry for each of the product's options. */
  options: v.record(v.string(), v.string()),
  price: Money,
  was: v.nullable(Money),
  availability: StockBand,
  pictures: v.array(Picture),
  gtin: v.nullable(v.string()),
});
export type Variant = v.InferOutput<typeof Variant>;

export const ProductPage = v.object({
  kind: v.literal("product"),
  navigation: Navigation,
  id: v.string(),
  handle: Handle,
  title: v.string(),
  detail: v.string(),
  /** Plain text; paragraphs are separated by an empty line. */
  description: v.string(),
  brand: v.nullable(v.string()),
  ground: Ground,
  room: v.nullable(CollectionLink),
  collection: v.nullable(CollectionLink),
  options: v.array(ProductOption),
  variants: v.array(Variant),
  /** The variant of `?variant=`, else the first that can be bought, else the first. */
  selected: Sku,
  /** Localized name and value pairs: holds, weight, made in, care. */
  specs: v.array(v.object({ name: v.string(), value: v.string() })),
  /** Where the product is sold at this instant: the pages that say the same in other languages. */
  soldIn: v.array(v.picklist(MARKET_NAMES)),
});
export type ProductPage = v.InferOutput<typeof ProductPage>;

/** What pages without content of their own need: cart, 404, 410, error. */
export const ChromePage = v.object({ kind: v.literal("chrome"), navigation: Navigation });
export type ChromePage = v.InferOutput<typeof ChromePage>;

/**
 * Every address of the shop by what it is of, and the moment that last changed. A shop with more of them than a file may hold has
 * `parts` instead, each asked for by its handle: `1` has the collections, the others the products.
 */
export const SitemapPage = v.object({
  kind: v.literal("sitemap"),
  /** A part's number; the whole has none. */
  handle: v.optional(v.string()),
  entries: v.array(
    v.object({
      kind: v.picklist(["product", "collection"]),
      id: v.string(),
      handle: Handle,
      changedAt: v.number(),
      soldIn: v.array(v.picklist(MARKET_NAMES)),
    }),
  ),
  parts: v.optional(v.array(v.object({ handle: v.string(), changedAt: v.nullable(v.number()) }))),
});
export type SitemapPage = v.InferOutput<typeof SitemapPage>;

export const Page = v.variant("kind", [HomePage, CollectionPage, ProductPage, ChromePage, SitemapPage]);
export type Page = v.InferOutput<typeof Page>;
export type PageKind = Page["kind"];
export type PageOf<K extends PageKind> = Extract<Page, { kind: K }>;

/** First value of a public fragment, brought along by the page it stands on. */
export const PublicFragment = v.object({
  question: v.string(),
  subject: v.string(),
  data: v.unknown(),
  surrogateKeys: v.array(v.string()),
});
export type PublicFragment = v.InferOutput<typeof PublicFragment>;

export const PageAnswer = v.object({
  page: Page,
  publicFragments: v.array(PublicFragment),
  entityVersions: v.record(v.string(), v.number()),
  surrogateKeys: v.array(v.string()),
  /**
   * Epoch milliseconds at which this answer next changes by the clock, later than `asAt`, or null. One that is not later tells of no
   * change to come: such an answer is asked for again every 30 s.
   */
  changesAt: v.nullable(v.number()),
  /** The instant this answer is for, epoch milliseconds. */
  asAt: v.number(),
});
export type PageAnswer = v.InferOutput<typeof PageAnswer>;
