/** What every query of the origin is written against: one dialect, whoever answers it. */
import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { MySqlTransaction } from "drizzle-orm/mysql-core";
import type { PlanetScaleDatabase, PlanetScalePreparedQueryHKT, PlanetscaleQueryResultHKT } from "drizzle-orm/planetscale-serverless";
import type * as schema from "./schema.ts";

export type Db = PlanetScaleDatabase<typeof schema>;

/** An open transaction. Never use `Db` while one is open: PlanetScale would take another connection, the embedded engine throws. */
export type Tx = MySqlTransaction<
  PlanetscaleQueryResultHKT,
  PlanetScalePreparedQueryHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

/** Either: for queries that may run inside or outside of a transaction. */
export type Reader = Pick<Db, "select" | "selectDistinct"> | Pick<Tx, "select" | "selectDistinct">;

/** The most parameters one statement may have: the bound of a Durable Object's SQLite, kept on every engine. */
export const MAX_PARAMETERS = 100;

/** Cuts a list so that a statement with `perItem` parameters for each item, and `others` besides, stays within bounds. */
export function inChunks<T>(items: readonly T[], perItem = 1, others = 0): T[][] {
  const size = Math.max(1, Math.floor((MAX_PARAMETERS - others) / perItem));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
