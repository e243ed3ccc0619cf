import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { NOON } from "../fixtures/small-shop.ts";
import { migrate } from "./migrate.io.ts";
import { nodeSqlite } from "./node-sqlite.io.ts";
import { openEmbedded } from "./open.io.ts";
import { raiseRevision, readRevision } from "./revisions.io.ts";
import { customers, revisions } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

async function freshDb() {
  const db = openEmbedded(nodeSqlite());
  await migrate(db, NOON);
  return db;
}

const rejection = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => "nothing",
    (reason: unknown) => reason,
  );
  return error instanceof Error ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ""}` : String(error);
};

describe("the embedded client", () => {
  it("refuses a query of the store inside an open transaction, which would be another connection", async () => {
    const db = await freshDb();
    expect(await rejection(inTransaction(db, () => readRevision(db, "stock")))).toContain("use its `tx`");
  });

  it("refuses a transaction inside a transaction", async () => {
    const db = await freshDb();
    expect(await rejection(inTransaction(db, () => inTransaction(db, async () => 1)))).toContain("inside an open transaction");
  });

  it("lets work that a transaction began, but that outlives it, query the store again", async () => {
    const db = await freshDb();
    let later: Promise<number> | undefined;
    await inTransaction(db, async (tx) => {
      later = new Promise((resolve) => setTimeout(resolve, 5)).then(() => readRevision(db, "stock"));
      await raiseRevision(tx, "stock");
    });
    expect(await later).toBe(1);
  });

  it("lets a question wait for an open transaction, and not see half of it", async () => {
    const db = await freshDb();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const writing = inTransaction(db, async (tx) => {
      await tx.insert(revisions).values({ name: "a", value: 1 });
      await held;
      await tx.insert(revisions).values({ name: "b", value: 1 });
    });
    await Promise.resolve();
    const asked = db.select().from(revisions).execute();
    setTimeout(release, 5);
    expect(await asked).toHaveLength(2);
    await writing;
  });

  it("answers a question before the transactions that came after it", async () => {
    const db = await freshDb();
    const raise = () => inTransaction(db, (tx) => raiseRevision(tx, "stock"));
    const aMoment = () => new Promise((resolve) => setTimeout(resolve, 0));
    const first = inTransaction(db, async (tx) => {
      await raiseRevision(tx, "stock");
      await aMoment();
      await aMoment();
    });
    const asked = readRevision(db, "stock");
    await aMoment();
    const later = Array.from({ length: 50 }, raise);
    expect(await asked).toBe(1);
    await Promise.all([first, ...later]);
    expect(await readRevision(db, "stock")).toBe(51);
  });

  it("goes on after a transaction that failed", async () => {
    const db = await freshDb();
    await inTransaction(db, () => Promise.reject(new Error("no"))).catch(() => undefined);
    expect(await inTransaction(db, (tx) => raiseRevision(tx, "stock"))).toBe(1);
  });

  it("refuses more than a hundred parameters, as a Durable Object would", async () => {
    const db = await freshDb();
    const many = Array.from({ length: 101 }, (_, i) => `${i}`);
    expect(await rejection(db.select().from(customers).where(sql`${customers.id} in ${many}`).execute())).toContain("100 at most");
  });
});
