/** May a request have something filled that is held nowhere? Counted once for a key, however many want it at the same moment. */
import { tierName } from "../cache/tiers.ts";
import { type Ms, unlessLate } from "../time.ts";
import type { Flights } from "./find-flights.ts";
import { placeOf, type Search } from "./find-request.ts";

/** A count that takes longer was lost with the request it was made for. */
const LOST_AFTER: Ms = 1_000;

const asking = new WeakMap<Flights, Map<string, Promise<boolean>>>();

/** Whoever comes first is counted; the others wait for that and will find his fill to join, unless he was refused. */
export async function isAdmitted(search: Search): Promise<boolean> {
  const { cache, wanted } = search;
  if (wanted.mayMiss === undefined) return true;
  const name = tierName(placeOf(search));
  const pending = asking.get(cache.flights) ?? new Map<string, Promise<boolean>>();
  asking.set(cache.flights, pending);
  const first = pending.get(name);
  if (first !== undefined && (await unlessLate(first, LOST_AFTER, cache, () => false))) return true;
  const own = wanted.mayMiss();
  pending.set(name, own);
  const isAllowed = await own;
  if (pending.get(name) === own) pending.delete(name);
  return isAllowed;
}
