import { dropTable, index, table } from "./statements.ts";

/** What became of transactions whose end nobody heard. */
export const receipts = {
  name: "0002-receipts",
  up: [
    table(
      "transaction_receipts",
      {
        id: "varchar(64) not null",
        outcome: "varchar(10) not null",
        written_at: "bigint not null",
      },
      ["id"],
    ),
    index("transaction_receipts_at", "transaction_receipts", ["written_at"]),
  ],
  down: [dropTable("transaction_receipts")],
};
