import { type TokenKeys, verifyToken } from "#contract/token";
import type { EpochMs } from "../time.ts";
import { type CookieNames, hasCookie, readCookies } from "./cookies.ts";
import { readRecent } from "./recent.ts";
import { guest, type Visitor, visitorOf } from "./visitor.ts";

/**
 * Who the cookies say is asking. Fails closed: a token that is forged, cut off, expired, of an unknown key or there
 * twice makes a guest, never an error.
 */
export async function readVisitor(header: string | null, names: CookieNames, keys: TokenKeys, now: EpochMs): Promise<Visitor> {
  if (header === null) return guest();
  const cookies = readCookies(header, [names.visitor, names.recent]);
  const recent = readRecent(cookies[names.recent]);
  const token = cookies[names.visitor];
  if (token === undefined) return guest(recent, hasCookie(header, names.visitor));
  const verified = await verifyToken(token, keys, now);
  return verified.ok ? visitorOf(verified.claims, recent, now) : guest(recent, true);
}
