import { and, eq } from "drizzle-orm";
import { MAX_CART_LINES } from "#contract/cart";
import { openCart, touchCart } from "../cart/claim.io.ts";
import { findCartOfCustomer } from "../cart/queries.io.ts";
import type { Db, Tx } from "../store/db.ts";
import { newId } from "../store/ids.io.ts";
import { cartLines, carts, customers } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import type { DemoCustomer } from "./customers.ts";

/**
 * Signs a visitor in and returns the id of the cart that is theirs from here on: what the guest had and what the customer
 * had before. It never has the guest's id: whoever else holds the guest's token must not come along.
 */
export function signInAs(db: Db, customer: DemoCustomer, guestCartId: string | null, now: number): Promise<string | undefined> {
  return inTransaction(db, async (tx) => {
    await tx
      .insert(customers)
      .values({ ...customer, createdAt: now })
      .onDuplicateKeyUpdate({ set: { ...customer } });
    const own = await findCartOfCustomer(tx, customer.id);
    const guest = guestCartId === null || guestCartId === own?.id ? undefined : await findGuestCart(tx, guestCartId);
    if (!guest) return own?.id;
    const { id } = own ?? (await openCart(tx, customer.id, now));
    await moveLines(tx, guest.id, id, now);
    await touchCart(tx, guest, now);
    await touchCart(tx, { id, customerId: customer.id }, now);
    return id;
  });
}

async function findGuestCart(tx: Tx, id: string) {
  const [row] = await tx.select().from(carts).where(eq(carts.id, id)).limit(1).for("update");
  return row?.customerId === null ? row : undefined;
}

/** What both hold becomes one line with the greater quantity, so signing in twice doubles nothing. */
async function moveLines(tx: Tx, from: string, to: string, now: number): Promise<void> {
  const linesOf = (cartId: string) => tx.select().from(cartLines).where(eq(cartLines.cartId, cartId)).limit(MAX_CART_LINES).for("update");
  const [mine, brought] = [await linesOf(to), await linesOf(from)];
  let room = MAX_CART_LINES - mine.length;
  for (const { sku, quantity, addedAt } of brought) {
    const same = mine.find((line) => line.sku === sku);
    if (same) {
      const greater = Math.max(same.quantity, quantity);
      await tx
        .update(cartLines)
        .set({ quantity: greater })
        .where(and(eq(cartLines.cartId, to), eq(cartLines.id, same.id)));
    } else if (room-- > 0) {
      await tx.insert(cartLines).values({ cartId: to, id: newId(now), sku, quantity, addedAt });
    }
  }
  await tx.delete(cartLines).where(eq(cartLines.cartId, from));
}
