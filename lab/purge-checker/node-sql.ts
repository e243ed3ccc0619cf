import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { Sql } from "../../worker/bulletin/sql.ts";

/** The ledger's SQLite in plain Node. */
export function nodeSql(): Sql {
  const database = new DatabaseSync(":memory:");
  const statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  return {
    exec<Row>(query: string, ...bindings: (string | number | null | ArrayBuffer)[]) {
      const statement = statements.get(query) ?? database.prepare(query);
      if (!query.startsWith("CREATE")) statements.set(query, statement);
      const values = bindings.map((value): SQLInputValue => (value instanceof ArrayBuffer ? new Uint8Array(value) : value));
      const rows = statement.all(...values);
      return { toArray: () => rows as Row[] };
    },
  };
}
