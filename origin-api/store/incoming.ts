import { type SQL, sql } from "drizzle-orm";
import type { MySqlColumn } from "drizzle-orm/mysql-core";

/** In `onDuplicateKeyUpdate`: the value that the statement brought for this column. */
export const incoming = (column: MySqlColumn): SQL => sql.raw(`values(\`${column.name}\`)`);
