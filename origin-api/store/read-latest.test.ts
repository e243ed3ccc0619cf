import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { shopOn } from "../fixtures/shop-on.ts";
import { fillShop, NOON } from "../fixtures/small-shop.ts";
import type { Db } from "./db.ts";
import { migrate, rollback } from "./migrate.io.ts";
import { nodeSqlite } from "./node-sqlite.io.ts";
import { openEmbedded } from "./open.io.ts";
import { raiseRevision } from "./revisions.io.ts";
import { products } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

async function store(): Promise<Db> {
  const db = openEmbedded(nodeSqlite());
  await migrate(db, NOON);
  return db;
}

/** A shop whose replica can be told from its primary by what it calls the mug. */
async function openShop() {
  const [db, replica] = [await store(), await store()];
  await fillShop(replica);
  await replica
    .update(products)
    .set({ titles: { en: "The mug of the replica" } })
    .where(eq(products.id, "rim-mug"));
  const shop = await shopOn(db, { replica });
  const title = async () => {
    const { page } = (await (await shop.get("/v1/pages/product/rim-mug?market=en-gb")).json()) as { page: { title: string } };
    return page.title;
  };
  return { ...shop, replica, title };
}

describe("a shop with a read replica", () => {
  it("reads pages from it while it knows every change", async () => {
    expect(await (await openShop()).title()).toBe("The mug of the replica");
  });

  it("reads none from one that lags: a fill after a purge never shows what was before", async () => {
    const { db, replica, title } = await openShop();
    await inTransaction(db, (tx) => raiseRevision(tx, "catalogue"));
    expect(await title()).toBe("The rim-mug");
    await inTransaction(replica, (tx) => raiseRevision(tx, "catalogue"));
    expect(await title()).toBe("The mug of the replica");
  });

  it("answers from the primary when the replica fails", async () => {
    const { replica, title } = await openShop();
    await rollback(replica, 100);
    expect(await title()).toBe("The rim-mug");
  });

  it("never asks it about what a visitor has just written", async () => {
    const shop = await openShop();
    const line = { market: "en-gb", cartId: null, customer: null, variant: "rim-mug-0", quantity: 2 };
    const { cart } = (await (await shop.post("/v1/carts/lines", line)).json()) as { cart: { id: string } };
    const seen = (await (await shop.get(`/v1/carts/${cart.id}?market=en-gb`)).json()) as { itemCount: number };
    expect(seen.itemCount).toBe(2);
    const asks = [{ id: "0", question: "cart-summary", cart: cart.id }];
    const visitor = { sub: `guest:${cart.id}`, cartId: cart.id, refresh: false };
    expect(await (await shop.post("/v1/fragments", { market: "en-gb", visitor, asks })).text()).toContain('"itemCount":2');
  });
});
