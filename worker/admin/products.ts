/** What the origin says of its products, read as promised. */
import * as v from "valibot";
import type { FieldError } from "#contract/problem";
import { ProductDetail, ProductEdited, ProductList } from "#contract/products";
import type { AdminDeps } from "./deps.ts";

export type Products = Pick<AdminDeps, "askProducts">;

export type Answered<T> =
  | { readonly kind: "told"; readonly value: T }
  | { readonly kind: "refused"; readonly status: number; readonly errors: readonly FieldError[] };

const Refusal = v.object({
  title: v.string(),
  detail: v.optional(v.string()),
  errors: v.optional(v.array(v.object({ field: v.string(), because: v.string() }))),
});

export const findProducts = (query: URLSearchParams, deps: Products): Promise<Answered<ProductList>> =>
  ask(deps.askProducts(`?${query}`), ProductList);

export const findProduct = (id: string, deps: Products): Promise<Answered<ProductDetail>> =>
  ask(deps.askProducts(`/${encodeURIComponent(id)}`), ProductDetail);

/** `edit` as it came, with the name of who asks; the origin decides. */
export const editProduct = (id: string, edit: object, actor: string, deps: Products): Promise<Answered<ProductEdited>> =>
  ask(deps.askProducts(`/${encodeURIComponent(id)}`, { ...edit, actor }), ProductEdited);

async function ask<S extends v.GenericSchema>(asked: Promise<Response>, schema: S): Promise<Answered<v.InferOutput<S>>> {
  const answer = await asked.catch(() => undefined);
  if (!answer || answer.status >= 500) return SILENCE;
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) {
    const told = v.safeParse(schema, body);
    return told.success ? { kind: "told", value: told.output } : SILENCE;
  }
  const refusal = v.safeParse(Refusal, body);
  if (!refusal.success) return SILENCE;
  const { title, detail, errors = [{ field: "", because: detail ?? title }] } = refusal.output;
  return { kind: "refused", status: answer.status, errors };
}

const SILENCE = {
  kind: "refused",
  status: 503,
  errors: [{ field: "", because: "The origin did not answer. Ask again in a moment." }],
} as const satisfies Answered<never>;
