import { eq } from "drizzle-orm";
import type { Db } from "../store/db.ts";
import { seenProducts } from "../store/schema.ts";
import { orderSeen } from "./order-seen.ts";

/** Handles a customer looked at, latest first, after a device told its own. Written only when that changes them. */
export async function rememberSeen(db: Db, customerId: string, told: readonly string[], now: number): Promise<string[]> {
  const [row] = await db.select().from(seenProducts).where(eq(seenProducts.customerId, customerId)).limit(1);
  const known = row?.handles ?? [];
  const handles = [...orderSeen(told, known)];
  if (handles.join() === known.join()) return handles;
  const changed = { handles, changedAt: now };
  await db
    .insert(seenProducts)
    .values({ customerId, ...changed })
    .onDuplicateKeyUpdate({ set: changed });
  return handles;
}
