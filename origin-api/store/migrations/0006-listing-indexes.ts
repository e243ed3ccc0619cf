import { dropIndex, index } from "./statements.ts";

/** A listing is asked for from its members, not from all prices of a market; what is newest, from the end of an index. */
export const listingIndexes = {
  name: "0006-listing-indexes",
  up: [
    dropIndex("product_prices_market", "product_prices"),
    dropIndex("products_newest", "products"),
    index("products_newest", "products", ["released_at", "created_at", "id"]),
  ],
  down: [
    dropIndex("products_newest", "products"),
    index("products_newest", "products", ["created_at"]),
    index("product_prices_market", "product_prices", ["market", "low"]),
  ],
};
