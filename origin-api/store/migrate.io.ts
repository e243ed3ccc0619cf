import { asc, desc, sql } from "drizzle-orm";
import { mysqlTable } from "drizzle-orm/mysql-core";
import { key, whole } from "./columns.ts";
import type { Db } from "./db.ts";
import { MIGRATIONS, type Migration } from "./migrations/index.ts";
import { inTransaction } from "./transaction.ts";

/** PlanetScale knows this table by its name ("automatically copy migration data"). */
const migrations = mysqlTable("migrations", { name: key("name", 100).primaryKey(), appliedAt: whole("applied_at").notNull() });

const CREATE_TABLE =
  "create table if not exists `migrations` (`name` varchar(100) not null, `applied_at` bigint not null, primary key (`name`)) default charset=utf8mb4 collate=utf8mb4_bin";

/**
 * Applies what is missing, oldest first, and returns the names. On the embedded engine a migration happens whole or not at
 * all; MySQL commits each definition by itself, so there a migration that failed half-way needs a person.
 */
export async function migrate(db: Db, now: number, all: readonly Migration[] = MIGRATIONS): Promise<string[]> {
  const applied = new Set((await appliedMigrations(db)).map(({ name }) => name));
  const missing = all.filter(({ name }) => !applied.has(name));
  for (const { name, up } of missing) {
    await inTransaction(db, async (tx) => {
      for (const statement of up) await tx.execute(sql.raw(statement));
      await tx.insert(migrations).values({ name, appliedAt: now });
    });
  }
  return missing.map(({ name }) => name);
}

/** Undoes the latest migrations, newest first, `steps` of them, and returns the names. What they held is lost. */
export async function rollback(db: Db, steps: number, all: readonly Migration[] = MIGRATIONS): Promise<string[]> {
  const latest = (await appliedMigrations(db)).slice(0, steps);
  for (const { name } of latest) {
    const migration = all.find((known) => known.name === name);
    if (!migration) throw new Error(`Migration ${name} is applied but unknown to this build: roll back with the build that made it.`);
    await inTransaction(db, async (tx) => {
      for (const statement of migration.down) await tx.execute(sql.raw(statement));
      await tx.delete(migrations).where(sql`${migrations.name} = ${name}`);
    });
  }
  return latest.map(({ name }) => name);
}

/** When this store came to be, epoch milliseconds: another store that takes its place has another. 0 before any migration. */
export async function firstMigratedAt(db: Db): Promise<number> {
  const [first] = await db.select({ at: migrations.appliedAt }).from(migrations).orderBy(asc(migrations.name)).limit(1);
  return first?.at ?? 0;
}

/** Newest first. */
async function appliedMigrations(db: Db): Promise<{ name: string; appliedAt: number }[]> {
  await db.execute(sql.raw(CREATE_TABLE));
  return db.select().from(migrations).orderBy(desc(migrations.name)).limit(1000);
}
