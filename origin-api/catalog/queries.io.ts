import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Market } from "#contract/market";
import { inChunks, type Reader } from "../store/db.ts";
import { movedHandles, prices, products, stock, variants } from "../store/schema.ts";

/** In which market and at which instant the shop is looked at. */
export interface View {
  readonly market: Market;
  readonly at: number;
}

/** Product id -> the most units that one of its variants sold in the market has free. Absent: none. */
export async function findAvailable(db: Reader, market: Market, productIds: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const ids of inChunks(productIds, 1, 2)) {
    const rows = await db
      .select({ id: variants.productId, most: sql`max(${stock.onHand} - ${stock.held})`.mapWith(Number) })
      .from(variants)
      .innerJoin(prices, and(eq(prices.sku, variants.sku), eq(prices.market, market)))
      .innerJoin(stock, eq(stock.sku, variants.sku))
      .where(inArray(variants.productId, ids))
      .groupBy(variants.productId);
    for (const { id, most } of rows) found.set(id, most);
  }
  return found;
}

const MAX_VARIANTS = 250;

/** The variants of a product that are sold in the market, with their terms and what is free to sell. */
export async function findVariants(db: Reader, market: Market, productId: string) {
  return db
    .select({
      sku: variants.sku,
      options: variants.options,
      pictures: variants.pictures,
      gtin: variants.gtin,
      terms: { minor: prices.minor, saleMinor: prices.saleMinor, saleFrom: prices.saleFrom, saleUntil: prices.saleUntil },
      available: sql`coalesce(${stock.onHand} - ${stock.held}, 0)`.mapWith(Number),
    })
    .from(variants)
    .innerJoin(prices, and(eq(prices.sku, variants.sku), eq(prices.market, market)))
    .leftJoin(stock, eq(stock.sku, variants.sku))
    .where(eq(variants.productId, productId))
    .orderBy(asc(variants.position), asc(variants.sku))
    .limit(MAX_VARIANTS);
}
export type VariantRow = Awaited<ReturnType<typeof findVariants>>[number];

export type ProductRow = typeof products.$inferSelect;

export async function findProduct(db: Reader, handle: string): Promise<ProductRow | undefined> {
  const [row] = await db.select().from(products).where(eq(products.handle, handle)).limit(1);
  return row;
}

/** The product that once had this handle. */
export async function findMovedProduct(db: Reader, handle: string): Promise<ProductRow | undefined> {
  const [row] = await db
    .select({ product: products })
    .from(movedHandles)
    .innerJoin(products, eq(products.id, movedHandles.targetId))
    .where(and(eq(movedHandles.kind, "product"), eq(movedHandles.handle, handle)))
    .limit(1);
  return row?.product;
}

/** The id of the collection that once had this handle. */
export async function findMovedCollection(db: Reader, handle: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: movedHandles.targetId })
    .from(movedHandles)
    .where(and(eq(movedHandles.kind, "collection"), eq(movedHandles.handle, handle)))
    .limit(1);
  return row?.id;
}
