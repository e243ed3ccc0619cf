import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Market } from "#contract/market";
import type { Db } from "../store/db.ts";
import { readRevision } from "../store/revisions.io.ts";
import { collections, FOREVER, productCollections, productPrices } from "../store/schema.ts";
import { type Shelf, Shelves } from "./shelves.ts";

const MAX_COLLECTIONS = 2000;

/** Finds the shelves of a market as they are at an instant. */
export type FindShelves = (market: Market, at: number) => Promise<Shelves>;

/**
 * Remembers the shelves of each market in this process: they stand on every page. What it remembers is used until the
 * catalogue's revision rises or an instant passes at which a count changes by itself.
 */
export function rememberShelves(db: Db): FindShelves {
  const remembered = new Map<Market, { revision: number; from: number; shelves: Shelves }>();
  return async (market, at) => {
    const revision = await readRevision(db, "catalogue");
    const known = remembered.get(market);
    if (known && known.revision === revision && at >= known.from && at < (known.shelves.changesAt ?? FOREVER)) return known.shelves;
    const shelves = await readShelves(db, market, at);
    remembered.set(market, { revision, from: at, shelves });
    return shelves;
  };
}

async function readShelves(db: Db, market: Market, at: number): Promise<Shelves> {
  const [rows, counts, total] = await Promise.all([
    db.select().from(collections).orderBy(asc(collections.position), asc(collections.id)).limit(MAX_COLLECTIONS),
    readCounts(db, market, at),
    readTotal(db, market, at),
  ]);
  const byId = new Map(counts.map((count) => [count.id, count]));
  const shelves = rows.map((row): Shelf => ({ ...row, productCount: byId.get(row.id)?.sold ?? 0, changesAt: nextOf(byId.get(row.id)) }));
  return new Shelves(market, shelves, total);
}

const sold = (at: number) => sql`${productPrices.fromAt} <= ${at} and ${productPrices.untilAt} > ${at}`;
const number = (value: unknown): number => Number(value);

function readCounts(db: Db, market: Market, at: number) {
  const { fromAt, untilAt } = productPrices;
  return db
    .select({
      id: productCollections.collectionId,
      sold: sql`sum(case when ${sold(at)} then 1 else 0 end)`.mapWith(number),
      begins: sql<number | null>`min(case when ${fromAt} > ${at} then ${fromAt} end)`.mapWith(number),
      ends: sql<number | null>`min(case when ${untilAt} > ${at} and ${untilAt} < ${FOREVER} then ${untilAt} end)`.mapWith(number),
    })
    .from(productCollections)
    .innerJoin(productPrices, eq(productPrices.productId, productCollections.productId))
    .where(eq(productPrices.market, market))
    .groupBy(productCollections.collectionId)
    .limit(MAX_COLLECTIONS);
}

async function readTotal(db: Db, market: Market, at: number): Promise<number> {
  const [row] = await db
    .select({ count: sql`count(*)`.mapWith(number) })
    .from(productPrices)
    .where(and(eq(productPrices.market, market), lte(productPrices.fromAt, at), gt(productPrices.untilAt, at)));
  return row?.count ?? 0;
}

function nextOf(count: { begins: number | null; ends: number | null } | undefined): number | null {
  const instants = [count?.begins, count?.ends].filter((instant): instant is number => typeof instant === "number");
  return instants.length === 0 ? null : Math.min(...instants);
}
