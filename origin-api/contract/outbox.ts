import * as v from "valibot";
import { SURROGATE_KEY } from "./surrogate-keys.ts";

/**
 * An outbox row on its way to the bulletin: written in the transaction of the change it tells of, delivered
 * at least once, applied once by `id`.
 */
export const Invalidation = v.object({
  id: v.string(),
  surrogateKeys: v.pipe(v.array(v.pipe(v.string(), v.regex(SURROGATE_KEY))), v.minLength(1), v.maxLength(1000)),
  reason: v.string(),
  /** Entity -> the version an answer must have reached: the origin fence of the purge protocol. */
  minVersions: v.optional(v.record(v.string(), v.number())),
});
export type Invalidation = v.InferOutput<typeof Invalidation>;
