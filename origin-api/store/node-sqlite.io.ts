/// <reference types="node" />
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { SqliteEngine, SqliteResult, SqliteValue } from "./sqlite-engine.ts";

/** SQLite in this process: a file, or `:memory:`. For tests and tools in Node. */
export function nodeSqlite(path = ":memory:"): SqliteEngine {
  const database = new DatabaseSync(path);
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    known.setReturnArrays(true);
    if (prepared.size < 500) prepared.set(sql, known);
    return known;
  };
  const query = (sql: string, parameters: readonly SqliteValue[]): SqliteResult => {
    const ready = statement(sql);
    const columns = ready.columns().map(({ name }) => name);
    if (columns.length === 0) return { columns, rows: [], changes: Number(ready.run(...parameters).changes) };
    return { columns, rows: ready.all(...parameters) as unknown as unknown[][], changes: 0 };
  };
  return { query, transaction: (body) => inBrackets(database, body) };
}

async function inBrackets<T>(database: DatabaseSync, body: () => Promise<T>): Promise<T> {
  database.exec("begin immediate");
  try {
    const result = await body();
    database.exec("commit");
    return result;
  } catch (error) {
    database.exec("rollback");
    throw error;
  }
}
