/** What orders of admins have in common, and how they are refused: every complaint names its field. */
import * as v from "valibot";
import type { FieldError } from "#contract/problem";
import { SURROGATE_KEY } from "#contract/surrogate-keys";
import type { Canonical } from "./canonical-target.ts";

const MAX_VALUES = 1000;
const MAX_COMPLAINTS = 20;

export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FieldError[] };

export const VALUES = v.pipe(
  v.array(v.string("Text is wanted."), "A list is wanted."),
  v.minLength(1, "At least one value is wanted."),
  v.maxLength(MAX_VALUES, "At most 1,000 values are taken at once."),
);

export const REASON = v.pipe(
  v.string("A reason is wanted."),
  v.trim(),
  v.minLength(3, "At least 3 characters."),
  v.maxLength(500, "At most 500 characters."),
  v.regex(/^\P{Cc}*$/u, "No control characters."),
);

/** What a strict object says of a field too many, and of one too few. */
export const strictly = (issue: { readonly expected: string | null }): string =>
  issue.expected === "never" ? "There is no such field." : "This field is wanted.";

export function decodeObject<S extends v.GenericSchema>(schema: S, body: unknown): Decoded<v.InferOutput<S>> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return refuse([{ field: "body", because: "An object is wanted." }]);
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return { ok: true, value: parsed.output };
  return refuse(parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? "body", because: issue.message })));
}

/** The values in their canonical spelling, each once. */
export function decodeValues(values: readonly string[] | undefined, canonical: (value: string) => Canonical): Decoded<readonly string[]> {
  if (values === undefined) return refuse([{ field: "values", because: "This field is wanted." }]);
  const found = values.map(canonical);
  const errors = found.flatMap((one, at) => (one.ok ? [] : [{ field: `values.${at}`, because: one.because }]));
  return errors.length > 0 ? refuse(errors) : { ok: true, value: [...new Set(found.flatMap((one) => (one.ok ? [one.value] : [])))] };
}

export function canonicalKey(value: string): Canonical {
  return SURROGATE_KEY.test(value) ? { ok: true, value } : { ok: false, because: "Not a surrogate key: 1 to 128 of a-z 0-9 : . _ / -." };
}

export function refuse(errors: readonly FieldError[]): { readonly ok: false; readonly errors: readonly FieldError[] } {
  return { ok: false, errors: errors.slice(0, MAX_COMPLAINTS) };
}

/** What is said of a key under which something else was ordered. */
export const KEY_REUSED: FieldError = { field: "Idempotency-Key", because: "This key was used for another order." };
