/** Keys and values: what comes back, and what is refused. */
import { desc, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { NOON } from "../../fixtures/small-shop.ts";
import { writeStock } from "../../stock/write.io.ts";
import { inChunks } from "../db.ts";
import { collections, customers, handledWrites, revisions, stock } from "../schema.ts";
import { inTransaction } from "../transaction.ts";
import type { ContractCase } from "./all.ts";
import { customer } from "./store.ts";

export const VALUES: readonly ContractCase[] = [
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
