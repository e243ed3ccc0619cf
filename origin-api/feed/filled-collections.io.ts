/** Which collections have something to sell: the navigation of every page shows those, and no others. */
import { and, eq, gt, inArray, lte, notInArray, sql } from "drizzle-orm";
import { MARKET_NAMES, type Market } from "#contract/market";
import { pricePeriods } from "../catalog/price-periods.ts";
import { inChunks, type Reader } from "../store/db.ts";
import { collections, productCollections, productPrices } from "../store/schema.ts";
import type { FeedProduct } from "./product-of-rows.ts";
import { periodRows } from "./product-rows.ts";

/** Market -> collections in which something is for sale there. */
type Filled = ReadonlyMap<Market, ReadonlySet<string>>;

/**
 * True when a collection gets its first product for sale in a market, or loses its last, where the products `ids` become `wanted`.
 * Read it before they are written.
 */
export async function changesNavigation(
  reader: Reader,
  { ids, wanted, now }: { readonly ids: readonly string[]; readonly wanted: readonly FeedProduct[]; readonly now: number },
): Promise<boolean> {
  const [was, is] = [await findFilledBy(reader, ids, now), filledBy(wanted, now)];
  for (const market of MARKET_NAMES) {
    const touched = differing(was.get(market), is.get(market));
    if (touched.length > (await countFilledByOthers(reader, touched, { ids, market, now }))) return true;
  }
  return false;
}

const NONE: ReadonlySet<string> = new Set();
const differing = (a = NONE, b = NONE): readonly string[] => [...a, ...b].filter((id) => !(a.has(id) && b.has(id)));

const sold = (now: number) => and(lte(productPrices.fromAt, now), gt(productPrices.untilAt, now));

async function findFilledBy(reader: Reader, ids: readonly string[], now: number): Promise<Filled> {
  const filled = new Map<Market, Set<string>>();
  for (const chunk of inChunks(ids, 1, 2)) {
    const rows = await reader
      .selectDistinct({ market: productPrices.market, id: productCollections.collectionId })
      .from(productCollections)
      .innerJoin(productPrices, eq(productPrices.productId, productCollections.productId))
      .where(and(inArray(productCollections.productId, chunk), sold(now)));
    for (const { market, id } of rows) fill(filled, market, [id]);
  }
  return filled;
}

function filledBy(wanted: readonly FeedProduct[], now: number): Filled {
  const filled = new Map<Market, Set<string>>();
  for (const product of wanted) {
    const periods = periodRows(product, pricePeriods).filter(({ fromAt, untilAt }) => fromAt <= now && now < untilAt);
    for (const { market } of periods) fill(filled, market, product.collectionIds);
  }
  return filled;
}

function fill(filled: Map<Market, Set<string>>, market: Market, ids: readonly string[]): void {
  filled.set(market, new Set([...(filled.get(market) ?? []), ...ids]));
}

/** `exists` ends at the first product it finds, however many stand in a collection. */
async function countFilledByOthers(
  reader: Reader,
  collectionIds: readonly string[],
  { ids, market, now }: { readonly ids: readonly string[]; readonly market: Market; readonly now: number },
): Promise<number> {
  const here = and(eq(productCollections.collectionId, collections.id), notInArray(productCollections.productId, [...ids]));
  const costs = and(eq(productPrices.productId, productCollections.productId), eq(productPrices.market, market), sold(now));
  const other = sql`exists (select 1 from ${productCollections} join ${productPrices} on ${costs} where ${here})`;
  let count = 0;
  for (const chunk of inChunks(collectionIds, 1, ids.length + 3)) {
    const rows = await reader
      .select({ id: collections.id })
      .from(collections)
      .where(and(inArray(collections.id, chunk), other));
    count += rows.length;
  }
  return count;
}
