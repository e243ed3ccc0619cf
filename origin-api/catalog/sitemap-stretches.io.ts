/**
 * All products in the order of their handles, cut into stretches of so many, for sale or not: which stretch a product is in does not
 * depend on the clock, so that stretches read at two moments of one catalogue neither miss nor repeat one.
 */
import { and, asc, countDistinct, eq, gt, lte, max } from "drizzle-orm";
import { MARKET_NAMES, type Market } from "#contract/market";
import type { SitemapPage } from "#contract/pages";
import type { Reader } from "../store/db.ts";
import { productPrices, products } from "../store/schema.ts";

export type Entry = SitemapPage["entries"][number];

export interface Stretch {
  /** How many of its products any market sells at the instant. */
  readonly sold: number;
  /** When one of its products last changed, those that left the shop among them. */
  readonly changedAt: number;
}

const OF_PRODUCT = { id: products.id, handle: products.handle, changedAt: products.changedAt };

const soldAt = (at: number) => and(lte(productPrices.fromAt, at), gt(productPrices.untilAt, at));

/** All stretches in order, a row each. */
export async function findStretches(db: Reader, at: number, size: number): Promise<Stretch[]> {
  const stretches: Stretch[] = [];
  for (let after = ""; ; ) {
    const stretch = db.select(OF_PRODUCT).from(products).where(gt(products.handle, after)).orderBy(asc(products.handle)).limit(size);
    const its = stretch.as("stretch");
    const [found] = await db
      .select({ last: max(its.handle), changedAt: max(its.changedAt), sold: countDistinct(productPrices.productId) })
      .from(its)
      .leftJoin(productPrices, and(eq(productPrices.productId, its.id), soldAt(at)));
    if (!found?.last) return stretches;
    stretches.push({ sold: Number(found.sold), changedAt: Number(found.changedAt) });
    after = found.last;
  }
}

/**
 * What is sold of a stretch, 0 being the first, and where. The handles before it are passed over in their index, and no row of theirs
 * is read. The left join is there for its place in the order: as an inner one SQLite would read the prices of all products first.
 */
export async function readStretch(db: Reader, at: number, size: number, number: number): Promise<Entry[]> {
  const handles = db.select({ handle: products.handle }).from(products).orderBy(asc(products.handle)).limit(size);
  const its = handles.offset(number * size).as("its");
  const rows = await db
    .select({ ...OF_PRODUCT, market: productPrices.market })
    .from(its)
    .innerJoin(products, eq(products.handle, its.handle))
    .leftJoin(productPrices, and(eq(productPrices.productId, products.id), soldAt(at)))
    .orderBy(asc(its.handle))
    .limit(size * MARKET_NAMES.length);
  const byProduct = Map.groupBy(rows, ({ id }) => id);
  return [...byProduct.values()].flatMap((periods) => toEntry(periods));
}

/** None of a product that nobody sells. */
function toEntry(periods: readonly (Omit<Entry, "kind" | "soldIn"> & { readonly market: Market | null })[]): Entry[] {
  const [first] = periods;
  const markets = new Set(periods.map(({ market }) => market));
  const soldIn = MARKET_NAMES.filter((market) => markets.has(market));
  if (first === undefined || soldIn.length === 0) return [];
  return [{ kind: "product", id: first.id, handle: first.handle, changedAt: first.changedAt, soldIn }];
}
