import { asc, desc, eq, inArray } from "drizzle-orm";
import type { ProductDetail } from "#contract/products";
import { localize } from "../catalog/localized.ts";
import type { FeedPrices } from "../feed/feed-row.ts";
import { productChangeKeys } from "../feed/invalidations.ts";
import type { FeedProduct } from "../feed/product-of-rows.ts";
import { findMemberships, findStock, findVariants } from "../feed/stored-products.io.ts";
import { partOfStored } from "../feed/variant-parts.ts";
import type { Reader } from "../store/db.ts";
import { collections, edits, products } from "../store/schema.ts";

const SHOWN_EDITS = 20;

/** A product with everything an operator may want to know of it; undefined when the shop never had it. */
export async function readProduct(db: Reader, id: string): Promise<ProductDetail | undefined> {
  const [row] = await db.select().from(products).where(eq(products.id, id)).limit(1);
  if (!row) return undefined;
  const variants = (await findVariants(db, [id])).get(id) ?? [];
  const units = await findStock(
    db,
    variants.map(({ sku }) => sku),
  );
  const listed = (await findMemberships(db, [id])).get(id) ?? [];
  const { handle, brand, withdrawnAt, version, changedAt, releasedAt, titles, details, descriptions } = row;
  return {
    ...{ id, handle, brand, withdrawnAt, version, changedAt, releasedAt, titles, details, descriptions },
    variants: variants.map(({ sku, options, prices }) => ({
      ...{ sku, options: { ...options }, onHand: 0, held: 0, ...units.get(sku) },
      prices: prices.map(({ market, minor, saleMinor }) => ({ market, minor, saleMinor })),
    })),
    collections: await findListings(db, listed),
    surrogateKeys: [...productChangeKeys({ id, collectionIds: listed, price: true, content: true, listing: true, available: true })],
    edits: await findEdits(db, id),
  };
}

/** A product as if a feed told it anew, with what the shop has; stock is left as it is. */
export async function findAsFed(db: Reader, id: string): Promise<FeedProduct | undefined> {
  const [row] = await db.select().from(products).where(eq(products.id, id)).limit(1);
  if (!row) return undefined;
  const variants = (await findVariants(db, [id])).get(id) ?? [];
  const { titles, details, descriptions, brand, options, specs, picture, homeCollectionId, releasedAt, position } = row;
  return {
    ...{ id, handle: { wanted: row.handle, given: true }, titles, details, descriptions, brand, options, specs, picture },
    ...{ homeId: homeCollectionId, collectionIds: await findPlaces(db, row), position, ordinal: position, releasedAt },
    variants: variants.map((variant, position) => {
      const { sku, pictures, gtin, mpn, prices } = partOfStored(variant, options);
      return { ...{ sku, position, options: variant.options, pictures, gtin, mpn, stock: null }, prices: prices as FeedPrices };
    }),
  };
}

/** Where it stands; of a product that left the shop, its shelf and the shelf's room, if they are still there. */
async function findPlaces(db: Reader, { id, homeCollectionId, withdrawnAt }: typeof products.$inferSelect): Promise<readonly string[]> {
  if (withdrawnAt === null) return (await findMemberships(db, [id])).get(id) ?? [];
  const [home] = homeCollectionId === null ? [] : await db.select().from(collections).where(eq(collections.id, homeCollectionId)).limit(1);
  return home ? [home.id, ...(home.parentId === null ? [] : [home.parentId])] : [];
}

async function findListings(db: Reader, ids: readonly string[]): Promise<ProductDetail["collections"]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: collections.id, handle: collections.handle, titles: collections.titles })
    .from(collections)
    .where(inArray(collections.id, [...ids]))
    .orderBy(asc(collections.id));
  return rows.map(({ titles, ...row }) => ({ ...row, title: localize(titles, "en") }));
}

async function findEdits(db: Reader, productId: string): Promise<ProductDetail["edits"]> {
  const rows = await db.select().from(edits).where(eq(edits.productId, productId)).orderBy(desc(edits.version)).limit(SHOWN_EDITS);
  return rows.map(({ at, actor, reason, version, changed }) => ({ at, actor, reason, version, changed: [...changed] }));
}
