/** Imports, and what they leave for the edge. */
import { asc, eq, like } from "drizzle-orm";
import { expect } from "vitest";
import type { Invalidation } from "#contract/outbox";
import { shopifyCsv, shopifyMug } from "../../feed/fixtures/feed-tables.ts";
import { feed, item } from "../../feed/fixtures/feed-xml.ts";
import { importText } from "../../feed/fixtures/import-text.ts";
import { NOON } from "../../fixtures/small-shop.ts";
import { deliverOutbox, isOutboxWaiting } from "../../outbox/deliver.io.ts";
import type { Db } from "../db.ts";
import { imports, movedHandles, outbox, prices, products, stagedRows, stock, variants } from "../schema.ts";
import type { ContractCase } from "./all.ts";

type Change = (n: number) => Parameters<typeof item>[0];
const thirty = (change: Change = () => ({}), many = 30): string =>
  feed(
    Array.from({ length: many }, (_, n) =>
      item({ id: `P-${n}`, title: `Thing "${n}" \\ 色`, link: `https://x.example/thing-${n}`, price: "16.00 GBP", ...change(n) }),
    ),
  );

const importAll = (db: Db, file: string, { dryRun = false, now = NOON } = {}) => importText(db, file, now, { dryRun });

/** Every key that waits, sorted; afterwards none does. */
async function delivered(db: Db): Promise<string[]> {
  const sent: Invalidation[] = [];
  await deliverOutbox(db, { send: async (invalidation) => void sent.push(invalidation) });
  expect(await isOutboxWaiting(db)).toBe(false);
  return [...new Set(sent.flatMap(({ surrogateKeys }) => surrogateKeys))].sort();
}

export const FEEDS: readonly ContractCase[] = [
  [
    "imports a feed, and writes and purges nothing for the same one again",
    async (db) => {
      expect(await importAll(db, thirty())).toMatchObject({ outcome: "applied", products: { created: 30 }, problems: [] });
      await delivered(db);
      const before = await db.select().from(products).orderBy(asc(products.id));
      expect(before[3]?.titles).toEqual({ en: `Thing "11" \\ 色` });
      expect(await importAll(db, thirty(), { now: NOON + 1 })).toMatchObject({ outcome: "unchanged", purgedKeys: 0 });
      expect(await db.select().from(products).orderBy(asc(products.id))).toEqual(before);
      expect([await delivered(db), await db.select().from(stagedRows)]).toEqual([[], []]);
    },
  ],
  [
    "writes two prices and purges what shows them, no more",
    async (db) => {
      await importAll(db, thirty());
      await delivered(db);
      const cheaper = thirty((n) => (n === 4 || n === 9 ? { price: "12.00 GBP" } : {}));
      expect(await importAll(db, cheaper, { now: NOON + 1 })).toMatchObject({ products: { updated: 2, unchanged: 28 } });
      expect(await delivered(db)).toEqual(["listing:mugs-cups:price", "listing:table:price", "product:p-4", "product:p-9"]);
      const changed = await db.select({ sku: prices.sku }).from(prices).where(eq(prices.minor, 1200)).orderBy(asc(prices.sku));
      expect(changed).toEqual([{ sku: "P-4" }, { sku: "P-9" }]);
    },
  ],
  [
    "takes out of the shop what a feed lacks",
    async (db) => {
      await importAll(db, thirty());
      await delivered(db);
      expect(await importAll(db, thirty(undefined, 29), { now: NOON + 1 })).toMatchObject({ products: { withdrawn: 1 } });
      expect(await delivered(db)).toEqual(expect.arrayContaining(["listing:mugs-cups", "product:p-29"]));
      expect((await db.select().from(products).where(eq(products.id, "p-29")))[0]?.withdrawnAt).toBe(NOON + 1);
      expect((await db.select().from(stock).where(eq(stock.sku, "P-29")))[0]?.onHand).toBe(0);
    },
  ],
  [
    "knows products whose only name changed by their SKUs, and leads the old address to them",
    async (db) => {
      const named = (name: (n: number) => string): string =>
        shopifyCsv(
          Array.from({ length: 12 }, (_, n) => ({ ...shopifyMug, Handle: name(n), "Option1 Value": "Blue", "Variant SKU": `MUG-${n}` })),
        );
      await importAll(
        db,
        named((n) => `mug-${n}`),
      );
      await delivered(db);
      const renamed = named((n) => (n < 3 ? `cup-${n}` : `mug-${n}`));
      expect(await importAll(db, renamed, { now: NOON + 1 })).toMatchObject({
        products: { created: 0, updated: 3, withdrawn: 0, unchanged: 9 },
      });
      const cups = await db.select().from(products).where(like(products.handle, "cup-%")).orderBy(asc(products.id));
      expect(cups.map(({ id, handle }) => [id, handle])).toEqual([0, 1, 2].map((n) => [`mug-${n}`, `cup-${n}`]));
      const moved = await db.select().from(movedHandles).orderBy(asc(movedHandles.handle));
      expect(moved.map(({ handle, targetId }) => [handle, targetId])).toEqual([0, 1, 2].map((n) => [`mug-${n}`, `mug-${n}`]));
      const sold = await db.select({ sku: variants.sku }).from(variants).where(eq(variants.productId, "mug-0"));
      expect([sold, (await delivered(db)).filter((key) => key.startsWith("product:"))]).toEqual([
        [{ sku: "MUG-0" }],
        ["product:mug-0", "product:mug-1", "product:mug-2"],
      ]);
    },
  ],
  [
    "hands handles and SKUs on between products, far apart and round in circles, by one import",
    async (db) => {
      const own = (n: number) => ({ id: `P-${n}`, item_group_id: `G-${n}`, size: "S", "v:handle": `thing-${n}` });
      const twins = (change: (n: number) => { group: number; handle: number }): string =>
        feed(
          Array.from({ length: 30 }, (_, n) => {
            const { group, handle } = change(n);
            const one = { ...own(n), title: `Thing ${n}`, "v:handle": `thing-${handle}` };
            const other = { ...own(group), id: `Q-${n}`, size: `L${n}`, title: `Thing ${group}`, "v:handle": undefined };
            return item(one) + item(other);
          }),
        );
      await importAll(
        db,
        twins((n) => ({ group: n, handle: n })),
      );
      await delivered(db);
      // Handles go round among all, every third second variant to a product at the other end.
      const file = twins((n) => ({ group: n % 3 === 0 ? 29 - n : n, handle: (n + 7) % 30 }));
      const rehearsed = await importAll(db, file, { dryRun: true, now: NOON + 1 });
      const report = await importAll(db, file, { now: NOON + 1 });
      expect(report).toMatchObject({ products: { updated: 30 }, problems: [] });
      expect(rehearsed).toEqual(report);
      expect(await delivered(db)).toEqual(report.purges);
      for (const { id, handle } of await db.select().from(products)) expect(handle).toBe(`thing-${(Number(id.slice(2)) + 7) % 30}`);
      for (const { sku, productId } of await db.select().from(variants).where(like(variants.sku, "Q-%"))) {
        const n = Number(sku.slice(2));
        expect(productId).toBe(`g-${n % 3 === 0 ? 29 - n : n}`);
      }
      expect(await importAll(db, file, { now: NOON + 2 })).toMatchObject({ outcome: "unchanged", purgedKeys: 0 });
    },
  ],
  [
    "changes nothing by a rehearsal",
    async (db) => {
      expect(await importAll(db, thirty(), { dryRun: true })).toMatchObject({ products: { created: 30 } });
      for (const table of [products, outbox, stagedRows, imports]) expect(await db.select().from(table)).toEqual([]);
    },
  ],
  [
    "lets one of two imports run that begin together",
    async (db) => {
      const reports = await Promise.all([importAll(db, thirty()), importAll(db, thirty())]);
      expect(reports.map(({ outcome }) => outcome).sort()).toEqual(["applied", "refused"]);
      expect(await db.select().from(products)).toHaveLength(30);
    },
  ],
];
