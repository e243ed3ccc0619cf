import type { Ms } from "./time.ts";

/**
 * How long a stored response may live, named by what its content is. Windows follow each other: fresh for
 * `maxAge`, then served while it is refreshed (`staleWhileRevalidate`), then only while the origin fails
 * (`staleIfError`). RFC 9111 section 4.2, RFC 5861.
 */
export interface Lifetime {
  readonly name: LifetimeName;
  readonly maxAge: Ms;
  readonly staleWhileRevalidate: Ms;
  readonly staleIfError: Ms;
}

export type LifetimeName = "editorial" | "catalog" | "listing" | "chrome" | "missing" | "recommendation" | "note";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export const LIFETIMES: Readonly<Record<LifetimeName, Lifetime>> = {
  editorial: { name: "editorial", maxAge: 10 * minute, staleWhileRevalidate: 10 * minute, staleIfError: day },
  catalog: { name: "catalog", maxAge: 5 * minute, staleWhileRevalidate: 10 * minute, staleIfError: day },
  listing: { name: "listing", maxAge: 5 * minute, staleWhileRevalidate: 10 * minute, staleIfError: day },
  chrome: { name: "chrome", maxAge: hour, staleWhileRevalidate: hour, staleIfError: day },
  missing: { name: "missing", maxAge: 30 * second, staleWhileRevalidate: 0, staleIfError: 0 },
  recommendation: { name: "recommendation", maxAge: 30 * minute, staleWhileRevalidate: hour, staleIfError: day },
  note: { name: "note", maxAge: hour, staleWhileRevalidate: hour, staleIfError: day },
};

/** How much longer anything stored may be served while the origin is in trouble. */
export const WIDE_GRACE: Ms = hour;

/** The longest any stored response may live, widened grace included: purge rows older than this may be forgotten (PURGE section 3, `floorSeq`). */
export const LONGEST_LIFE: Ms =
  WIDE_GRACE +
  Math.max(...Object.values(LIFETIMES).map((lifetime) => lifetime.maxAge + lifetime.staleWhileRevalidate + lifetime.staleIfError));
