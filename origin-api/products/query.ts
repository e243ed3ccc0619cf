import * as v from "valibot";
import { ProductFilter } from "#contract/products";

const UNKNOWN = "There is no such parameter: text, filter and after are the ones there are.";

export const ProductsQuery = v.strictObject(
  {
    text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ""),
    filter: v.optional(ProductFilter, "all"),
    after: v.optional(v.pipe(v.string(), v.maxLength(100)), ""),
  },
  UNKNOWN,
);
