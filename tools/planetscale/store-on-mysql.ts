/** Stores on the local PlanetScale, for tests. */
import { sql } from "drizzle-orm";
import { getTableConfig, MySqlTable } from "drizzle-orm/mysql-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Db } from "../../origin-api/store/db.ts";
import { migrate } from "../../origin-api/store/migrate.io.ts";
import { openPlanetScale } from "../../origin-api/store/open.io.ts";
import * as schema from "../../origin-api/store/schema.ts";
import type { Gateway } from "./gateway.ts";
import { startLocalPlanetScale } from "./local-planet-scale.ts";

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

export interface OnMysql {
  readonly gateway: Gateway;
  readonly db: Db;
}

/** A server for the tests of one file, handed over once it runs, with a store that is empty before each of them. */
export function onMysql(now: number, handOver: (opened: OnMysql) => void): void {
  let opened: OnMysql | undefined;
  beforeAll(async () => {
    const gateway = await startLocalPlanetScale();
    opened = { gateway, db: await openStore(gateway.url("shop"), now) };
    handOver(opened);
  });
  afterAll(() => opened?.gateway.close());
  beforeEach(async () => {
    opened?.gateway.faults.clear();
    if (opened) await emptyStore(opened.db);
  });
}
