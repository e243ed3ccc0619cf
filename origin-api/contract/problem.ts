import * as v from "valibot";
import { Handle } from "./handles.ts";

/** RFC 9457 problem details, with the fields that are wrong, and why. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  errors: v.optional(v.array(v.object({ field: v.string(), because: v.string() }))),
  /** Where a moved page is: a handle of the same kind. */
  movedTo: v.optional(Handle),
  /** Of what is missing or gone as long as nothing of these changes. */
  surrogateKeys: v.optional(v.array(v.string())),
});
export type Problem = v.InferOutput<typeof Problem>;
export type FieldError = { readonly field: string; readonly because: string };
