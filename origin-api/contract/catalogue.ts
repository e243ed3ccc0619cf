import * as v from "valibot";

/** `GET /v1/catalogue`: how much is for sale, and the highest version any entity has. */
export const CatalogueOverview = v.object({
  products: v.pipe(v.number(), v.integer(), v.minValue(0)),
  highestVersion: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type CatalogueOverview = v.InferOutput<typeof CatalogueOverview>;
