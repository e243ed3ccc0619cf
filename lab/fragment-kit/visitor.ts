import type { VisitorFacts } from "#contract/visitor-facts";
import { EVERYONE, guest, type Visitor } from "../../worker/visitor/visitor.ts";

/** All that can be known of a visitor: what a test says, and nothing besides. */
export function factsOf(known: Partial<VisitorFacts> = {}): VisitorFacts {
  return { cart: undefined, customer: undefined, firstName: undefined, segment: EVERYONE, recent: [], ...known };
}

/** A visitor of these facts, as a genuine token would tell them; without facts a guest. */
export function visitorWith(known: Partial<VisitorFacts> = {}, now = 0): Visitor {
  const facts = factsOf(known);
  const { cart, customer, firstName, segment } = facts;
  if (!cart && customer === undefined && firstName === undefined && segment === EVERYONE) return { ...guest(facts.recent), facts };
  const claims = {
    sub: customer === undefined ? `guest:${cart?.id ?? "1"}` : `customer:${customer}`,
    market: "en-gb" as const,
    iat: now,
    exp: now + 1e9,
    refreshAfter: now + 1e9,
    ...(cart && { cart }),
    ...(firstName !== undefined && { firstName }),
    ...(segment !== EVERYONE && { segment }),
  };
  return { facts, claims, refreshDue: false, clearCookie: false };
}
