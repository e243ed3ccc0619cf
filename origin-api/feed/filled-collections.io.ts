/** Which collections have something to sell: the navigation of every page shows those, and no others. */
import { and, countDistinct, eq, gt, inArray, lte, notInArray, sql } from "drizzle-orm";
import { MARKET_NAMES, type Market } from "#contract/market";
import { pricePeriods } from "../catalog/price-periods.ts";
import { inChunks, type Reader } from "../store/db.ts";
import { collections, productCollections, productPrices } from "../store/schema.ts";
import type { FeedProduct } from "./product-of-rows.ts";
import { periodRows } from "./product-rows.ts";

/** Market -> collections in which something is for sale there. */
type Filled = ReadonlyMap<Market, ReadonlySet<string>>;

/** The products `ids` become `wanted`; those that are not among them are withdrawn. */
export interface Becoming {
  readonly ids: readonly string[];
  readonly wanted: readonly FeedProduct[];
  readonly now: number;
}

/** True when a collection gets its first product for sale in a market, or loses its last. Asked before anything is written. */
export type JudgeNavigation = (reader: Reader, becoming: Becoming) => Promise<boolean>;

/** Judges by the shop as it is: the products before were written. */
export async function changesNavigation(reader: Reader, { ids, wanted, now }: Becoming): Promise<boolean> {
  const [was, is] = [await findFilledBy(reader, ids, now), filledBy(wanted, now)];
  for (const market of MARKET_NAMES) {
    const touched = await inNavigation(reader, differing(was.get(market), is.get(market)));
    if (touched.length > (await countFilledByOthers(reader, touched, { ids, market, now }))) return true;
  }
  return false;
}

/** Judges as an import would that writes one lot after the other, where none is written: it counts along. */
export function rehearseNavigation(): JudgeNavigation {
  /** Products for sale by market and collection, as the lots before would leave it. */
  const counts = new Map<string, number>();
  return async (reader, { ids, wanted, now }) => {
    const changes = new Map<string, number>();
    const add = (place: string, by: number) => changes.set(place, (changes.get(place) ?? 0) + by);
    for (const { market, id, count } of await findSold(reader, productCollections.productId, ids, now)) add(placeOf(market, id), -count);
    for (const product of wanted)
      for (const [market, collectionIds] of filledBy([product], now)) for (const id of collectionIds) add(placeOf(market, id), 1);
    await countPlaces(reader, counts, [...changes.keys()], now);
    const flipped = new Set<string>();
    for (const [place, by] of changes) {
      const [was, is] = [counts.get(place) ?? 0, (counts.get(place) ?? 0) + by];
      counts.set(place, is);
      if (was > 0 !== is > 0) flipped.add(idOf(place));
    }
    return (await inNavigation(reader, [...flipped])).length > 0;
  };
}

const placeOf = (market: Market, collectionId: string): string => `${market} ${collectionId}`;
const idOf = (place: string): string => place.slice(place.indexOf(" ") + 1);

/** Counts the places that were not counted yet, in all markets at once. */
async function countPlaces(reader: Reader, counts: Map<string, number>, places: readonly string[], now: number): Promise<void> {
  const unknown = new Set(places.filter((place) => !counts.has(place)).map(idOf));
  const sold = await findSold(reader, productCollections.collectionId, [...unknown], now);
  const found = new Map(sold.map(({ market, id, count }) => [placeOf(market, id), count]));
  for (const id of unknown)
    for (const market of MARKET_NAMES) {
      const place = placeOf(market, id);
      if (!counts.has(place)) counts.set(place, found.get(place) ?? 0);
    }
}

/** How many products are for sale in which market and collection, of those in `column`. */
async function findSold(
  reader: Reader,
  column: typeof productCollections.productId | typeof productCollections.collectionId,
  ids: readonly string[],
  now: number,
) {
  const rows: { readonly market: Market; readonly id: string; readonly count: number }[] = [];
  for (const chunk of inChunks(ids, 1, 2)) {
    rows.push(
      ...(await reader
        .select({
          market: productPrices.market,
          id: productCollections.collectionId,
          count: countDistinct(productCollections.productId),
        })
        .from(productCollections)
        .innerJoin(productPrices, eq(productPrices.productId, productCollections.productId))
        .where(and(inArray(column, chunk), sold(now)))
        .groupBy(productPrices.market, productCollections.collectionId)),
    );
  }
  return rows;
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

/** Rooms and shelves, and what is not in the shop yet. What only gathers products is in no navigation. */
async function inNavigation(reader: Reader, ids: readonly string[]): Promise<readonly string[]> {
  const extra = new Set<string>();
  for (const chunk of inChunks(ids, 1, 1)) {
    const rows = await reader
      .select({ id: collections.id })
      .from(collections)
      .where(and(inArray(collections.id, chunk), eq(collections.kind, "extra")));
    for (const { id } of rows) extra.add(id);
  }
  return ids.filter((id) => !extra.has(id));
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
