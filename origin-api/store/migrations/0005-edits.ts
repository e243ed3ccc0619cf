import { dropTable, index, table } from "./statements.ts";

/** What people changed by hand. */
export const edits = {
  name: "0005-edits",
  up: [
    table(
      "edits",
      {
        id: "varchar(64) not null",
        product_id: "varchar(100) not null",
        version: "bigint not null",
        actor: "varchar(64) not null",
        reason: "varchar(300) not null",
        changed: "json not null",
        at: "bigint not null",
      },
      ["id"],
    ),
    index("edits_product", "edits", ["product_id", "version"]),
  ],
  down: [dropTable("edits")],
};
