import { eq } from "drizzle-orm";
import type { Cart } from "#contract/cart";
import type { Market } from "#contract/market";
import { signToken, type TokenClaims, type TokenKeys } from "#contract/token";
import type { Reader } from "../store/db.ts";
import { customers } from "../store/schema.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface TokenFor {
  readonly market: Market;
  readonly cart: Pick<Cart, "id" | "version" | "itemCount"> | undefined;
  readonly customer: Customer | undefined;
}
export type Customer = typeof customers.$inferSelect;

export async function findCustomer(db: Reader, id: string): Promise<Customer | undefined> {
  const [row] = await db.select().from(customers).where(eq(customers.id, id)).limit(1);
  return row;
}

/** The visitor token that tells of a cart and a customer; null when there is neither to tell of. */
export async function mintToken(subject: TokenFor, keys: TokenKeys, now: number): Promise<string | null> {
  const claims = tokenClaims(subject, now);
  return claims && signToken(claims, keys);
}

/** Guests are known for 30 days by their cart; what is said of a customer is asked again after 5 minutes. */
function tokenClaims({ market, cart, customer }: TokenFor, now: number): TokenClaims | null {
  if (!cart && !customer) return null;
  return {
    sub: customer ? `customer:${customer.id}` : `guest:${cart?.id}`,
    market,
    iat: now,
    exp: now + 30 * DAY,
    refreshAfter: now + (customer ? 5 : 60) * MINUTE,
    ...(cart && { cart: { id: cart.id, version: cart.version, itemCount: cart.itemCount } }),
    ...(customer && { firstName: customer.firstName, segment: customer.segment }),
  };
}
