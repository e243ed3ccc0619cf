import * as v from "valibot";
import { AddLine, MAX_LINE_QUANTITY, SetLine } from "#contract/cart";
import type { Failure } from "../problem/failure.ts";
import type { Fields } from "./read-form.ts";
import { readSitePath } from "./read-return.ts";

export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Where to go afterwards: a path of this site, or nothing. */
const Return = v.optional(v.pipe(v.string(), v.transform(readSitePath), v.string()));

const AddInput = v.object({ variant: AddLine.entries.variant, quantity: AddLine.entries.quantity, return: Return });
const SetInput = v.object({ quantity: SetLine.entries.quantity, return: Return });
const SignInInput = v.object({ customer: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{0,40}$/))), return: Return });

export type AddInput = v.InferOutput<typeof AddInput>;
export type SetInput = v.InferOutput<typeof SetInput>;
export type SignInInput = v.InferOutput<typeof SignInInput>;

export const decodeAdd = (fields: Fields): Decoded<AddInput> =>
  decode(AddInput, fields, `Must be a whole number from 1 to ${MAX_LINE_QUANTITY}.`);
export const decodeSet = (fields: Fields): Decoded<SetInput> =>
  decode(SetInput, fields, `Must be a whole number from 0 to ${MAX_LINE_QUANTITY}.`);
export const decodeSignIn = (fields: Fields): Decoded<SignInInput> => decode(SignInInput, fields, "");

const BECAUSE: Readonly<Record<string, string>> = {
  variant: "Must name a variant, in 1 to 64 characters.",
  return: "Must be a path of this site.",
  customer: "Must name one of the demo's customers.",
};

function decode<S extends v.GenericSchema>(schema: S, fields: Fields, quantityBecause: string): Decoded<v.InferOutput<S>> {
  const decoded = v.safeParse(schema, { ...fields, quantity: toNumber(fields.quantity) });
  if (decoded.success) return { ok: true, value: decoded.output };
  const wrong = new Set(decoded.issues.map((issue) => v.getDotPath(issue) ?? "body"));
  const errors = [...wrong].map((field) => ({ field, because: BECAUSE[field] ?? quantityBecause }));
  return { ok: false, failure: { kind: "unprocessable", errors } };
}

/** A form writes numbers in digits; everything else stays what it is, to be found wrong. */
function toNumber(value: unknown): unknown {
  return typeof value === "string" && /^-?\d{1,12}$/.test(value) ? Number(value) : value;
}
