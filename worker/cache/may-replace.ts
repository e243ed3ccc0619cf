import { compareAsOf } from "../bulletin/as-of.ts";
import type { Stored } from "./stored.ts";

/**
 * May `next` take the place of `held`? Not when it knows fewer purges, nor when its fill began earlier. Saves refills;
 * safety does not need it, since every response is judged when served (PURGE section 4).
 */
export function mayReplace(held: Stored, next: Stored): boolean {
  const order = compareAsOf(next.asOf, held.asOf);
  return order > 0 || (order === 0 && next.stamps.fillStartedAt >= held.stamps.fillStartedAt);
}
