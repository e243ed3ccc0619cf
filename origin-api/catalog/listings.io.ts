import { and, asc, desc, eq, gt, inArray, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { MARKET_NAMES, type Market } from "#contract/market";
import type { Sort } from "#contract/pages";
import type { Reader } from "../store/db.ts";
import { productCollections, productPrices, products } from "../store/schema.ts";
import type { CardRow } from "./card.ts";
import type { View } from "./queries.io.ts";

/** What a card shows of the product's own row. */
export const OF_PRODUCT = {
  id: products.id,
  handle: products.handle,
  titles: products.titles,
  details: products.details,
  picture: products.picture,
  options: products.options,
  releasedAt: products.releasedAt,
  version: products.version,
  homeCollectionId: products.homeCollectionId,
};
const OF_PERIOD = { low: productPrices.low, high: productPrices.high, was: productPrices.was, untilAt: productPrices.untilAt };
const CARD = { ...OF_PRODUCT, ...OF_PERIOD };

const NEWEST = [desc(products.releasedAt), desc(products.createdAt), desc(products.id)];

/** The condition that a price period covers the view: the product is sold there then. */
const sold = ({ market, at }: View) => and(eq(productPrices.market, market), lte(productPrices.fromAt, at), gt(productPrices.untilAt, at));

/** The same of the period as `OF_PERIOD`, behind a left join that always finds one. */
const OF_FOUND = {
  low: sql`${productPrices.low}`.mapWith(productPrices.low).as("low"),
  high: sql`${productPrices.high}`.mapWith(productPrices.high).as("high"),
  was: sql`${productPrices.was}`.mapWith(productPrices.was).as("was"),
  untilAt: sql`${productPrices.untilAt}`.mapWith(productPrices.untilAt).as("until_at"),
};

/**
 * Members of a collection that are sold there. Without the wide rows of the products: they are read only of those that are shown.
 * Left joins are taken in the order they stand in, and `coalesce` keeps them left joins: with statistics from before an import MariaDB
 * would read all prices first.
 */
export function findMembers(db: Reader, view: View, collectionId: string, further?: SQL) {
  const { productId } = productPrices;
  return db
    .select({ id: productCollections.productId, position: productCollections.position, ...OF_FOUND })
    .from(productCollections)
    .leftJoin(productPrices, and(eq(productId, productCollections.productId), sold(view)))
    .where(and(eq(productCollections.collectionId, collectionId), further, sql`coalesce(${productId}, '') <> ''`))
    .$dynamic();
}

/** A stretch of a listing in the asked order. That of the shop follows an index; the others sort the members. */
export async function findListing(
  db: Reader,
  view: View,
  { collectionId, sort, limit, offset }: { collectionId: string; sort: Sort; limit: number; offset: number },
): Promise<CardRow[]> {
  const all = findMembers(db, view, collectionId);
  const members = sort === "newest" ? all.innerJoin(products, eq(products.id, productCollections.productId)) : all;
  const of = { position: productCollections.position, low: productPrices.low, id: productCollections.productId };
  const shown = members
    .orderBy(...inOrder(sort, of))
    .limit(limit)
    .offset(offset)
    .as("shown");
  const { low, high, was, untilAt } = shown;
  return db
    .select({ ...OF_PRODUCT, low, high, was, untilAt })
    .from(shown)
    .innerJoin(products, eq(products.id, shown.id))
    .orderBy(...inOrder(sort, shown))
    .limit(limit);
}

function inOrder(sort: Sort, { position, low, id }: Readonly<Record<"position" | "low" | "id", SQLWrapper>>): SQL[] {
  switch (sort) {
    case "featured":
      return [asc(position), asc(id)];
    case "price-asc":
      return [asc(low), asc(id)];
    case "price-desc":
      return [desc(low), asc(id)];
    case "newest":
      return NEWEST;
  }
}

/** What came to the shop last: follows an index from its end, and looks at no product it does not need. */
export async function findNewest(db: Reader, view: View, limit: number): Promise<CardRow[]> {
  // Counted rather than `exists`: MySQL would turn that into a join, and read the prices of all products first.
  const periods = sql`(select count(*) from ${productPrices} where ${productPrices.productId} = ${products.id} and ${sold(view)})`;
  const newest = db
    .select({ id: products.id })
    .from(products)
    .where(sql`${periods} > 0`)
    .orderBy(...NEWEST)
    .limit(limit)
    .as("newest");
  return db
    .select({ ...OF_PRODUCT, ...OF_FOUND })
    .from(newest)
    .innerJoin(products, eq(products.id, newest.id))
    .leftJoin(productPrices, and(eq(productPrices.productId, newest.id), sold(view)))
    .orderBy(...NEWEST)
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
