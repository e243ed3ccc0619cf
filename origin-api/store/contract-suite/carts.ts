/** Carts by the origin's own routes, written to by many at once. */
import { expect } from "vitest";
import { shopOn } from "../../fixtures/shop-on.ts";
import type { Db } from "../db.ts";
import { cartLines, carts, handledWrites } from "../schema.ts";
import type { ContractCase } from "./all.ts";

const openShop = (db: Db) => shopOn(db, { further: [{ id: "cup", shelf: "mugs-cups", stock: [90, 90, 90, 90] }] });
type Shop = Awaited<ReturnType<typeof openShop>>;

const HUNDRED = Array.from({ length: 100 }, (_, i) => i);

const add = async ({ post }: Shop, variant: string, cartId: string | null, key?: string, quantity = 1) => {
  const line = { market: "en-us", cartId, customer: null, variant, quantity };
  const response = await post("/v1/carts/lines", line, key === undefined ? {} : { "Idempotency-Key": key });
  return { status: response.status, body: (await response.json()) as { cart: { id: string; itemCount: number }; line: string } };
};

export const CARTS: readonly ContractCase[] = [
  [
    "loses none of a hundred additions to one cart at once",
    async (db) => {
      const shop = await openShop(db);
      const { cart } = (await add(shop, "cup-0", null)).body;
      const added = await Promise.all(HUNDRED.map((i) => add(shop, `cup-${i % 4}`, cart.id, `addition-${i}`)));
      expect(added.map(({ status }) => status)).toEqual(HUNDRED.map(() => 200));
      const rows = await db.select({ sku: cartLines.sku, quantity: cartLines.quantity }).from(cartLines).orderBy(cartLines.sku);
      expect(rows).toEqual([
        { sku: "cup-0", quantity: 26 },
        { sku: "cup-1", quantity: 25 },
        { sku: "cup-2", quantity: 25 },
        { sku: "cup-3", quantity: 25 },
      ]);
      expect((await db.select().from(carts))[0]?.version).toBe(101);
    },
  ],
  [
    "does a write once that a hundred ask for under one key, and tells all of them the same",
    async (db) => {
      const shop = await openShop(db);
      const answers = await Promise.all(HUNDRED.map(() => add(shop, "cup-0", null, "one-and-the-same", 2)));
      expect(answers.map(({ status }) => status)).toEqual(HUNDRED.map(() => 200));
      expect(new Set(answers.map(({ body }) => `${body.cart.id} ${body.line} ${body.cart.itemCount}`)).size).toBe(1);
      expect(await db.select({ quantity: cartLines.quantity }).from(cartLines)).toEqual([{ quantity: 2 }]);
      expect([await db.select().from(carts), await db.select().from(handledWrites)].map(({ length }) => length)).toEqual([1, 1]);
    },
  ],
  [
    "refuses another body under a key that was used",
    async (db) => {
      const shop = await openShop(db);
      await add(shop, "cup-0", null, "used-before");
      expect((await add(shop, "cup-1", null, "used-before")).status).toBe(422);
      expect(await db.select({ sku: cartLines.sku }).from(cartLines)).toEqual([{ sku: "cup-0" }]);
    },
  ],
  [
    "answers a hundred readers and writers at once",
    async (db) => {
      const shop = await openShop(db);
      const asks = [
        () => shop.get("/v1/pages/home?market=ja-jp"),
        () => shop.get("/v1/pages/collection/lamps?market=de-de&sort=price-asc"),
        () => shop.get("/v1/pages/product/rim-mug?market=en-gb"),
        () => shop.get("/v1/stock"),
        () => shop.post("/v1/carts/lines", { market: "en-us", cartId: null, customer: null, variant: "cup-3", quantity: 1 }),
      ];
      const answers = await Promise.all(HUNDRED.map((i) => asks[i % asks.length]?.()));
      expect(answers.map((answer) => answer?.status)).toEqual(HUNDRED.map(() => 200));
      expect(shop.reported).toEqual([]);
      expect(await db.select().from(carts)).toHaveLength(20);
    },
  ],
];
