/** The shop as a feed, product by product as the reader takes it: no more than some of them are in memory. */
import { and, asc, gt, isNull } from "drizzle-orm";
import type { Db } from "../../store/db.ts";
import { products } from "../../store/schema.ts";
import type { FeedCollection } from "../collections.ts";
import { escapedText } from "../plain-text.ts";
import { findMemberships, findStock, findVariants } from "../stored-products.io.ts";
import type { StoredVariant } from "../variant-parts.ts";
import { findCollections } from "../write-collections.io.ts";
import { FEED_FOOT, feedHead } from "./feed-file.ts";
import { feedItems, type Writing } from "./feed-item.ts";
import { homeType, type ToldProduct } from "./told-product.ts";

const PRODUCTS_AT_ONCE = 20;

/** The file in pieces. */
export async function* exportFeed(db: Db, writing: Writing): AsyncGenerator<string> {
  const collections = await findCollections(db);
  yield feedHead(writing.site, writing.whole ? collections : []);
  for (let after = ""; ; ) {
    const rows = await nextProducts(db, after);
    const last = rows.at(-1);
    if (!last) break;
    for (const product of await toldProducts(db, rows, collections)) {
      const items = feedItems(product, writing);
      if (items.length > 0) yield `${items.join("\n")}\n`;
    }
    after = last.id;
  }
  yield FEED_FOOT;
}

type Row = typeof products.$inferSelect;

async function nextProducts(db: Db, after: string): Promise<readonly Row[]> {
  return db
    .select()
    .from(products)
    .where(and(isNull(products.withdrawnAt), gt(products.id, after)))
    .orderBy(asc(products.id))
    .limit(PRODUCTS_AT_ONCE);
}

async function toldProducts(db: Db, rows: readonly Row[], collections: readonly FeedCollection[]): Promise<readonly ToldProduct[]> {
  const ids = rows.map(({ id }) => id);
  const [variants, memberships] = [await findVariants(db, ids), await findMemberships(db, ids)];
  const stock = await findStock(
    db,
    [...variants.values()].flat().map(({ sku }) => sku),
  );
  const told = ({ prices, ...variant }: StoredVariant) => {
    const { onHand, held } = stock.get(variant.sku) ?? { onHand: 0, held: 0 };
    return { ...variant, prices, onHand, available: onHand - held };
  };
  return rows.map(({ homeCollectionId, descriptions, ...row }) => ({
    ...row,
    descriptions: Object.fromEntries(Object.entries(descriptions).map(([language, text]) => [language, escapedText(text)])),
    preorderUntil: null,
    type: homeType(homeCollectionId, collections),
    also: (memberships.get(row.id) ?? []).filter((id) => id !== homeCollectionId),
    variants: (variants.get(row.id) ?? []).filter(({ prices }) => prices.length > 0).map(told),
  }));
}
