export type SqlValue = string | number | null | ArrayBuffer;

/** What the ledger wants of a SQLite: synchronous, one statement a call. A Durable Object's `storage.sql` is one. */
export interface Sql {
  exec<Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]): { toArray(): Row[] };
}

/** The only row of a query that has at most one. */
export function oneOf<Row extends Record<string, SqlValue>>(sql: Sql, query: string, ...bindings: SqlValue[]): Row | undefined {
  return sql.exec<Row>(query, ...bindings).toArray()[0];
}
