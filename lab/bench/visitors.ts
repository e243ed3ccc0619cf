/** A thousand shoppers with valid tokens, each with a name and a basket of their own. */
import { importTokenKeys, signToken } from "#contract/token";

export const TOKEN_KEYS = JSON.stringify({ k1: "only-for-measuring-only-for-measuring-0001" });

export interface Shopper {
  readonly firstName: string;
  readonly itemCount: number;
  readonly token: string;
  /** The `Cookie` header. */
  readonly cookie: string;
}

const SYLLABLES = ["Ma", "ri", "lo", "Te", "no", "ka", "Vi", "su", "be", "Ro"];

/** `recent`: the handles of the second cookie, of which the first is the page's own product. */
export function shoppers(count: number, recent: readonly string[]): Promise<Shopper[]> {
  // From 3 on, so that one plural form of English serves all.
  return Promise.all(Array.from({ length: count }, (_, index) => shopper(nameOf(index), 3 + (index % 7), recent, index)));
}

/** `isDue`: the token is to be renewed by the next page that shows anything of it. */
export async function shopper(
  firstName: string,
  itemCount: number,
  recent: readonly string[],
  index = 0,
  { isDue = false } = {},
): Promise<Shopper> {
  const now = Date.now();
  const day = 86_400_000;
  const cart = { id: `cart-${index}`, version: 1 + (index % 40), itemCount };
  const times = { iat: now, exp: now + 30 * day, refreshAfter: isDue ? now - 1 : now + day };
  const claims = { sub: `customer:${index}`, market: "en-gb" as const, ...times, cart, firstName, segment: "member" };
  const token = await signToken(claims, await importTokenKeys(TOKEN_KEYS));
  return { firstName, itemCount, token, cookie: `__Host-visitor=${token}; __Host-recent=${recent.join(".")}` };
}

function nameOf(index: number): string {
  const [a = 0, b = 0, c = 0] = String(index).padStart(3, "0").split("").map(Number);
  return `${SYLLABLES[a]}${SYLLABLES[b]?.toLowerCase()}${SYLLABLES[c]?.toLowerCase()}`;
}
