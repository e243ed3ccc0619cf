import * as v from "valibot";
import { AddLine, Cart, CartAnswer, SetLine } from "#contract/cart";
import { CatalogueOverview } from "#contract/catalogue";
import { FeedProgress, FeedReport } from "#contract/feed";
import { PageAnswer } from "#contract/pages";
import { ProductDetail, ProductEdit, ProductEdited, ProductList } from "#contract/products";
import { BatchRequest, Frame } from "#contract/questions";
import { StockAnswer } from "#contract/stock";
import { CartQuery } from "../cart/query.ts";
import { PageQuery } from "../catalog/page-query.ts";
import { CALL_KINDS } from "../counters/call-counts.ts";
import { ExportQuery } from "../feed/export/export-query.ts";
import { ProductsQuery } from "../products/query.ts";
import { StockQuery } from "../stock/stock-query.ts";

export interface Resource {
  readonly method: "get" | "post";
  /** With `{parameters}`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: v.GenericSchema;
  readonly body?: v.GenericSchema;
  readonly answer: v.GenericSchema;
  readonly mediaType?: string;
  /** Statuses of expected problems. */
  readonly failures: readonly number[];
}

const Counters = v.object(v.entriesFromList(CALL_KINDS, v.number()));

/** Every resource of the origin that all builds have. A test asks each one for being there. */
export const RESOURCES: readonly Resource[] = [
  {
    method: "get",
    path: "/v1/pages/{kind}/{handle}",
    summary: "Everything a page may show, in one answer. Kinds: home, collection, product, sitemap, chrome.",
    query: PageQuery,
    answer: PageAnswer,
    failures: [404, 410, 422],
  },
  {
    method: "get",
    path: "/v1/catalogue",
    summary: "How much is for sale, and the highest version any entity has.",
    answer: CatalogueOverview,
    failures: [],
  },
  {
    method: "get",
    path: "/v1/stock",
    summary: "What moved in the stock since a cursor; without one, everything.",
    query: StockQuery,
    answer: StockAnswer,
    failures: [422],
  },
  {
    method: "post",
    path: "/v1/fragments",
    summary: "A batch of questions; each is answered by a frame when it is ready.",
    body: BatchRequest,
    answer: Frame,
    mediaType: "application/json-seq",
    failures: [400, 413, 422],
  },
  {
    method: "post",
    path: "/v1/carts/lines",
    summary: "Puts more of a variant into a cart, or into a new one. Takes an Idempotency-Key.",
    body: AddLine,
    answer: CartAnswer,
    failures: [400, 409, 413, 422],
  },
  {
    method: "post",
    path: "/v1/carts/{cart}/lines/{line}",
    summary: "Sets the quantity of a line; 0 removes it.",
    body: SetLine,
    answer: CartAnswer,
    failures: [400, 404, 413, 422],
  },
  { method: "get", path: "/v1/carts/{cart}", summary: "A cart as it is.", query: CartQuery, answer: Cart, failures: [404, 422] },
  {
    method: "post",
    path: "/v1/feeds",
    summary: "Imports a product feed; the body is the file. Progress frames, then one report.",
    answer: v.variant("kind", [FeedProgress, FeedReport]),
    mediaType: "application/json-seq",
    failures: [422],
  },
  {
    method: "get",
    path: "/v1/products",
    summary: "Products by id, with search and filter, fifty at a time.",
    query: ProductsQuery,
    answer: ProductList,
    failures: [422],
  },
  { method: "get", path: "/v1/products/{id}", summary: "A product as its keepers see it.", answer: ProductDetail, failures: [404] },
  {
    method: "post",
    path: "/v1/products/{id}",
    summary: "Changes prices, stock, texts or publication of a product by hand. The next feed that tells of it overrules it.",
    body: ProductEdit,
    answer: ProductEdited,
    failures: [400, 404, 409, 413, 422],
  },
  {
    method: "get",
    path: "/v1/feeds/export",
    summary: "The catalogue as a product feed (RSS 2.0 with Google's fields).",
    query: ExportQuery,
    answer: v.string(),
    mediaType: "application/xml",
    failures: [422],
  },
  { method: "get", path: "/v1/counters", summary: "Calls that entered, by kind.", answer: Counters, failures: [] },
  { method: "get", path: "/v1/openapi.json", summary: "This description.", answer: v.looseObject({ openapi: v.string() }), failures: [] },
];
