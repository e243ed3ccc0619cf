import type { TokenClaims } from "#contract/token";
import type { VisitorFacts } from "#contract/visitor-facts";
import type { EpochMs } from "../time.ts";

/** Who is asking, as far as the request's cookies prove it. Everything personal about a page view hangs on this. */
export interface Visitor {
  readonly facts: VisitorFacts;
  /** Verified claims of the token; undefined for a guest without a cart. */
  readonly claims: TokenClaims | undefined;
  /** True when the token is genuine but past its `refreshAfter`. */
  readonly refreshDue: boolean;
  /** True when the request carried a visitor cookie that proves nothing: it is to be cleared. */
  readonly clearCookie: boolean;
}

/** The segment of everyone who is in no other. */
export const EVERYONE = "everyone";

/** A visitor of whom nothing is known but what they looked at. Costs the origin nothing. */
export function guest(recent: readonly string[] = [], clearCookie = false): Visitor {
  const facts = { cart: undefined, customer: undefined, firstName: undefined, segment: EVERYONE, recent };
  return { facts, claims: undefined, refreshDue: false, clearCookie };
}

/** The visitor that verified claims speak of. */
export function visitorOf(claims: TokenClaims, recent: readonly string[], now: EpochMs): Visitor {
  const customer = claims.sub.startsWith("customer:") ? claims.sub.slice("customer:".length) : undefined;
  return {
    facts: { cart: claims.cart, customer, firstName: claims.firstName, segment: claims.segment ?? EVERYONE, recent },
    claims,
    refreshDue: claims.refreshAfter <= now,
    clearCookie: false,
  };
}
