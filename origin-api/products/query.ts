import * as v from "valibot";
import { ProductFilter } from "#contract/products";

export const ProductsQuery = v.object({
  text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100)), ""),
  filter: v.optional(ProductFilter, "all"),
  after: v.optional(v.pipe(v.string(), v.maxLength(100)), ""),
});
