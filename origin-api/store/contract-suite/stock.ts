/** Units, of which nobody may get more than there are. */
import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { NOON } from "../../fixtures/small-shop.ts";
import { readStock } from "../../stock/read.io.ts";
import { writeStock } from "../../stock/write.io.ts";
import type { Db } from "../db.ts";
import { stock } from "../schema.ts";
import { inTransaction } from "../transaction.ts";
import type { ContractCase } from "./all.ts";

const HUNDRED = Array.from({ length: 100 }, (_, i) => i);
const count = (db: Db, sku: string, onHand: number) => inTransaction(db, (tx) => writeStock(tx, [{ sku, onHand }], NOON));

/** Holds units if there are as many. */
const hold = (db: Db, sku: string, units: number) =>
  inTransaction(db, async (tx) => {
    const { rowsAffected } = await tx
      .update(stock)
      .set({ held: sql`${stock.held} + ${units}`, updatedAt: sql`${stock.updatedAt} + 1` })
      .where(and(eq(stock.sku, sku), sql`${stock.onHand} - ${stock.held} >= ${units}`));
    return rowsAffected === 1;
  });

export const STOCK: readonly ContractCase[] = [
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
    "lets exactly twenty of a hundred have the last twenty units",
    async (db) => {
      await count(db, "hot", 20);
      const won = await Promise.all(HUNDRED.map(() => hold(db, "hot", 1)));
      expect(won.filter(Boolean)).toHaveLength(20);
      expect((await db.select().from(stock))[0]).toMatchObject({ onHand: 20, held: 20 });
    },
  ],
  [
    "tells every move of a hundred that happen at once, to whoever asks in between and after",
    async (db) => {
      const told = new Set<string>();
      let cursor: string | undefined;
      const ask = async () => {
        const answer = await readStock(db, cursor);
        cursor = answer.cursor;
        for (const { sku } of answer.levels) told.add(sku);
      };
      await ask();
      const moving = Promise.all(HUNDRED.map((i) => count(db, `sku-${i}`, i + 1)));
      for (let asked = 0; asked < 10; asked++) await ask();
      await moving;
      await ask();
      expect(told.size).toBe(100);
    },
  ],
];
