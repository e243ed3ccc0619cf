import { and, asc, eq, gt, lte, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/mysql-core";
import type { Reader } from "../store/db.ts";
import { productCollections, productPrices, products } from "../store/schema.ts";
import type { CardRow } from "./card.ts";
import { findMembers, OF_PRODUCT } from "./listings.io.ts";
import type { View } from "./queries.io.ts";

const own = alias(productCollections, "own");
/** No position is higher. */
const LAST = 2_147_483_647;

const near = (column: string): SQL => sql`${sql.identifier("near")}.${sql.identifier(column)}`;

const NEAR = {
  low: near("low").mapWith(productPrices.low),
  high: near("high").mapWith(productPrices.high),
  was: near("was").mapWith(productPrices.was),
  untilAt: near("until_at").mapWith(productPrices.untilAt),
};

/**
 * Neighbours of a product in the collection `from`: those after it, then from the beginning again. At most `limit`, never itself.
 * Two stretches of one index, however many stand there; in one question, because a round trip costs more than either.
 */
export async function findNeighbours(
  db: Reader,
  view: View,
  { productId, from, limit }: { productId: string; from: string; limit: number },
): Promise<CardRow[]> {
  const { position, productId: id } = productCollections;
  const here = placeOf(db, productId, from);
  const stretch = (where: SQL) =>
    findMembers(db, view, from, and(ne(id, productId), where))
      .orderBy(asc(position), asc(id))
      .limit(limit);
  const after = stretch(gt(position, here)).as("after");
  const first = stretch(lte(position, sql`coalesce(${here}, ${LAST})`)).as("first");
  const both = sql`select 0 as \`turn\`, \`after\`.* from ${after} union all select 1 as \`turn\`, \`first\`.* from ${first}`;
  const order = sql`\`turn\`, \`position\`, \`product_id\``;
  return db
    .select({ ...OF_PRODUCT, ...NEAR })
    .from(sql`(${both} order by ${order} limit ${limit}) as \`near\``)
    .innerJoin(products, eq(products.id, near("product_id")))
    .orderBy(near("turn"), near("position"), asc(products.id))
    .limit(limit);
}

/** Null when it does not stand there. */
function placeOf(db: Reader, productId: string, collectionId: string): SQL {
  const place = db
    .select({ position: own.position })
    .from(own)
    .where(and(eq(own.collectionId, collectionId), eq(own.productId, productId)));
  return sql`${place}`;
}
