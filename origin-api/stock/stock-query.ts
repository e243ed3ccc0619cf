import * as v from "valibot";

/** `handles` asks for names too: since its cursor, or all of them when it is empty. */
export const StockQuery = v.object({
  since: v.optional(v.pipe(v.string(), v.maxLength(128))),
  handles: v.optional(v.pipe(v.string(), v.maxLength(180))),
});
