/**
 * What goes from one product of a feed to another, a handle or a SKU, is let go by all who have it before anyone takes it: whatever
 * goes round in circles, and however far apart, each lot finds free what it wants. Until its own lot comes a product without its
 * handle stands at an address made of its id, to which the old one leads.
 */
import { eq, inArray } from "drizzle-orm";
import { registerHandles } from "../handles/write.io.ts";
import { appendInvalidations } from "../outbox/append.io.ts";
import { type Db, inChunks, type Reader } from "../store/db.ts";
import { raiseRevision } from "../store/revisions.io.ts";
import { prices, products, variants } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import { renewLease } from "./claim.io.ts";
import { withoutReleased } from "./digest.ts";
import { standIn } from "./identifiers.ts";
import { productChangeKeys } from "./invalidations.ts";
import { findTellers } from "./staging.io.ts";
import { findMemberships, findProducts, findSkus, findStock, type StoredProduct } from "./stored-products.io.ts";
import { leadOn } from "./write-handles.io.ts";

export interface Release {
  readonly product: StoredProduct;
  /** Its handle goes to another product. */
  readonly handle: boolean;
  readonly skus: readonly string[];
}

/** What these products of the feed have to let go; those that keep all they have are left out. `leavers`: their handles go. */
export async function planReleases(
  reader: Reader,
  importId: string,
  ids: readonly string[],
  leavers: ReadonlySet<string>,
): Promise<readonly Release[]> {
  const skus = await findSkus(reader, ids);
  const tellers = await findTellers(reader, importId, [...skus.values()].flat());
  return [...(await findProducts(reader, ids))].flatMap(([id, product]) => {
    const lost = (skus.get(id) ?? []).filter((sku) => (tellers.get(sku) ?? id) !== id);
    return lost.length > 0 || leavers.has(id) ? [{ product, handle: leavers.has(id), skus: lost }] : [];
  });
}

/** What it purges that they do. */
export async function findReleaseKeys(reader: Reader, releases: readonly Release[]): Promise<readonly string[]> {
  const memberships = await findMemberships(
    reader,
    releases.map(({ product }) => product.id),
  );
  const stock = await findStock(
    reader,
    releases.flatMap(({ skus }) => skus),
  );
  const isLeft = (sku: string): boolean => {
    const { onHand = 0, held = 0 } = stock.get(sku) ?? {};
    return onHand > held;
  };
  const keys = releases.flatMap(({ product: { id }, handle, skus }) => {
    const change = { price: false, content: true, listing: handle, available: skus.some(isLeft) };
    return productChangeKeys({ id, collectionIds: memberships.get(id) ?? [], ...change });
  });
  return [...new Set(keys)];
}

/** Returns the surrogate keys that were purged. */
export async function writeReleases(db: Db, importId: string, releases: readonly Release[], now: number): Promise<readonly string[]> {
  const skus = releases.flatMap((release) => release.skus);
  const leaving = releases.filter(({ handle }) => handle).map(({ product }) => product);
  return inTransaction(db, async (tx) => {
    await renewLease(tx, importId, now);
    const surrogateKeys = await findReleaseKeys(tx, releases);
    for (const chunk of inChunks(skus)) {
      await tx.delete(variants).where(inArray(variants.sku, chunk));
      await tx.delete(prices).where(inArray(prices.sku, chunk));
    }
    await registerHandles(
      tx,
      "product",
      leaving.map(({ id }) => standIn(id)),
    );
    for (const { product, ...what } of releases) {
      const handle = what.handle ? standIn(product.id) : product.handle;
      const digest = withoutReleased(product.digest, { handle: what.handle, variants: what.skus.length > 0 });
      await tx
        .update(products)
        .set({ handle, digest, version: product.version + 1, changedAt: now })
        .where(eq(products.id, product.id));
    }
    await leadOn(
      tx,
      leaving.map(({ id, handle }) => ({ kind: "product" as const, handle, targetId: id, movedAt: now })),
    );
    const minVersions = Object.fromEntries(releases.map(({ product }) => [`product:${product.id}`, product.version + 1]));
    await appendInvalidations(tx, { surrogateKeys, reason: `feed import ${importId}`, minVersions }, now);
    await raiseRevision(tx, "catalogue");
    return surrogateKeys;
  });
}
