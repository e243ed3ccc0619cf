import { addColumn, dropColumn } from "./statements.ts";

/** The number a feed told last, for each variant: the same again leaves what was sold since as it is. */
export const toldStock = {
  name: "0007-told-stock",
  up: [addColumn("stock", "told", "bigint")],
  down: [dropColumn("stock", "told")],
};
