import * as v from "valibot";

export const StockQuery = v.object({ since: v.optional(v.pipe(v.string(), v.maxLength(128))) });
