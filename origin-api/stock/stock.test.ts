import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { StockAnswer, stockLevel } from "#contract/stock";
import { openShop, type ShopInMemory } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { migrate, rollback } from "../store/migrate.io.ts";
import { inTransaction } from "../store/transaction.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { type StockCount, writeStock } from "./write.io.ts";

const ask = async (shop: ShopInMemory, since?: string) =>
  v.parse(StockAnswer, await (await shop.get(`/v1/stock${since === undefined ? "" : `?since=${encodeURIComponent(since)}`}`)).json());
const move = (shop: ShopInMemory, ...counts: StockCount[]) => inTransaction(shop.db, (tx) => writeStock(tx, counts, NOON));

describe("the stock", () => {
  it("is told whole at first, in bands, with a count only where little is left", async () => {
    const { whole, levels } = await ask(await openShop());
    expect(whole).toBe(true);
    expect(levels).toHaveLength(38);
    expect(levels).toEqual(
      expect.arrayContaining([
        { sku: "rim-mug-0", band: "in" },
        { sku: "rim-mug-1", band: "low", count: 3 },
        { sku: "empty-mug-0", band: "out" },
      ]),
    );
  });

  it("tells only what moved since, as it is, and nothing when nothing moved", async () => {
    const shop = await openShop();
    const { cursor } = await ask(shop);
    await move(shop, { sku: "rim-mug-0", onHand: 9 });
    await move(shop, { sku: "rim-mug-0", onHand: 4 }, { sku: "brand-new", onHand: 60 });
    const then = await ask(shop, cursor);
    expect([then.whole, then.levels]).toEqual([false, [stockLevel("brand-new", 60), stockLevel("rim-mug-0", 4)]]);
    expect(await ask(shop, then.cursor)).toEqual({ cursor: then.cursor, whole: false, levels: [] });
  });

  it("comes in stretches when it is large, and misses nothing between them", async () => {
    const shop = await openShop({ filled: false });
    const counts = Array.from({ length: 6_000 }, (_, i) => ({ sku: `s${i}`, onHand: 50 }));
    await move(shop, ...counts);
    const first = await ask(shop);
    await move(shop, { sku: "s5999", onHand: 1 });
    const second = await ask(shop, first.cursor);
    expect([first.whole, first.levels.length, second.whole]).toEqual([true, 5_000, false]);
    const known = new Map([...first.levels, ...second.levels].map((level) => [level.sku, level]));
    expect([known.size, known.get("s5999")]).toEqual([6_000, stockLevel("s5999", 1)]);
  });

  it.each(["", "nonsense", "1.2", "-1.0.", "99999999999999999999.1.a"])("is told whole to a cursor that is none: %j", async (since) => {
    expect((await ask(await openShop(), since)).whole).toBe(true);
  });

  it("is told whole to a reader of a store that was emptied and filled again", async () => {
    const shop = await openShop();
    const { cursor } = await ask(shop);
    await rollback(shop.db, 100);
    await migrate(shop.db, NOON + 1);
    await move(shop, { sku: "a", onHand: 1 });
    expect(await ask(shop, cursor)).toMatchObject({ whole: true, levels: [stockLevel("a", 1)] });
  });

  it("refuses a cursor that is too long", async () => {
    const response = await (await openShop()).get(`/v1/stock?since=${"1".repeat(200)}`);
    expect([response.status, await response.json()]).toMatchObject([422, { errors: [{ field: "since" }] }]);
  });
});

it("a cursor survives any SKU", () => {
  for (const sku of ["", "a.b.c", "ä/ö é", "%2e", "\n"])
    expect(readCursor(writeCursor({ life: 1, seq: 2, last: sku }))).toEqual({ life: 1, seq: 2, last: sku });
});
