/** Writes planned products in one transaction, with the invalidations they cause: both happen or neither. */
import { inArray } from "drizzle-orm";
import { productKey } from "#contract/surrogate-keys";
import { NAVIGATION_KEY } from "../catalog/page-keys.ts";
import { pricePeriods } from "../catalog/price-periods.ts";
import { registerHandles } from "../handles/write.io.ts";
import { appendInvalidations } from "../outbox/append.io.ts";
import { writeStock } from "../stock/write.io.ts";
import { type Db, inChunks, type Reader, type Tx } from "../store/db.ts";
import { incoming } from "../store/incoming.ts";
import { raiseRevision } from "../store/revisions.io.ts";
import { prices, productCollections, productPrices, products, variants } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import { renewLease } from "./claim.io.ts";
import { changesNavigation, type JudgeNavigation } from "./filled-collections.io.ts";
import { type ProductChange, productChangeKeys } from "./invalidations.ts";
import type { ChangedProduct } from "./plan-product.ts";
import { planStock, type StockPlan } from "./plan-stock.ts";
import { membershipRows, periodRows, priceRows, productRow, variantRows } from "./product-rows.ts";
import { findTellers } from "./staging.io.ts";
import { findMemberships, findSkus, findStock } from "./stored-products.io.ts";
import { writeHandles } from "./write-handles.io.ts";

/** Why something is written, when it is not for a feed, and what is written with it. */
export interface Occasion {
  readonly reason: string;
  also(tx: Tx): Promise<void>;
}

/** Returns the surrogate keys that were purged. */
export async function writeProducts(
  db: Db,
  importId: string,
  plans: readonly ChangedProduct[],
  now: number,
  occasion?: Occasion,
): Promise<readonly string[]> {
  return inTransaction(db, async (tx) => {
    await renewLease(tx, importId, now);
    const { gone, stock, keys } = await planWrites(tx, importId, plans, now);
    await removeVariants(tx, [...gone.values()].flat());
    await writeHandles(tx, plans, now);
    await registerHandles(
      tx,
      "product",
      plans.map(({ handle }) => handle),
    );
    await registerHandles(
      tx,
      "variant",
      plans.flatMap(({ product }) => product.variants.map(({ sku }) => sku)),
    );
    await writeRows(tx, plans, now);
    await writePrices(
      tx,
      plans.filter(({ aspects }) => aspects.price || aspects.listing),
    );
    await writeMemberships(
      tx,
      plans.filter(({ aspects }) => aspects.listing),
    );
    const minVersions = Object.fromEntries(plans.map(({ product, version }) => [`product:${product.id}`, version]));
    await appendInvalidations(tx, { surrogateKeys: keys, reason: occasion?.reason ?? `feed import ${importId}`, minVersions }, now);
    await occasion?.also(tx);
    await writeStock(tx, stock.counts, now);
    if (keys.length > 0) await raiseRevision(tx, "catalogue");
    return keys;
  });
}

interface PlannedWrites {
  /** Product id -> SKUs that it has no more. */
  readonly gone: ReadonlyMap<string, readonly string[]>;
  readonly stock: StockPlan;
  readonly keys: readonly string[];
}

/** What the plans change in the shop as it is, and what they purge. */
export async function planWrites(
  reader: Reader,
  importId: string,
  plans: readonly ChangedProduct[],
  now: number,
  judgeNavigation: JudgeNavigation = changesNavigation,
): Promise<PlannedWrites> {
  const ids = plans.map(({ product }) => product.id);
  const memberships = await findMemberships(reader, ids);
  const had = await findSkus(reader, ids);
  const lacking = goneVariants(plans, had);
  const tellers = await findTellers(reader, importId, [...lacking.values()].flat());
  // What another product of the feed has is not gone.
  const gone = new Map([...lacking].map(([id, skus]) => [id, skus.filter((sku) => !tellers.has(sku))]));
  const stock = planStock(plans, { had, gone }, await findStock(reader, touchedSkus(plans, gone)));
  const keys = plans.flatMap((plan) => [
    ...productChangeKeys(toChange(plan, memberships.get(plan.product.id) ?? [], stock)),
    ...plan.led.map(productKey),
  ]);
  const sold = plans.filter(({ aspects }) => aspects.price || aspects.listing).map(({ product }) => product);
  const inNavigation = await judgeNavigation(reader, { ids: sold.map(({ id }) => id), wanted: sold, now });
  return { gone, stock, keys: [...new Set([...keys, ...(inNavigation ? [NAVIGATION_KEY] : [])])] };
}

function toChange({ product, aspects, published }: ChangedProduct, was: readonly string[], stock: StockPlan): ProductChange {
  const { id } = product;
  const collectionIds = [...new Set([...was, ...product.collectionIds])];
  if (published) return { id, collectionIds, price: false, content: false, listing: true, available: false };
  return { id, collectionIds, price: aspects.price, content: aspects.content, listing: aspects.listing, available: stock.flipped.has(id) };
}

function touchedSkus(plans: readonly ChangedProduct[], gone: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const told = plans.filter(({ aspects }) => aspects.stock).flatMap(({ product }) => product.variants.map(({ sku }) => sku));
  return [...new Set([...told, ...[...gone.values()].flat()])];
}

function goneVariants(plans: readonly ChangedProduct[], had: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
  return new Map(
    plans.map(({ product }) => {
      const kept = new Set(product.variants.map(({ sku }) => sku));
      return [product.id, (had.get(product.id) ?? []).filter((sku) => !kept.has(sku))];
    }),
  );
}

async function removeVariants(tx: Tx, gone: readonly string[]): Promise<void> {
  for (const skus of inChunks(gone)) {
    await tx.delete(variants).where(inArray(variants.sku, skus));
    await tx.delete(prices).where(inArray(prices.sku, skus));
  }
}

const PRODUCT_COLUMNS = [
  "handle",
  "titles",
  "details",
  "descriptions",
  "brand",
  "options",
  "specs",
  "picture",
  "homeCollectionId",
  "releasedAt",
  "withdrawnAt",
  "position",
  "digest",
  "version",
  "changedAt",
] as const;
const PRODUCT_SET = Object.fromEntries(PRODUCT_COLUMNS.map((column) => [column, incoming(products[column])]));

async function writeRows(tx: Tx, plans: readonly ChangedProduct[], now: number): Promise<void> {
  for (const chunk of inChunks(plans, PRODUCT_COLUMNS.length + 2)) {
    await tx
      .insert(products)
      .values(chunk.map((plan) => productRow(plan, now)))
      .onDuplicateKeyUpdate({ set: PRODUCT_SET });
  }
  for (const chunk of inChunks(variantRows(plans.filter(({ aspects }) => aspects.content)), 7)) {
    const { productId, position, options, pictures, gtin, mpn } = variants;
    const columns = { productId, position, options, pictures, gtin, mpn };
    const set = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, incoming(column)]));
    await tx.insert(variants).values(chunk).onDuplicateKeyUpdate({ set });
  }
}

async function writePrices(tx: Tx, plans: readonly ChangedProduct[]): Promise<void> {
  const rows = plans.flatMap(({ product }) => priceRows(product));
  for (const skus of inChunks([...new Set(rows.map(({ sku }) => sku))])) await tx.delete(prices).where(inArray(prices.sku, skus));
  for (const chunk of inChunks(rows, 6)) await tx.insert(prices).values(chunk);
  for (const ids of inChunks(plans.map(({ product }) => product.id)))
    await tx.delete(productPrices).where(inArray(productPrices.productId, ids));
  const periods = plans.flatMap(({ product }) => periodRows(product, pricePeriods));
  for (const chunk of inChunks(periods, 7)) await tx.insert(productPrices).values(chunk);
}

async function writeMemberships(tx: Tx, plans: readonly ChangedProduct[]): Promise<void> {
  const ids = plans.map(({ product }) => product.id);
  for (const chunk of inChunks(ids)) await tx.delete(productCollections).where(inArray(productCollections.productId, chunk));
  for (const chunk of inChunks(plans.flatMap(membershipRows), 3)) await tx.insert(productCollections).values(chunk);
}
