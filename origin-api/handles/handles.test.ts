import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { handleName } from "#contract/handles";
import type { PageAnswer, SitemapPage } from "#contract/pages";
import { StockAnswer } from "#contract/stock";
import { feed, item } from "../feed/fixtures/feed-xml.ts";
import { openTestShop } from "../feed/fixtures/test-shop.ts";
import { openShop, type ShopInMemory } from "../fixtures/shop-in-memory.ts";
import { NOON, publish } from "../fixtures/small-shop.ts";
import { migrate, rollback } from "../store/migrate.io.ts";
import { inTransaction } from "../store/transaction.ts";
import { readHandles } from "./read.io.ts";
import { registerHandles } from "./write.io.ts";

async function ask(shop: ShopInMemory, handles: string) {
  const answer = v.parse(StockAnswer, await (await shop.get(`/v1/stock?handles=${encodeURIComponent(handles)}`)).json());
  if (answer.handles === undefined) throw new Error("no handles");
  return answer.handles;
}

describe("the names in use", () => {
  it("are every page of the sitemap, what has moved, what is gone, what comes later, and every variant", async () => {
    const shop = await openShop();
    const { names, complete } = await ask(shop, "");
    expect(complete).toBe(true);
    const { page } = (await (await shop.get("/v1/pages/sitemap/-?market=en-us")).json()) as PageAnswer;
    for (const { kind, handle } of (page as SitemapPage).entries) expect(names).toContain(handleName(kind, handle));
    const others = ["product/old-mug", "product/gone-mug", "product/late-lamp", "collection/cups", "variant/rim-mug-1"];
    expect(names).toEqual(expect.arrayContaining(others));
    expect(names).not.toContain("product/made-up");
  });

  it("are told once, then only what came since", async () => {
    const shop = await openShop();
    const { cursor } = await ask(shop, "");
    expect((await ask(shop, cursor)).names).toEqual([]);
    await publish(shop.db, { id: "brand-new", shelf: "lamps" });
    const since = await ask(shop, cursor);
    expect([...since.names].sort()).toEqual(["product/brand-new", "variant/brand-new-0"]);
    expect((await ask(shop, since.cursor)).names).toEqual([]);
  });

  it("come in stretches when they are many, and the last says that it is", async () => {
    const shop = await openShop({ filled: false });
    const many = Array.from({ length: 10_500 }, (_, i) => `made/${i}`);
    await inTransaction(shop.db, (tx) => registerHandles(tx, "variant", many));
    const first = await readHandles(shop.db, "");
    const second = await readHandles(shop.db, first.cursor);
    expect([first.complete, second.complete]).toEqual([false, true]);
    expect(new Set([...first.names, ...second.names]).size).toBe(10_500);
  });

  it("are asked for beside the stock or not at all", async () => {
    const shop = await openShop();
    expect(await (await shop.get("/v1/stock")).json()).not.toHaveProperty("handles");
    expect((await shop.get(`/v1/stock?handles=${"x".repeat(181)}`)).status).toBe(422);
  });

  it("are found in a store that is older than they are", async () => {
    const shop = await openShop();
    const before = [...(await ask(shop, "")).names].sort();
    await rollback(shop.db, 1);
    await migrate(shop.db, NOON);
    const { names, cursor } = await ask(shop, "");
    expect([...names].sort()).toEqual(before);
    await publish(shop.db, { id: "brand-new", shelf: "lamps" });
    expect((await ask(shop, cursor)).names).toContain("product/brand-new");
  });

  it("grow with every import, and what a product was called stays one", async () => {
    const shop = await openTestShop();
    await shop.import(feed([item(), item({ id: "JUG-1", link: "https://nearhand.example/products/jug" })]));
    const first = (await readHandles(shop.db, "")).names;
    const products = (await shop.rows("products")).map(({ handle }) => handleName("product", String(handle)));
    const collections = (await shop.rows("collections")).map(({ handle }) => handleName("collection", String(handle)));
    expect(products).toHaveLength(2);
    expect([...first].sort()).toEqual([...products, ...collections, "variant/JUG-1", "variant/MUG-1"].sort());
    await shop.import(feed([item({ "v:handle": "tall-mug" }), item({ id: "JUG-1" })]));
    expect((await readHandles(shop.db, "")).names).toEqual(expect.arrayContaining([...first, "product/tall-mug"]));
  });
});
