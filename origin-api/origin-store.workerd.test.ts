import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { OriginEnv } from "./config.ts";
import { fillShop, NOON } from "./fixtures/small-shop.ts";
import { appendInvalidations } from "./outbox/append.io.ts";
import type { Db } from "./store/db.ts";
import { durableSqlite } from "./store/durable-sqlite.io.ts";
import { openEmbedded } from "./store/open.io.ts";
import { outbox } from "./store/schema.ts";
import { inTransaction } from "./store/transaction.ts";

const { ORIGIN_STORE } = env as unknown as OriginEnv;
const worker = (exports as unknown as { default: Fetcher }).default;
const ask = (path: string, init?: RequestInit) => worker.fetch(`http://origin${path}`, init);
const inShop = <T>(work: (db: Db, storage: DurableObjectStorage) => Promise<T>): Promise<T> =>
  runInDurableObject(ORIGIN_STORE.getByName("shop"), (_, { storage }) => work(openEmbedded(durableSqlite(storage)), storage));
const post = (path: string, body: object) => ask(path, { method: "POST", body: JSON.stringify(body) });

describe("the shop in a Durable Object", () => {
  it("answers pages, stock and carts from its own storage", async () => {
    await ask("/healthz");
    await inShop((db) => fillShop(db));
    const page = (await (await ask("/v1/pages/product/rim-mug?market=en-gb")).json()) as { page: { title: string } };
    expect(page.page.title).toBe("The rim-mug");
    expect((await (await ask("/v1/stock")).json()) as object).toMatchObject({ whole: true });
    const line = { market: "en-gb", cartId: null, customer: null, variant: "rim-mug-0", quantity: 1 };
    const { cart } = (await (await post("/v1/carts/lines", line)).json()) as { cart: { id: string } };
    await Promise.all(Array.from({ length: 10 }, async () => (await post("/v1/carts/lines", { ...line, cartId: cart.id })).text()));
    expect(await (await ask(`/v1/carts/${cart.id}?market=en-gb`)).json()).toMatchObject({ itemCount: 11, version: 11 });
  });

  it("streams the batch", async () => {
    const response = await post("/v1/fragments", {
      market: "en-us",
      visitor: null,
      asks: [{ id: "1", question: "delivery-note", segment: "member" }],
    });
    const frames = (await response.text())
      .split("\u001e")
      .slice(1)
      .map((frame) => JSON.parse(frame));
    expect(frames.map((frame) => Object.keys(frame)[0])).toEqual(["token", "id", "end"]);
  });

  it("delivers what a dead process left in the outbox when its alarm rings", async () => {
    const stub = ORIGIN_STORE.getByName("shop");
    await inShop(async (db, storage) => {
      await inTransaction(db, (tx) => appendInvalidations(tx, { surrogateKeys: ["product:1"], reason: "price" }, NOON));
      await storage.setAlarm(Date.now() + 60_000);
    });
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    // The queue has it; it stays for the case that the queue dies, and the alarm comes back for it.
    expect(await inShop((db) => db.select().from(outbox))).toHaveLength(1);
    expect(await inShop((_, storage) => storage.getAlarm())).not.toBeNull();
  });

  it("sets the alarm before an import may change anything", async () => {
    await (await ask("/v1/feeds?mode=dry-run", { method: "POST", body: "no feed" })).text();
    expect(await inShop((_, storage) => storage.getAlarm())).not.toBeNull();
  });

  it("counts the calls of its whole life, not of one process", async () => {
    const { page } = (await (await ask("/v1/counters")).json()) as { page: number };
    expect(page).toBe(1);
  });

  it("has no demo sign-in in a production build", async () => {
    expect((await post("/v1/demo/sign-in", { market: "en-us", customer: "ines", cartId: null })).status).toBe(404);
  });
});
