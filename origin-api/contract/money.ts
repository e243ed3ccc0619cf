import * as v from "valibot";
import type { Currency } from "./market.ts";

/** A whole number of minor units (cents, yen) and its ISO 4217 currency. Never a float. */
export const Money = v.object({
  minor: v.pipe(v.number(), v.integer()),
  currency: v.picklist(["USD", "GBP", "EUR", "JPY", "AED"]),
});
export type Money = v.InferOutput<typeof Money>;

/** Decimal places of each currency (ISO 4217 exponent). */
export const MINOR_DIGITS: Readonly<Record<Currency, number>> = { USD: 2, GBP: 2, EUR: 2, JPY: 0, AED: 2 };

/** The amount as a plain decimal string with a point, as feeds and JSON-LD want it: `16.00`, `3200`. */
export function decimalAmount({ minor, currency }: Money): string {
  const digits = MINOR_DIGITS[currency];
  if (digits === 0) return String(minor);
  const sign = minor < 0 ? "-" : "";
  const padded = String(Math.abs(minor)).padStart(digits + 1, "0");
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
