/** A change by hand goes the way of a feed: compared, written with its invalidations in one transaction, one writer at a time. */
import { eq } from "drizzle-orm";
import type { ProductEdit, ProductEdited } from "#contract/products";
import { claimImport } from "../feed/claim.io.ts";
import { productDigest } from "../feed/digest.ts";
import { planProduct } from "../feed/plan-product.ts";
import { findProducts, type StoredProduct } from "../feed/stored-products.io.ts";
import { type Occasion, writeProducts } from "../feed/write-products.io.ts";
import { withdrawProducts } from "../feed/write-withdrawals.io.ts";
import { done, failed, invalid, type Result } from "../problem/problem.ts";
import type { Db, Tx } from "../store/db.ts";
import { newId } from "../store/ids.io.ts";
import { edits, imports } from "../store/schema.ts";
import { applyEdit, changedParts } from "./apply-edit.ts";
import { findAsFed } from "./read.io.ts";

/** Fails on a version that is not the present one, and while an import or another edit writes. */
export async function editProduct(db: Db, id: string, edit: ProductEdit, now: number): Promise<Result<ProductEdited>> {
  const lease = await claimImport(db, now);
  if ("busyUntil" in lease) return conflict("", "An import or another edit is being written: try again in a moment.");
  try {
    return await editClaimed(db, lease.id, { id, edit, now });
  } finally {
    await db.delete(imports).where(eq(imports.id, lease.id));
  }
}

interface Asked {
  readonly id: string;
  readonly edit: ProductEdit;
  readonly now: number;
}

async function editClaimed(db: Db, importId: string, { id, edit, now }: Asked): Promise<Result<ProductEdited>> {
  const stored = (await findProducts(db, [id])).get(id);
  const product = await findAsFed(db, id);
  if (!stored || !product) return failed({ kind: "not-found", detail: "There is no such product." });
  if (stored.version !== edit.version) return conflict("version", `The product is at version ${stored.version} by now: look at it again.`);
  const changed = changedParts(edit);
  const version = stored.version + 1;
  const occasion = occasionOf(id, { edit, now, version, changed });
  if (edit.published === false) {
    const refusal = mayWithdraw(stored, changed);
    if (refusal) return refusal;
    return done({ version, changed, purgedKeys: [...(await withdrawProducts(db, importId, [stored], now, occasion))] });
  }
  if (stored.withdrawnAt !== null && edit.published !== true)
    return invalid("published", "This product is not in the shop: publish it first.");
  const wanted = applyEdit(product, edit);
  if (!wanted.ok) return wanted;
  // Compared with what the shop has, not with what a feed once said: only what the edit changes counts.
  const before = { ...stored, digest: await productDigest(product, stored.handle, stored.position) };
  const plan = await planProduct(wanted.value, before, stored.handle);
  if (plan.kind === "unchanged") return done({ version: stored.version, changed: [], purgedKeys: [] });
  return done({ version: plan.version, changed, purgedKeys: [...(await writeProducts(db, importId, [plan], now, occasion))] });
}

function mayWithdraw({ withdrawnAt }: StoredProduct, changed: readonly string[]) {
  if (withdrawnAt !== null) return invalid("published", "This product is not in the shop.");
  return changed.length > 1 ? invalid("published", "A product that leaves the shop is changed in nothing else.") : undefined;
}

function occasionOf(
  productId: string,
  { edit, now, version, changed }: { edit: ProductEdit; now: number; version: number; changed: readonly string[] },
): Occasion {
  const { actor, reason } = edit;
  return {
    reason: `${actor} changed ${changed.join(", ")}: ${reason}`,
    also: async (tx: Tx) => void (await tx.insert(edits).values({ id: newId(now), productId, version, actor, reason, changed, at: now })),
  };
}

const conflict = (field: string, because: string) => failed({ kind: "conflict", errors: [{ field, because }] });
