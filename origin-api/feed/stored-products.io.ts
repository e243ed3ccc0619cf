/** What the shop has of the products of a feed. */
import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Market } from "#contract/market";
import { inChunks, type Reader } from "../store/db.ts";
import { prices, productCollections, productPrices, products, stagedRows, stock, variants } from "../store/schema.ts";
import type { StoredPrice, StoredVariant } from "./variant-parts.ts";

const FACTS = {
  id: products.id,
  handle: products.handle,
  position: products.position,
  options: products.options,
  withdrawnAt: products.withdrawnAt,
  digest: products.digest,
  version: products.version,
};
export type StoredProduct = Pick<typeof products.$inferSelect, keyof typeof FACTS>;

export async function findProducts(db: Reader, ids: readonly string[]): Promise<Map<string, StoredProduct>> {
  const found = new Map<string, StoredProduct>();
  for (const chunk of inChunks(ids)) {
    for (const row of await db.select(FACTS).from(products).where(inArray(products.id, chunk))) found.set(row.id, row);
  }
  return found;
}

/** Handle -> the product that has it; `gone` when it has left the shop, or leaves it with the import. */
export async function findHandleOwners(
  db: Reader,
  handles: readonly string[],
  importId?: string,
): Promise<Map<string, { id: string; gone: boolean }>> {
  const leaves = importId === undefined ? sql<number>`0` : sql`case when ${notStaged(importId)} then 1 else 0 end`.mapWith(Number);
  const owners = new Map<string, { id: string; gone: boolean }>();
  for (const chunk of inChunks(handles, 1, 1)) {
    const rows = await db
      .select({ id: products.id, handle: products.handle, withdrawnAt: products.withdrawnAt, leaves })
      .from(products)
      .where(inArray(products.handle, chunk));
    for (const { id, handle, withdrawnAt, leaves } of rows) owners.set(handle, { id, gone: withdrawnAt !== null || leaves === 1 });
  }
  return owners;
}

/** SKU -> the product that has it; `gone` when that has left the shop. */
export async function findSkuOwners(db: Reader, skus: readonly string[]): Promise<Map<string, { id: string; gone: boolean }>> {
  const owners = new Map<string, { id: string; gone: boolean }>();
  for (const chunk of inChunks(skus)) {
    const rows = await db
      .select({ sku: variants.sku, id: variants.productId, withdrawnAt: products.withdrawnAt })
      .from(variants)
      .innerJoin(products, eq(products.id, variants.productId))
      .where(inArray(variants.sku, chunk));
    for (const { sku, id, withdrawnAt } of rows) owners.set(sku, { id, gone: withdrawnAt !== null });
  }
  return owners;
}

/** Product id -> its variants in order, with their prices. */
export async function findVariants(db: Reader, productIds: readonly string[]): Promise<Map<string, StoredVariant[]>> {
  const found = new Map<string, StoredVariant[]>();
  for (const ids of inChunks(productIds)) {
    const rows = await db
      .select()
      .from(variants)
      .where(inArray(variants.productId, ids))
      .orderBy(asc(variants.productId), asc(variants.position));
    const costs = await findPrices(
      db,
      rows.map(({ sku }) => sku),
    );
    for (const { productId, position: _, ...row } of rows) {
      const variant = { ...row, prices: costs.get(row.sku) ?? [] };
      found.set(productId, [...(found.get(productId) ?? []), variant]);
    }
  }
  return found;
}

/** Product id -> the SKUs of its variants. */
export async function findSkus(db: Reader, productIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const ids of inChunks(productIds)) {
    const rows = await db.select({ sku: variants.sku, id: variants.productId }).from(variants).where(inArray(variants.productId, ids));
    for (const { sku, id } of rows) found.set(id, [...(found.get(id) ?? []), sku]);
  }
  return found;
}

async function findPrices(db: Reader, skus: readonly string[]): Promise<Map<string, StoredPrice[]>> {
  const found = new Map<string, StoredPrice[]>();
  for (const chunk of inChunks(skus)) {
    const rows = await db.select().from(prices).where(inArray(prices.sku, chunk));
    for (const { sku, ...price } of rows) found.set(sku, [...(found.get(sku) ?? []), price]);
  }
  return found;
}

/** Product id -> the collections it stands in. */
export async function findMemberships(db: Reader, productIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const ids of inChunks(productIds)) {
    const rows = await db.select().from(productCollections).where(inArray(productCollections.productId, ids));
    for (const { productId, collectionId } of rows) found.set(productId, [...(found.get(productId) ?? []), collectionId]);
  }
  return found;
}

export interface StockRow {
  readonly onHand: number;
  readonly held: number;
  readonly told: number | null;
}

export async function findStock(db: Reader, skus: readonly string[]): Promise<Map<string, StockRow>> {
  const found = new Map<string, StockRow>();
  for (const chunk of inChunks(skus)) {
    const columns = { sku: stock.sku, onHand: stock.onHand, held: stock.held, told: stock.told };
    const rows = await db.select(columns).from(stock).where(inArray(stock.sku, chunk));
    for (const { sku, ...row } of rows) found.set(sku, row);
  }
  return found;
}

const notStaged = (importId: string) =>
  sql`not exists (select 1 from ${stagedRows} where ${stagedRows.importId} = ${importId} and ${stagedRows.productId} = ${products.id})`;
const absentFrom = (importId: string) => and(isNull(products.withdrawnAt), notStaged(importId));

/** How many products are in the shop, and how many of them the import does not mention. */
export async function countAbsent(db: Reader, importId: string): Promise<{ readonly published: number; readonly absent: number }> {
  const count = { count: sql`count(*)`.mapWith(Number) };
  const [published] = await db.select(count).from(products).where(isNull(products.withdrawnAt));
  const [absent] = await db.select(count).from(products).where(absentFrom(importId));
  return { published: published?.count ?? 0, absent: absent?.count ?? 0 };
}

/** Market -> how many products have a price there. */
export async function countSold(db: Reader): Promise<ReadonlyMap<Market, number>> {
  const count = sql`count(distinct ${productPrices.productId})`.mapWith(Number);
  const rows = await db.select({ market: productPrices.market, count }).from(productPrices).groupBy(productPrices.market);
  return new Map(rows.map(({ market, count }) => [market, count]));
}

/** The next products by id that are in the shop and not in the import. */
export async function findAbsent(db: Reader, importId: string, after: string, limit: number): Promise<readonly StoredProduct[]> {
  return db
    .select(FACTS)
    .from(products)
    .where(and(absentFrom(importId), gt(products.id, after)))
    .orderBy(asc(products.id))
    .limit(limit);
}
