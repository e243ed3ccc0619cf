/**
 * A line of the log that tells what went wrong inside and where: the class of each error, its driver's codes, and which question to
 * the database it was. None of its text: that repeats what was asked, and that may be a visitor's.
 */
import { DrizzleQueryError } from "drizzle-orm";
import { placesOf } from "#contract/places-of";
import { causesOf } from "./errors.ts";

const MAX_CAUSES = 5;
const CODES = {
  status: /^\d{3}$/,
  code: /^[A-Z][A-Z\d_]{2,39}$/,
  errno: /^-?\d{1,5}$/,
  errcode: /^\d{1,5}$/,
  sqlState: /^[A-Z\d]{5}$/,
};
/** Where a driver tells its codes in the text alone. */
const WRITTEN_CODES = /\(errno \d{1,5}\) \(sqlstate [A-Z\d]{5}\)|\bSQLITE_[A-Z_]{1,30}$/;
const TABLES = /\b(?:from|join|into|update) `(\w+)`/g;

export function failureLine(error: unknown, now: number): string {
  const errors = causesOf(error).slice(0, MAX_CAUSES).map(told);
  const stack = error instanceof Error ? placesOf(error) : [];
  return JSON.stringify({ event: "failed", at: new Date(now).toISOString(), errors, stack });
}

function told(error: Error): string {
  const facts = [...questionOf(error), ...codesOf(error), ...(WRITTEN_CODES.exec(error.message) ?? [])];
  return error.constructor.name + (facts.length > 0 ? ` (${facts.join(", ")})` : "");
}

/** What is asked of which tables. Drizzle's text has marks for values. */
function questionOf(error: Error): string[] {
  if (!(error instanceof DrizzleQueryError)) return [];
  const tables = [...error.query.matchAll(TABLES)].map(([, table]) => table);
  return [`${/^\w+/.exec(error.query)} ${[...new Set(tables)].join(" ")}`.trim()];
}

/** PlanetScale's driver keeps the code in what it calls the body. */
function codesOf(error: Error & { readonly body?: { readonly code?: unknown } }): string[] {
  const fields: Readonly<Record<string, unknown>> = { code: error.body?.code, ...error };
  const known = Object.entries(CODES).filter(([name, form]) => form.test(String(fields[name])));
  return known.map(([name]) => `${name} ${fields[name]}`);
}
