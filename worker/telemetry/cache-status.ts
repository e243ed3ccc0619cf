/** `Cache-Status` (RFC 9211): each cache a page passed explains itself, the one nearest to the origin first. */
import { type BareItem, serializeList, Token } from "structured-headers";
import type { Ms } from "../time.ts";
import { memoize, printable } from "./memoize.ts";

/** One tier's part in an answer; trails list tiers in the order of visits, the origin last. */
export interface TierVisit {
  readonly tier: "memory" | "pop" | "shield" | "origin";
  readonly hit: boolean;
  readonly ttlMs?: Ms | undefined;
  readonly stored?: boolean | undefined;
  readonly collapsed?: boolean | undefined;
  /** Why the request went on from here; `stale` also for what was served in grace, `detail` says which. */
  readonly fwd?: "miss" | "stale" | "bypass" | undefined;
  /** What the origin answered with, of the tier that asked it. */
  readonly fwdStatus?: number | undefined;
  readonly detail?: string | undefined;
}

/** The header's value; empty when no cache was asked. `key` is told to admins alone. */
export function cacheStatus(trail: readonly TierVisit[], key?: string): string {
  let value = "";
  for (let at = trail.length - 1; at >= 0; at--) {
    const visit = trail[at];
    if (visit === undefined || visit.tier === "origin") continue;
    value += value === "" ? member(visit) : `, ${member(visit)}`;
  }
  return key === undefined || value === "" ? value : `${value};${keyParameter(key)}`;
}

/** Of a page that none of them could give: the one nearest to the visitor says why. */
export function unavailableStatus([nearest, ...others]: readonly TierVisit[], because: string): string {
  return nearest === undefined ? "" : cacheStatus([{ ...nearest, detail: because }, ...others]);
}

/** Only the time to live differs from one hit to the next: the rest is serialized once. */
function member(visit: TierVisit): string {
  const { tier, hit, fwd, fwdStatus, stored, collapsed, detail, ttlMs } = visit;
  const same = constantPart(`${tier} ${hit} ${fwd} ${fwdStatus} ${stored} ${collapsed} ${detail}`, visit);
  return ttlMs === undefined ? same : `${same};ttl=${Math.floor(ttlMs / 1000)}`;
}

const constantPart = memoize((visit: TierVisit): string => {
  const parameters = new Map<string, BareItem>();
  // RFC 9211 section 2: a response is either a hit or was forwarded.
  if (visit.fwd !== undefined || !visit.hit) parameters.set("fwd", new Token(visit.fwd ?? "miss"));
  else parameters.set("hit", true);
  if (visit.fwdStatus !== undefined) parameters.set("fwd-status", visit.fwdStatus);
  if (visit.stored) parameters.set("stored", true);
  if (visit.collapsed) parameters.set("collapsed", true);
  if (visit.detail !== undefined) parameters.set("detail", printable(visit.detail));
  return serializeList([[new Token(`vitrine-${visit.tier}`), parameters]]);
});

/** Keys are JSON: what is not ASCII in them can be written as JSON's own escapes. */
function keyParameter(key: string): string {
  const ascii = key.replaceAll(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `key=${serializeList([[ascii, new Map()]])}`;
}
