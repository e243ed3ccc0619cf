import type { DatabaseSync } from "node:sqlite";
import type { Surface } from "./audit.ts";

/** Every row of every table as text. */
export function rowsOf(name: string, database: DatabaseSync): Surface[] {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[];
  return tables.flatMap(({ name: table }) => {
    const rows = database.prepare(`SELECT * FROM "${table}"`);
    // The runtime keeps alarms in nanoseconds, more than a JavaScript number holds.
    rows.setReadBigInts(true);
    return rows.all().map((row) => ({ where: `${name}, table ${table}`, bytes: Object.values(row).map(toText).join("\n") }));
  });
}

/** A value of a row, a blob's bytes as characters of the same numbers. */
export function toText(value: unknown): string {
  if (value instanceof ArrayBuffer) return toText(new Uint8Array(value));
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);
}
