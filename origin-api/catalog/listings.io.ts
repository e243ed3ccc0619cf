import { and, asc, desc, eq, gt, inArray, lte, type SQL, sql } from "drizzle-orm";
import { MARKET_NAMES, type Market } from "#contract/market";
import type { Sort } from "#contract/pages";
import type { Reader } from "../store/db.ts";
import { productCollections, productPrices, products } from "../store/schema.ts";
import type { CardRow } from "./card.ts";
import type { View } from "./queries.io.ts";

const CARD = {
  id: products.id,
  handle: products.handle,
  titles: products.titles,
  details: products.details,
  picture: products.picture,
  options: products.options,
  releasedAt: products.releasedAt,
  version: products.version,
  homeCollectionId: products.homeCollectionId,
  low: productPrices.low,
  high: productPrices.high,
  was: productPrices.was,
  untilAt: productPrices.untilAt,
};

const ORDERS = {
  featured: [asc(productCollections.position), asc(products.id)],
  "price-asc": [asc(productPrices.low), asc(products.id)],
  "price-desc": [desc(productPrices.low), asc(products.id)],
  newest: [desc(products.releasedAt), desc(products.createdAt), desc(products.id)],
} as const satisfies Record<Sort, readonly SQL[]>;

/** The condition that a price period covers the view: the product is sold there then. */
const sold = ({ market, at }: View) => and(eq(productPrices.market, market), lte(productPrices.fromAt, at), gt(productPrices.untilAt, at));

/** A stretch of a listing in the asked order. */
export async function findListing(
  db: Reader,
  view: View,
  listing: { collectionId: string; sort: Sort; limit: number; offset: number },
): Promise<CardRow[]> {
  return db
    .select(CARD)
    .from(productCollections)
    .innerJoin(products, eq(products.id, productCollections.productId))
    .innerJoin(productPrices, eq(productPrices.productId, productCollections.productId))
    .where(and(eq(productCollections.collectionId, listing.collectionId), sold(view)))
    .orderBy(...ORDERS[listing.sort])
    .limit(listing.limit)
    .offset(listing.offset);
}

/** What came to the shop last. Two questions: the first one follows an index from its end, and looks at no product it does not need. */
export async function findNewest(db: Reader, view: View, limit: number): Promise<CardRow[]> {
  const isSold = sql`exists (select 1 from ${productPrices} where ${productPrices.productId} = ${products.id} and ${sold(view)})`;
  const newest = await db
    .select({ id: products.id })
    .from(products)
    .where(isSold)
    .orderBy(...ORDERS.newest)
    .limit(limit);
  const ids = newest.map(({ id }) => id);
  if (ids.length === 0) return [];
  return db
    .select(CARD)
    .from(products)
    .innerJoin(productPrices, eq(productPrices.productId, products.id))
    .where(and(inArray(products.id, ids), sold(view)))
    .orderBy(...ORDERS.newest)
    .limit(limit);
}

/** The products of these handles that are sold there, in no order. */
export async function findByHandles(db: Reader, view: View, handles: readonly string[]): Promise<CardRow[]> {
  return db
    .select(CARD)
    .from(products)
    .innerJoin(productPrices, eq(productPrices.productId, products.id))
    .where(and(inArray(products.handle, [...handles]), sold(view)))
    .limit(handles.length);
}

/** Neighbours of a product in the collection `from`: those after it, then from the beginning again. At most `limit`, never itself. */
export async function findNeighbours(
  db: Reader,
  view: View,
  { productId, from, limit }: { productId: string; from: string; limit: number },
): Promise<CardRow[]> {
  const here = sql`(select ${sql.raw("`own`.`position`")} from ${productCollections} as ${sql.raw("`own`")} where ${sql.raw("`own`.`collection_id`")} = ${from} and ${sql.raw("`own`.`product_id`")} = ${productId})`;
  return db
    .select(CARD)
    .from(productCollections)
    .innerJoin(products, eq(products.id, productCollections.productId))
    .innerJoin(productPrices, eq(productPrices.productId, productCollections.productId))
    .where(and(eq(productCollections.collectionId, from), sql`${products.id} <> ${productId}`, sold(view)))
    .orderBy(sql`case when ${productCollections.position} > ${here} then 0 else 1 end`, ...ORDERS.featured)
    .limit(limit);
}

/** Handles of products sold there, after `after` in their order. */
export async function findHandles(
  db: Reader,
  view: View,
  after: string,
  limit: number,
): Promise<{ id: string; handle: string; changedAt: number }[]> {
  return db
    .select({ id: products.id, handle: products.handle, changedAt: products.changedAt })
    .from(products)
    .innerJoin(productPrices, eq(productPrices.productId, products.id))
    .where(and(gt(products.handle, after), sold(view)))
    .orderBy(asc(products.handle))
    .limit(limit);
}

/** The markets a product is sold in at an instant, in the shop's order of markets. */
export async function findMarkets(db: Reader, productId: string, at: number): Promise<Market[]> {
  const rows = await db
    .select({ market: productPrices.market })
    .from(productPrices)
    .where(and(eq(productPrices.productId, productId), lte(productPrices.fromAt, at), gt(productPrices.untilAt, at)))
    .limit(MARKET_NAMES.length);
  const found = new Set(rows.map(({ market }) => market));
  return MARKET_NAMES.filter((market) => found.has(market));
}
