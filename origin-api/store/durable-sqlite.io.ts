import type { SqliteEngine, SqliteResult, SqliteValue } from "./sqlite-engine.ts";

/** The SQLite of a Durable Object. */
export function durableSqlite(storage: DurableObjectStorage): SqliteEngine {
  const query = (sql: string, parameters: readonly SqliteValue[]): SqliteResult => {
    const cursor = storage.sql.exec(sql, ...parameters);
    const rows = [...cursor.raw()];
    if (cursor.columnNames.length > 0) return { columns: cursor.columnNames, rows, changes: 0 };
    // `rowsWritten` counts index entries too.
    return { columns: [], rows, changes: Number(storage.sql.exec("select changes()").raw().next().value?.[0] ?? 0) };
  };
  return { query, transaction: (body) => storage.transaction(body) };
}
