import { eq, sql } from "drizzle-orm";
import type { Tx } from "../store/db.ts";
import { newId } from "../store/ids.io.ts";
import { carts } from "../store/schema.ts";
import { findCartOfCustomer } from "./queries.io.ts";

export interface ClaimedCart {
  readonly id: string;
  /** Whose it is from now on; null for a guest's. */
  readonly customerId: string | null;
}

/**
 * Finds the cart a write is for and locks it: the one that is named, if it is the asker's own; the customer's last one;
 * else a new one. A guest's cart becomes nobody else's by being named.
 */
export async function claimCart(
  tx: Tx,
  { cartId, customer }: { cartId: string | null; customer: string | null },
  now: number,
): Promise<ClaimedCart> {
  const named = cartId === null ? undefined : await lockCart(tx, cartId);
  if (named && named.customerId === customer) return { id: named.id, customerId: customer };
  const own = customer === null ? undefined : await findCartOfCustomer(tx, customer);
  if (own && (await lockCart(tx, own.id))) return { id: own.id, customerId: customer };
  return openCart(tx, customer, now);
}

/** An empty cart with an id that nobody has seen. */
export async function openCart(tx: Tx, customerId: string | null, now: number): Promise<ClaimedCart> {
  const id = newId(now);
  await tx.insert(carts).values({ id, customerId, version: 0, createdAt: now, updatedAt: now });
  return { id, customerId };
}

/** Raises the version: every write of a cart ends so. */
export async function touchCart(tx: Tx, { id, customerId }: ClaimedCart, now: number): Promise<void> {
  await tx
    .update(carts)
    .set({ version: sql`${carts.version} + 1`, customerId, updatedAt: now })
    .where(eq(carts.id, id));
}

async function lockCart(tx: Tx, id: string) {
  const [row] = await tx.select().from(carts).where(eq(carts.id, id)).limit(1).for("update");
  return row;
}
