/** Migrations, transactions, and what is written in them. */
import { expect } from "vitest";
import { NOON } from "../../fixtures/small-shop.ts";
import { appendInvalidations } from "../../outbox/append.io.ts";
import { isDuplicate } from "../errors.ts";
import { migrate, rollback } from "../migrate.io.ts";
import { MIGRATIONS } from "../migrations/index.ts";
import { raiseRevision, readRevision } from "../revisions.io.ts";
import { customers, outbox } from "../schema.ts";
import { inTransaction } from "../transaction.ts";
import type { ContractCase } from "./all.ts";

export const customer = (id: string, firstName = "Ines") => ({ id, firstName, segment: "member", createdAt: NOON });

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
