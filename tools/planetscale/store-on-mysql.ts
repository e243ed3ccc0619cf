/** A migrated store on the local PlanetScale for tests, emptied as fast as a server can. */
import { sql } from "drizzle-orm";
import { getTableConfig, MySqlTable } from "drizzle-orm/mysql-core";
import type { Db } from "../../origin-api/store/db.ts";
import { migrate } from "../../origin-api/store/migrate.io.ts";
import { openPlanetScale } from "../../origin-api/store/open.io.ts";
import * as schema from "../../origin-api/store/schema.ts";

const TABLES = Object.values(schema)
  .filter((value) => value instanceof MySqlTable)
  .map((table) => getTableConfig(table).name);

export async function openStore(url: string, now: number): Promise<Db> {
  const db = openPlanetScale(url);
  await migrate(db, now);
  return db;
}

export async function emptyStore(db: Db): Promise<void> {
  for (const table of TABLES) await db.execute(sql.raw(`delete from \`${table}\``));
}
