import { eq } from "drizzle-orm";
import type { Db } from "../store/db.ts";
import { products } from "../store/schema.ts";
import { planIdentities } from "./plan-identities.ts";
import { renameStaged } from "./staging.io.ts";
import type { ToldProducts } from "./told-products.ts";

/** Gives staged products that are called by their handles alone the ids of those whose SKUs they have, so that these keep what they are. */
export async function adoptRenamed(db: Db, importId: string, told: ToldProducts, keep: () => Promise<void>): Promise<void> {
  const isTaken = async (id: string): Promise<boolean> => {
    if (told.has(id)) return true;
    return (await db.select({ id: products.id }).from(products).where(eq(products.id, id)).limit(1)).length > 0;
  };
  const ids = await planIdentities(told.kinships(), isTaken);
  if (ids.size === 0) return;
  await renameStaged(db, importId, ids, keep);
  told.rename(ids);
}
