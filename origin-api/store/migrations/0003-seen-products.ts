import { dropTable, table } from "./statements.ts";

/** What customers looked at, on all of their devices. */
export const seenProducts = {
  name: "0003-seen-products",
  up: [
    table(
      "seen_products",
      {
        customer_id: "varchar(64) not null",
        handles: "json not null",
        changed_at: "bigint not null",
      },
      ["customer_id"],
    ),
  ],
  down: [dropTable("seen_products")],
};
