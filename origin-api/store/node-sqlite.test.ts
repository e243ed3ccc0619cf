import { getTableConfig, MySqlTable } from "drizzle-orm/mysql-core";
import { describe, expect, it } from "vitest";
import { NOON } from "../fixtures/small-shop.ts";
import { CONTRACT } from "./contract-suite/all.ts";
import { migrate } from "./migrate.io.ts";
import { nodeSqlite } from "./node-sqlite.io.ts";
import { openEmbedded } from "./open.io.ts";
import * as schema from "./schema.ts";

async function freshStore() {
  const engine = nodeSqlite();
  const db = openEmbedded(engine);
  await migrate(db, NOON);
  return { engine, db };
}

describe("the store on node:sqlite", () => {
  it.each(CONTRACT)("%s", async (_, run) => run((await freshStore()).db));

  it("refuses a fraction where a whole number belongs", async () => {
    const { db } = await freshStore();
    await expect(db.insert(schema.revisions).values({ name: "a", value: 1.5 }).execute()).rejects.toThrow();
  });

  it("has exactly the tables, columns and keys that the schema says", async () => {
    const { engine } = await freshStore();
    for (const table of Object.values(schema).filter((value) => value instanceof MySqlTable)) {
      const { name, columns, primaryKeys, indexes } = getTableConfig(table);
      const { rows } = engine.query(`select name, "notnull", pk from pragma_table_info('${name}') order by pk`, []);
      const expected = columns.map((column) => [column.name, column.notNull ? 1 : 0]).sort();
      expect(rows.map(([column, notNull]) => [column, notNull]).sort(), name).toEqual(expected);
      const key =
        primaryKeys[0]?.columns.map((column) => column.name) ?? columns.filter(({ primary }) => primary).map((column) => column.name);
      expect(
        rows.filter((row) => row[2] !== 0).map(([column]) => column),
        name,
      ).toEqual(key);
      const kept = engine.query(`select name from pragma_index_list('${name}') where origin = 'c' order by name`, []).rows.flat();
      expect(kept, name).toEqual(indexes.map(({ config }) => config.name).sort());
    }
  });
});
