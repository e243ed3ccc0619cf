import { and, asc, desc, eq, sql } from "drizzle-orm";
import { type Cart, MAX_CART_LINES } from "#contract/cart";
import type { View } from "../catalog/queries.io.ts";
import type { Reader } from "../store/db.ts";
import { cartLines, carts, collections, prices, products, stock, variants } from "../store/schema.ts";
import { toCart } from "./cart-view.ts";

export type CartRow = typeof carts.$inferSelect;

export async function findCartRow(db: Reader, id: string): Promise<CartRow | undefined> {
  const [row] = await db.select().from(carts).where(eq(carts.id, id)).limit(1);
  return row;
}

/** The cart a customer used last. */
export async function findCartOfCustomer(db: Reader, customer: string): Promise<CartRow | undefined> {
  const [row] = await db.select().from(carts).where(eq(carts.customerId, customer)).orderBy(desc(carts.updatedAt)).limit(1);
  return row;
}

/** The cart as it is seen in a market, or undefined when there is none. Two queries. */
export async function readCart(db: Reader, id: string, view: View): Promise<Cart | undefined> {
  const [cart, lines] = await Promise.all([findCartRow(db, id), findLines(db, id, view)]);
  return cart && toCart(cart, lines, view);
}

/** The lines of a cart in the order they were added. A line whose variant the shop no longer knows is not among them. */
async function findLines(db: Reader, cartId: string, { market }: View) {
  const rows = await db
    .select({
      id: cartLines.id,
      sku: cartLines.sku,
      quantity: cartLines.quantity,
      available: sql`coalesce(${stock.onHand} - ${stock.held}, 0)`.mapWith(Number),
      chosen: variants.options,
      pictures: variants.pictures,
      product: {
        handle: products.handle,
        titles: products.titles,
        options: products.options,
        picture: products.picture,
        withdrawnAt: products.withdrawnAt,
      },
      ground: collections.ground,
      terms: { minor: prices.minor, saleMinor: prices.saleMinor, saleFrom: prices.saleFrom, saleUntil: prices.saleUntil },
    })
    .from(cartLines)
    .innerJoin(variants, eq(variants.sku, cartLines.sku))
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(collections, eq(collections.id, products.homeCollectionId))
    .leftJoin(prices, and(eq(prices.sku, cartLines.sku), eq(prices.market, market)))
    .leftJoin(stock, eq(stock.sku, cartLines.sku))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(cartLines.addedAt), asc(cartLines.id))
    .limit(MAX_CART_LINES);
  return rows;
}

export interface Offer {
  readonly available: number;
}

/** Whether a variant can be bought in the market, and how many of it; else which of the two it is not. */
export async function findOffer(db: Reader, sku: string, { market, at }: View): Promise<Offer | "unknown" | "not-sold-here"> {
  const [row] = await db
    .select({
      available: sql`coalesce(${stock.onHand} - ${stock.held}, 0)`.mapWith(Number),
      price: prices.minor,
      withdrawnAt: products.withdrawnAt,
      releasedAt: products.releasedAt,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(prices, and(eq(prices.sku, variants.sku), eq(prices.market, market)))
    .leftJoin(stock, eq(stock.sku, variants.sku))
    .where(eq(variants.sku, sku))
    .limit(1);
  if (!row || row.withdrawnAt !== null) return "unknown";
  if (row.price === null || (row.releasedAt ?? 0) > at) return "not-sold-here";
  return { available: Math.max(0, row.available) };
}
