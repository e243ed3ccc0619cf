import type { TokenFrame } from "#contract/questions";
import { type TokenClaims, type TokenKeys, verifyToken } from "#contract/token";
import type { EpochMs } from "../time.ts";
import { type CookieNames, clearToken, keepToken } from "./cookies.ts";
import { guest, type Visitor, visitorOf } from "./visitor.ts";

/** Whose token is replaced, and what it takes. */
export interface Adopting {
  readonly visitor: Visitor;
  readonly cookies: CookieNames;
  readonly tokenKeys: TokenKeys;
  readonly now: EpochMs;
}

/** A token the origin minted, found genuine and newer, with the header that keeps it. */
export interface Adopted {
  readonly visitor: Visitor;
  readonly setCookie: string;
}

/**
 * Takes a token that the origin answered with. Undefined when it does not verify or knows an older state of the cart
 * than the visitor's own: a reply that was overtaken never brings back what is gone. `recent` is what the visitor looked
 * at, where the origin knows better than this browser.
 */
export async function adoptToken(
  token: string,
  { visitor, cookies, tokenKeys, now }: Adopting,
  recent: readonly string[] = visitor.facts.recent,
): Promise<Adopted | undefined> {
  const verified = await verifyToken(token, tokenKeys, now);
  if (!verified.ok || !mayReplace(visitor.claims, verified.claims)) return undefined;
  return {
    visitor: visitorOf(verified.claims, recent, now),
    setCookie: keepToken(cookies, token, verified.claims.exp, now),
  };
}

/** Takes what a renewal came to. Of whom the origin knows neither cart nor customer any more, a guest is left. */
export async function adoptRenewed({ token, seen, gone }: TokenFrame, adopting: Adopting): Promise<Adopted | undefined> {
  if (token !== null) return adoptToken(token, adopting, seen);
  const { visitor, cookies } = adopting;
  return gone ? { visitor: guest(visitor.facts.recent), setCookie: clearToken(cookies) } : undefined;
}

/** May `next` stand in the place of `current`? Not when it is the same cart at a lower version. */
export function mayReplace(current: TokenClaims | undefined, next: TokenClaims): boolean {
  if (!current?.cart || !next.cart || current.cart.id !== next.cart.id) return true;
  return next.cart.version >= current.cart.version;
}

/** The `Set-Cookie` of an answer that mints nothing: clears what proved worthless. */
export function clearedCookies(visitor: Visitor, names: CookieNames): readonly string[] {
  return visitor.clearCookie ? [clearToken(names)] : [];
}
