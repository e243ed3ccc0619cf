import { eq, inArray } from "drizzle-orm";
import { NAVIGATION_KEY } from "../catalog/page-keys.ts";
import { appendInvalidations } from "../outbox/append.io.ts";
import { writeStock } from "../stock/write.io.ts";
import { type Db, inChunks, type Reader } from "../store/db.ts";
import { raiseRevision } from "../store/revisions.io.ts";
import { productCollections, productPrices, products } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import { renewLease } from "./claim.io.ts";
import { NO_DIGEST } from "./digest.ts";
import { changesNavigation, type JudgeNavigation } from "./filled-collections.io.ts";
import { productChangeKeys } from "./invalidations.ts";
import { planStock } from "./plan-stock.ts";
import { findTellers } from "./staging.io.ts";
import { findMemberships, findSkus, findStock, type StoredProduct } from "./stored-products.io.ts";
import type { Occasion } from "./write-products.io.ts";

/** Takes products out of the shop: their addresses answer 410, nothing of them is for sale. Returns the surrogate keys that were purged. */
export async function withdrawProducts(
  db: Db,
  importId: string,
  leaving: readonly StoredProduct[],
  now: number,
  occasion?: Occasion,
): Promise<readonly string[]> {
  const ids = leaving.map(({ id }) => id);
  return inTransaction(db, async (tx) => {
    await renewLease(tx, importId, now);
    const surrogateKeys = await findWithdrawalKeys(tx, ids, now);
    const had = await findSkus(tx, ids);
    const skus = [...had.values()].flat();
    const tellers = await findTellers(tx, importId, skus);
    const gone = new Map([...had].map(([id, skus]) => [id, skus.filter((sku) => !tellers.has(sku))]));
    const stock = planStock([], { had, gone }, await findStock(tx, skus));
    for (const { id, version } of leaving) {
      const row = { withdrawnAt: now, digest: NO_DIGEST, version: version + 1, changedAt: now };
      await tx.update(products).set(row).where(eq(products.id, id));
    }
    for (const chunk of inChunks(ids)) {
      await tx.delete(productPrices).where(inArray(productPrices.productId, chunk));
      await tx.delete(productCollections).where(inArray(productCollections.productId, chunk));
    }
    const minVersions = Object.fromEntries(leaving.map(({ id, version }) => [`product:${id}`, version + 1]));
    await appendInvalidations(tx, { surrogateKeys, reason: occasion?.reason ?? `feed import ${importId}`, minVersions }, now);
    await occasion?.also(tx);
    await writeStock(tx, stock.counts, now);
    await raiseRevision(tx, "catalogue");
    return surrogateKeys;
  });
}

/** What it purges that these products leave. */
export async function findWithdrawalKeys(
  reader: Reader,
  ids: readonly string[],
  now: number,
  judgeNavigation: JudgeNavigation = changesNavigation,
): Promise<readonly string[]> {
  const memberships = await findMemberships(reader, ids);
  const change = { price: false, content: false, listing: true, available: false };
  const keys = ids.flatMap((id) => productChangeKeys({ id, collectionIds: memberships.get(id) ?? [], ...change }));
  const inNavigation = await judgeNavigation(reader, { ids, wanted: [], now });
  return [...new Set([...keys, ...(inNavigation ? [NAVIGATION_KEY] : [])])];
}
