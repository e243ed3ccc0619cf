import type { Sql } from "./sql.ts";

/**
 * `purges` is the log and the audit trail. `purged_keys` and `fences` are its folded part, up to `folded_seq`: what a
 * base is made of. `idempotency` remembers orders by actor and key.
 */
const TABLES = [
  "CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
  `CREATE TABLE IF NOT EXISTS purges (epoch INTEGER NOT NULL, seq INTEGER NOT NULL, purge_by TEXT NOT NULL, purge_values TEXT NOT NULL,
   mode TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL, min_versions TEXT, PRIMARY KEY (epoch, seq)) WITHOUT ROWID`,
  "CREATE INDEX IF NOT EXISTS purges_by_time ON purges (epoch, at)",
  `CREATE TABLE IF NOT EXISTS purged_keys (hi INTEGER NOT NULL, lo INTEGER NOT NULL, soft INTEGER NOT NULL, hard INTEGER NOT NULL,
   at INTEGER NOT NULL, PRIMARY KEY (hi, lo)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS fences (hi INTEGER NOT NULL, lo INTEGER NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
   PRIMARY KEY (hi, lo)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS idempotency (actor TEXT NOT NULL, idempotency_key TEXT NOT NULL, digest TEXT NOT NULL, epoch INTEGER NOT NULL,
   seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (actor, idempotency_key)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS bases (name TEXT PRIMARY KEY, seq INTEGER NOT NULL, stock_seq INTEGER NOT NULL, stock_at INTEGER,
   built_at INTEGER NOT NULL) WITHOUT ROWID`,
  "CREATE TABLE IF NOT EXISTS base_parts (name TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (name, part))",
];

export function createTables(sql: Sql): void {
  for (const table of TABLES) sql.exec(table);
}

/** What a new epoch forgets. The audit trail and the idempotency keys stay. */
export function forgetEpoch(sql: Sql): void {
  for (const table of ["purged_keys", "fences", "bases", "base_parts"]) sql.exec(`DELETE FROM ${table}`);
}
