import { asc, desc, sql } from "drizzle-orm";
import { mysqlTable } from "drizzle-orm/mysql-core";
import { key, whole } from "./columns.ts";
import type { Db, Tx } from "./db.ts";
import { isDefined, isUnknownTable } from "./errors.ts";
import { MIGRATIONS, type Migration } from "./migrations/index.ts";
import { keepsDefinitionsInTransactions } from "./open.io.ts";
import { inTransaction } from "./transaction.ts";

/** PlanetScale knows this table by its name ("automatically copy migration data"). */
const migrations = mysqlTable("migrations", { name: key("name", 100).primaryKey(), appliedAt: whole("applied_at").notNull() });

const CREATE_TABLE =
  "create table if not exists `migrations` (`name` varchar(100) not null, `applied_at` bigint not null, primary key (`name`)) default charset=utf8mb4 collate=utf8mb4_bin";

/**
 * Applies what is missing, oldest first, and returns the names. On the embedded engine a migration happens whole or not at
 * all. MySQL commits each definition by itself: there one that broke off half-way is finished by the next call, which passes
 * over what is so already.
 */
export async function migrate(db: Db, now: number, all: readonly Migration[] = MIGRATIONS): Promise<string[]> {
  const applied = new Set((await appliedMigrations(db)).map(({ name }) => name));
  const missing = all.filter(({ name }) => !applied.has(name));
  if (missing.length > 0) await db.execute(sql.raw(CREATE_TABLE));
  for (const { name, up } of missing) {
    await inStep(db, async (tx) => {
      for (const statement of up) await define(tx, statement);
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
    await inStep(db, async (tx) => {
      for (const statement of migration.down) await define(tx, statement);
      await tx.delete(migrations).where(sql`${migrations.name} = ${name}`);
    });
  }
  return latest.map(({ name }) => name);
}

const inStep = <T>(db: Db, body: (tx: Db | Tx) => Promise<T>): Promise<T> =>
  keepsDefinitionsInTransactions(db) ? inTransaction(db, body) : body(db);

async function define(tx: Db | Tx, statement: string): Promise<void> {
  try {
    await tx.execute(sql.raw(statement));
  } catch (error) {
    if (!isDefined(error)) throw error;
  }
}

/** What this build knows and what is applied, oldest first; null: not yet. */
export async function migrationStatus(
  db: Db,
  all: readonly Migration[] = MIGRATIONS,
): Promise<{ name: string; appliedAt: number | null }[]> {
  const applied = new Map((await appliedMigrations(db)).map(({ name, appliedAt }) => [name, appliedAt]));
  const known = all.map(({ name }) => name);
  const names = [...known, ...[...applied.keys()].filter((name) => !known.includes(name))].sort();
  return names.map((name) => ({ name, appliedAt: applied.get(name) ?? null }));
}

/** When this store came to be, epoch milliseconds: another store that takes its place has another. 0 before any migration. */
export async function firstMigratedAt(db: Db): Promise<number> {
  const [first] = await db.select({ at: migrations.appliedAt }).from(migrations).orderBy(asc(migrations.name)).limit(1);
  return first?.at ?? 0;
}

/** Newest first; none in a database that was never migrated. */
async function appliedMigrations(db: Db): Promise<{ name: string; appliedAt: number }[]> {
  try {
    return await db.select().from(migrations).orderBy(desc(migrations.name)).limit(1000);
  } catch (error) {
    if (isUnknownTable(error)) return [];
    throw error;
  }
}
