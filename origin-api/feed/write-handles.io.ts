import { and, eq, inArray } from "drizzle-orm";
import { inChunks, type Tx } from "../store/db.ts";
import { incoming } from "../store/incoming.ts";
import { movedHandles, products } from "../store/schema.ts";
import { standIn } from "./identifiers.ts";
import type { ChangedProduct } from "./plan-product.ts";
import { movedHandleRows } from "./product-rows.ts";
import { findHandleOwners } from "./stored-products.io.ts";

/** Makes the planned handles free, and lets those that are left lead to where the product is. */
export async function writeHandles(tx: Tx, plans: readonly ChangedProduct[], now: number): Promise<void> {
  for (const [handle, { id, gone }] of await findHandleOwners(
    tx,
    plans.map((plan) => plan.handle),
  )) {
    const heir = plans.find((plan) => plan.handle === handle);
    if (gone && heir?.product.id !== id)
      await tx
        .update(products)
        .set({ handle: standIn(id) })
        .where(eq(products.id, id));
  }
  // A handle in use leads to its product, whatever it once led to.
  for (const handles of inChunks(
    plans.map(({ handle }) => handle),
    1,
    1,
  )) {
    await tx.delete(movedHandles).where(and(eq(movedHandles.kind, "product"), inArray(movedHandles.handle, handles)));
  }
  await leadOn(tx, movedHandleRows(plans, now));
}

/** Lets handles that nobody has any more lead to their products, whatever they once led to. */
export async function leadOn(tx: Tx, rows: readonly (typeof movedHandles.$inferInsert)[]): Promise<void> {
  const set = { targetId: incoming(movedHandles.targetId), movedAt: incoming(movedHandles.movedAt) };
  for (const chunk of inChunks(rows, 4))
    await tx
      .insert(movedHandles)
      .values([...chunk])
      .onDuplicateKeyUpdate({ set });
}
