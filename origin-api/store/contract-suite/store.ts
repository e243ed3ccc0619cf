/** Transactions, keys, values and migrations. */
import { desc, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { NOON } from "../../fixtures/small-shop.ts";
import { appendInvalidations } from "../../outbox/append.io.ts";
import { writeStock } from "../../stock/write.io.ts";
import { inChunks } from "../db.ts";
import { isDuplicate } from "../errors.ts";
import { migrate, rollback } from "../migrate.io.ts";
import { MIGRATIONS } from "../migrations/index.ts";
import { raiseRevision, readRevision } from "../revisions.io.ts";
import { collections, customers, handledWrites, outbox, revisions, stock } from "../schema.ts";
import { inTransaction } from "../transaction.ts";
import type { ContractCase } from "./all.ts";

const customer = (id: string, firstName = "Ines") => ({ id, firstName, segment: "member", createdAt: NOON });

export const STORE: readonly ContractCase[] = [
  [
    "goes up, down and up again, and forgets what it held",
    async (db) => {
      await db.insert(customers).values(customer("ines"));
      expect(await rollback(db, 100)).toEqual(MIGRATIONS.map(({ name }) => name).reverse());
      await expect(db.select().from(customers)).rejects.toThrow();
      expect(await migrate(db, NOON)).toEqual(MIGRATIONS.map(({ name }) => name));
      expect(await db.select().from(customers)).toEqual([]);
    },
  ],
  ["applies a migration once", async (db) => expect(await migrate(db, NOON)).toEqual([])],
  [
    "undoes everything a transaction wrote when it throws",
    async (db) => {
      const broken = inTransaction(db, async (tx) => {
        await tx.insert(customers).values(customer("ines"));
        throw new Error("changed its mind");
      });
      await expect(broken).rejects.toThrow("changed its mind");
      expect(await db.select().from(customers)).toEqual([]);
    },
  ],
  [
    "loses none of a hundred concurrent transactions",
    async (db) => {
      const seen = await Promise.all(Array.from({ length: 100 }, () => inTransaction(db, (tx) => raiseRevision(tx, "stock"))));
      expect(await readRevision(db, "stock")).toBe(100);
      expect(new Set(seen).size).toBe(100);
    },
  ],
  [
    "shows nobody half of a transaction",
    async (db) => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const writing = inTransaction(db, async (tx) => {
        await tx.insert(customers).values(customer("ines"));
        await held;
        await tx.insert(customers).values(customer("marek"));
      });
      const asked = db.select().from(customers).execute();
      release();
      expect([0, 2]).toContain((await asked).length);
      await writing;
    },
  ],
  [
    "says that a key is taken, and lets the transaction go on",
    async (db) => {
      await db.insert(customers).values(customer("ines"));
      await inTransaction(db, async (tx) => {
        const second = await tx
          .insert(customers)
          .values(customer("ines"))
          .then(() => "written")
          .catch((error: unknown) => (isDuplicate(error) ? "taken" : "failed"));
        expect(second).toBe("taken");
        await tx.insert(customers).values(customer("marek"));
      });
      expect(await db.select({ id: customers.id }).from(customers).orderBy(customers.id)).toEqual([{ id: "ines" }, { id: "marek" }]);
    },
  ],
  [
    "keeps values that look like SQL as they are",
    async (db) => {
      const nasty = [
        "x for update",
        "values(`id`)",
        "(default, default)",
        "? ?? :a",
        'it\'s \\ "fine"',
        "`; drop table x",
        "色 لون 🫖",
        " on duplicate key update ",
      ];
      for (const [i, text] of nasty.entries()) {
        await db
          .insert(customers)
          .values(customer(`c${i}`, text))
          .onDuplicateKeyUpdate({ set: { firstName: text } });
        const [row] = await db.select().from(customers).where(eq(customers.firstName, text)).for("update");
        expect(row?.id).toBe(`c${i}`);
      }
    },
  ],
  [
    "updates what is there, and inserts what is not, in one statement",
    async (db) => {
      await inTransaction(db, (tx) => writeStock(tx, [{ sku: "a", onHand: 4 }], NOON));
      await inTransaction(db, (tx) =>
        writeStock(
          tx,
          [
            { sku: "a", onHand: 7 },
            { sku: "b", onHand: 1 },
          ],
          NOON + 1,
        ),
      );
      const rows = await db.select({ sku: stock.sku, onHand: stock.onHand, seq: stock.seq }).from(stock).orderBy(stock.sku);
      expect(rows).toEqual([
        { sku: "a", onHand: 7, seq: 2 },
        { sku: "b", onHand: 1, seq: 2 },
      ]);
    },
  ],
  [
    "never counts less on hand than is held, whoever says so",
    async (db) => {
      await inTransaction(db, (tx) => writeStock(tx, [{ sku: "a", onHand: 4 }], NOON));
      await db.update(stock).set({ held: 3, updatedAt: NOON }).where(eq(stock.sku, "a"));
      await inTransaction(db, (tx) => writeStock(tx, [{ sku: "a", onHand: 1 }], NOON));
      expect((await db.select().from(stock))[0]).toMatchObject({ onHand: 3, held: 3 });
      await expect(db.update(stock).set({ held: 9, updatedAt: NOON }).where(eq(stock.sku, "a")).execute()).rejects.toThrow();
    },
  ],
  [
    "counts the rows a conditional update found",
    async (db) => {
      await db.insert(customers).values([customer("a"), customer("b"), customer("c")]);
      const some = await db
        .update(customers)
        .set({ segment: "trade", createdAt: NOON + 1 })
        .where(sql`${customers.id} <> ${"c"}`);
      const none = await db
        .update(customers)
        .set({ segment: "x", createdAt: NOON + 2 })
        .where(eq(customers.id, "nobody"));
      expect([some.rowsAffected, none.rowsAffected]).toEqual([2, 0]);
    },
  ],
  [
    "compares keys byte by byte, and orders them so",
    async (db) => {
      await db.insert(revisions).values([
        { name: "b", value: 1 },
        { name: "B", value: 2 },
        { name: "é", value: 3 },
        { name: "e", value: 4 },
      ]);
      expect((await db.select().from(revisions).orderBy(desc(revisions.name))).map(({ name }) => name)).toEqual(["é", "e", "b", "B"]);
      expect(await db.select().from(revisions).where(eq(revisions.name, "E"))).toEqual([]);
    },
  ],
  [
    "refuses a text that is too long, a number beyond its column, and a word where a number belongs",
    async (db) => {
      await expect(db.execute(sql`insert into ${revisions} values (${"a"}, ${"many"})`)).rejects.toThrow();
      await expect(
        db
          .insert(customers)
          .values(customer("x".repeat(65)))
          .execute(),
      ).rejects.toThrow();
      await expect(
        db
          .insert(collections)
          .values({ ...room, position: 2 ** 40 })
          .execute(),
      ).rejects.toThrow();
      await db.insert(customers).values(customer("x".repeat(64)));
    },
  ],
  [
    "gives JSON, instants and nulls back as they went in",
    async (db) => {
      await db.insert(collections).values(room);
      expect((await db.select().from(collections))[0]).toEqual(room);
      await db.insert(handledWrites).values({ key: "k", digest: "d", answer: { a: [1, "ü", null] }, handledAt: 253_402_300_799_999 });
      expect((await db.select().from(handledWrites))[0]).toMatchObject({ answer: { a: [1, "ü", null] }, handledAt: 253_402_300_799_999 });
    },
  ],
  [
    "takes a hundred parameters, and lists longer than that in chunks",
    async (db) => {
      const rows = Array.from({ length: 120 }, (_, i) => ({ name: `r${i}`, value: i }));
      for (const chunk of inChunks(rows, 2)) await db.insert(revisions).values(chunk);
      expect(await db.select().from(revisions)).toHaveLength(120);
    },
  ],
  [
    "writes invalidations with the change or not at all",
    async (db) => {
      const change = {
        surrogateKeys: Array.from({ length: 401 }, (_, i) => `product:${i}`),
        reason: "price",
        minVersions: { "product:400": 9 },
      };
      await inTransaction(db, async (tx) => {
        await appendInvalidations(tx, change, NOON);
        throw new Error("no");
      }).catch(() => undefined);
      expect(await db.select().from(outbox)).toEqual([]);
      await inTransaction(db, (tx) => appendInvalidations(tx, change, NOON));
      const rows = await db.select().from(outbox);
      expect(rows.map(({ surrogateKeys }) => surrogateKeys.length).sort()).toEqual([1, 400]);
      expect(rows.find(({ surrogateKeys }) => surrogateKeys.length === 1)?.minVersions).toEqual({ "product:400": 9 });
    },
  ],
];

const room = {
  id: "table",
  handle: "table",
  kind: "room" as const,
  parentId: null,
  position: 1,
  titles: { en: "Table", ja: "食卓" },
  intros: {},
  ground: "oat" as const,
  picture: { src: "/static/t.svg", kind: "cutout" as const },
  version: 2 ** 40,
  changedAt: NOON,
};
