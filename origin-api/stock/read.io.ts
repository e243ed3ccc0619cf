import { and, asc, eq, gt, or } from "drizzle-orm";
import { type StockAnswer, stockLevel } from "#contract/stock";
import type { Db } from "../store/db.ts";
import { firstMigratedAt } from "../store/migrate.io.ts";
import { stock } from "../store/schema.ts";
import { type Cursor, readCursor, writeCursor } from "./cursor.ts";

/** Rows an answer may hold; the rest comes with the next question. */
const MAX_LEVELS = 5_000;

/**
 * What moved since a cursor, in the order it moved. Without a cursor, or with one of another life of the store (it was
 * emptied and filled again), the whole from its beginning. A SKU that moved twice is told once, as it is.
 */
export async function readStock(db: Db, since: string | undefined): Promise<StockAnswer> {
  const life = await firstMigratedAt(db);
  const cursor = readCursor(since);
  const known = cursor?.life === life ? cursor : undefined;
  const from: Cursor = known ?? { life, seq: 0, last: "" };
  const rows = await db
    .select()
    .from(stock)
    .where(or(gt(stock.seq, from.seq), and(eq(stock.seq, from.seq), gt(stock.sku, from.last))))
    .orderBy(asc(stock.seq), asc(stock.sku))
    .limit(MAX_LEVELS);
  const last = rows.at(-1);
  return {
    cursor: writeCursor(last ? { life, seq: last.seq, last: last.sku } : from),
    whole: known === undefined,
    levels: rows.map(({ sku, onHand, held }) => stockLevel(sku, onHand - held)),
  };
}
