/**
 * Where a handle is a product's only name, one that changed looks like one product that leaves and another that comes. Its
 * SKUs tell that they are the same, so it keeps its id, and the handle it leaves leads to the one it has.
 */
import { and, asc, eq, gt, inArray, isNull, notExists, sql } from "drizzle-orm";
import { type Db, inChunks } from "../store/db.ts";
import { products, stagedRows, variants } from "../store/schema.ts";
import type { FeedRow } from "./feed-row.ts";

/** Two SKUs of each have to fit into a statement. */
const AT_ONCE = 40;

/** Gives staged products that the shop does not know the id of the one whose SKUs they have, if the feed has that one no more. */
export async function adoptRenamed(db: Db, importId: string): Promise<void> {
  const [any] = await db.select({ sku: variants.sku }).from(variants).limit(1);
  if (!any) return;
  for (let after = ""; ; ) {
    const strangers = await findStrangers(db, importId, after);
    const last = strangers.at(-1);
    if (!last) return;
    const skus = await findEnds(db, importId, strangers);
    const owners = await findOwners(db, importId, [...skus.keys()]);
    for (const [sku, owner] of owners) await adopt(db, importId, skus.get(sku) ?? "", owner);
    after = last.id;
  }
}

interface Stranger {
  readonly id: string;
  /** Ordinals. */
  readonly first: number;
  readonly last: number;
}

function findStrangers(db: Db, importId: string, after: string): Promise<Stranger[]> {
  const known = db.select({ id: products.id }).from(products).where(eq(products.id, stagedRows.productId));
  return db
    .select({
      id: stagedRows.productId,
      first: sql`min(${stagedRows.ordinal})`.mapWith(Number),
      last: sql`max(${stagedRows.ordinal})`.mapWith(Number),
    })
    .from(stagedRows)
    .where(and(eq(stagedRows.importId, importId), gt(stagedRows.productId, after), notExists(known)))
    .groupBy(stagedRows.productId)
    .orderBy(asc(stagedRows.productId))
    .limit(AT_ONCE);
}

/** SKU -> the stranger whose first or last variant has it. */
async function findEnds(db: Db, importId: string, strangers: readonly Stranger[]): Promise<Map<string, string>> {
  const ordinals = [...new Set(strangers.flatMap(({ first, last }) => [first, last]))];
  const rows = await db
    .select({ id: stagedRows.productId, body: stagedRows.body })
    .from(stagedRows)
    .where(and(eq(stagedRows.importId, importId), inArray(stagedRows.ordinal, ordinals)));
  return new Map(rows.map(({ id, body }) => [(body as FeedRow).sku, id]));
}

/** SKU -> the product in the shop that has it, where the feed does not tell of that product. */
async function findOwners(db: Db, importId: string, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const told = db
    .select({ id: stagedRows.productId })
    .from(stagedRows)
    .where(and(eq(stagedRows.importId, importId), eq(stagedRows.productId, variants.productId)));
  const owners = new Map<string, string>();
  for (const chunk of inChunks(skus, 1, 1)) {
    const rows = await db
      .select({ sku: variants.sku, id: variants.productId })
      .from(variants)
      .innerJoin(products, and(eq(products.id, variants.productId), isNull(products.withdrawnAt)))
      .where(and(inArray(variants.sku, chunk), notExists(told)));
    for (const { sku, id } of rows) owners.set(sku, id);
  }
  return owners;
}

/** The first that asks: what was one product and is two goes on as one of them. */
async function adopt(db: Db, importId: string, stranger: string, owner: string): Promise<void> {
  const [taken] = await db
    .select({ id: stagedRows.productId })
    .from(stagedRows)
    .where(and(eq(stagedRows.importId, importId), eq(stagedRows.productId, owner)))
    .limit(1);
  if (taken) return;
  const mine = and(eq(stagedRows.importId, importId), eq(stagedRows.productId, stranger));
  await db.update(stagedRows).set({ productId: owner }).where(mine);
}
