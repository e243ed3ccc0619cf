import { dropTable, index, table } from "./statements.ts";

/** Every name that was ever in use, so that the edge knows which are none. */
export const handles = {
  name: "0004-handles",
  up: [
    table("handles", { kind: "varchar(12) not null", handle: "varchar(120) not null", seq: "bigint not null" }, ["kind", "handle"]),
    index("handles_seq", "handles", ["seq", "kind", "handle"]),
    "insert ignore into `handles` (`kind`, `handle`, `seq`) select 'product', `handle`, 0 from `products` union select 'collection', `handle`, 0 from `collections` union select 'variant', `sku`, 0 from `variants` union select `kind`, `handle`, 0 from `moved_handles`",
  ],
  down: ["delete from `revisions` where `name` = 'handles'", dropTable("handles")],
};
