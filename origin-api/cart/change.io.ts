import { and, eq } from "drizzle-orm";
import { type AddLine, MAX_CART_LINES, type SetLine } from "#contract/cart";
import { done, failed, invalid, type Result } from "../problem/problem.ts";
import type { Db, Tx } from "../store/db.ts";
import { isDuplicate } from "../store/errors.ts";
import { newId } from "../store/ids.io.ts";
import { cartLines, carts } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import { claimCart, touchCart } from "./claim.io.ts";
import { type Claimed, type Handled, handleOnce } from "./handle-once.io.ts";
import { planAdd, planSet, type QuantityPlan } from "./plan-quantity.ts";
import { findOffer } from "./queries.io.ts";

/** What was done: enough to tell it again. */
export interface CartChange extends Handled {
  readonly cartId: string;
  readonly line: string | null;
  readonly adjusted: QuantityPlan["adjusted"];
}

/** Puts more of a variant into a cart, the visitor's or a new one. Under an idempotency key it happens once. */
export async function addLine(db: Db, command: AddLine, claimed: Claimed | undefined, now: number): Promise<Result<CartChange>> {
  const attempt = () => inTransaction(db, (tx) => handleOnce(tx, claimed, now, () => addLineIn(tx, command, now)));
  try {
    return await attempt();
  } catch (error) {
    // Somebody wrote the same key first: what they did is what the second attempt tells.
    if (claimed && isDuplicate(error)) return attempt();
    throw error;
  }
}

async function addLineIn(tx: Tx, command: AddLine, now: number): Promise<Result<CartChange>> {
  const offer = await findOffer(tx, command.variant, { market: command.market, at: now });
  if (offer === "unknown") return invalid("variant", "There is no such variant.");
  if (offer === "not-sold-here") return invalid("variant", "This variant is not sold in this market.");
  const cart = await claimCart(tx, command, now);
  const lines = await linesOf(tx, cart.id);
  const held = lines.find(({ sku }) => sku === command.variant);
  const plan = planAdd(held?.quantity ?? 0, command.quantity, offer.available);
  if (!held && plan.quantity > 0 && lines.length >= MAX_CART_LINES) {
    return failed({ kind: "conflict", errors: [{ field: "cartId", because: `A cart holds at most ${MAX_CART_LINES} lines.` }] });
  }
  const line = held?.id ?? newId(now);
  if (plan.quantity > 0) {
    const row = { cartId: cart.id, id: line, sku: command.variant, quantity: plan.quantity, addedAt: now };
    await tx
      .insert(cartLines)
      .values(row)
      .onDuplicateKeyUpdate({ set: { quantity: plan.quantity } });
  }
  await touchCart(tx, cart, now);
  return done({ cartId: cart.id, line: plan.quantity > 0 ? line : null, adjusted: plan.adjusted });
}

/**
 * Sets how many a line holds; 0 takes the line away, and is done where there is none. Setting what is there already
 * changes nothing but the version.
 */
export function setLine(db: Db, cartId: string, lineId: string, { market, quantity }: SetLine, now: number): Promise<Result<CartChange>> {
  return inTransaction(db, async (tx): Promise<Result<CartChange>> => {
    const [cart] = await tx.select().from(carts).where(eq(carts.id, cartId)).limit(1).for("update");
    if (!cart) return failed({ kind: "not-found", detail: "There is no such cart." });
    const line = (await linesOf(tx, cartId)).find(({ id }) => id === lineId);
    if (!line && quantity === 0) return done({ cartId, line: null, adjusted: null });
    if (!line) return failed({ kind: "not-found", detail: "There is no such line in this cart." });
    const offer = await findOffer(tx, line.sku, { market, at: now });
    const plan = planSet(line.quantity, quantity, typeof offer === "string" ? 0 : offer.available);
    await writeQuantity(tx, cartId, lineId, plan.quantity);
    await touchCart(tx, { id: cartId, customerId: cart.customerId }, now);
    return done({ cartId, line: plan.quantity > 0 ? lineId : null, adjusted: plan.adjusted });
  });
}

/** Locking, so that it sees what others committed while this transaction waited for the cart. */
const linesOf = (tx: Tx, cartId: string) =>
  tx
    .select({ id: cartLines.id, sku: cartLines.sku, quantity: cartLines.quantity })
    .from(cartLines)
    .where(eq(cartLines.cartId, cartId))
    .limit(MAX_CART_LINES + 1)
    .for("update");

async function writeQuantity(tx: Tx, cartId: string, lineId: string, quantity: number): Promise<void> {
  const mine = and(eq(cartLines.cartId, cartId), eq(cartLines.id, lineId));
  if (quantity === 0) await tx.delete(cartLines).where(mine);
  else await tx.update(cartLines).set({ quantity }).where(mine);
}
