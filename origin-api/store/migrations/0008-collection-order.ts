import { dropIndex, index } from "./statements.ts";

/** A page of a listing, and what stands beside a product, are a stretch of an index: the collection in its order. */
export const collectionOrder = {
  name: "0008-collection-order",
  up: [index("product_collections_order", "product_collections", ["collection_id", "position", "product_id"])],
  down: [dropIndex("product_collections_order", "product_collections")],
};
