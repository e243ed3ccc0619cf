import { describe, expect, it } from "vitest";
import { openShop } from "./fixtures/shop-in-memory.ts";
import { RESOURCES } from "./openapi/resources.ts";
import { rollback } from "./store/migrate.io.ts";

describe("the origin", () => {
  it("counts every call that enters, by kind, also those that fail", async () => {
    const shop = await openShop();
    await shop.get("/v1/pages/home?market=en-us");
    await shop.get("/v1/pages/home?market=nowhere");
    await shop.get("/v1/stock");
    await shop.post("/v1/fragments", "{");
    await shop.post("/v1/carts/lines", "{}");
    await shop.get("/nothing");
    const calls = async () => (await shop.get("/v1/counters")).json();
    expect(await calls()).toEqual({ page: 2, fragments: 1, stock: 1, mutation: 1, other: 2 });
    expect(await calls()).toEqual({ page: 2, fragments: 1, stock: 1, mutation: 1, other: 3 });
  });

  it("lets nobody keep an answer about one visitor", async () => {
    const shop = await openShop();
    const line = { market: "en-us", cartId: null, customer: null, variant: "rim-mug-0", quantity: 1 };
    const added = await shop.post("/v1/carts/lines", line);
    const { cart } = (await added.clone().json()) as { cart: { id: string } };
    const others = [
      await shop.get(`/v1/carts/${cart.id}?market=en-us`),
      await shop.get("/v1/carts/x?market=en-us"),
      await shop.post("/v1/fragments", {}),
    ];
    expect([added, ...others].map(({ headers }) => headers.get("Cache-Control"))).toEqual(Array(4).fill("no-store"));
  });

  it("says in each answer which call it is of, also when it refuses", async () => {
    const { app } = await openShop();
    const ask = async (path: string) =>
      (await app.fetch(new Request(`http://origin${path}`, { headers: { "Vitrine-Call": "c1" } }))).headers.get("Vitrine-Call");
    expect(await ask("/v1/pages/home/shop?market=en-us&at=5")).toBe("c1 GET /v1/pages/home/shop?market=en-us");
    expect(await ask("/v1/pages/product/none?market=en-us")).toBe("c1 GET /v1/pages/product/none?market=en-us");
    expect((await app.fetch(new Request("http://origin/v1/stock"))).headers.has("Vitrine-Call")).toBe(false);
  });

  it("says which methods a path takes", async () => {
    const shop = await openShop();
    const response = await shop.post("/v1/stock", {});
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET"]);
    expect((await shop.get("/v1/carts/x/lines/y")).headers.get("Allow")).toBe("POST");
  });

  it("tells nothing of what went wrong inside, and reports it", async () => {
    const shop = await openShop();
    await rollback(shop.db, 100);
    const response = await shop.get("/v1/pages/home?market=en-us");
    expect([response.status, await response.json()]).toEqual([
      500,
      { type: "urn:vitrine:problem:broken", title: "The origin failed", status: 500 },
    ]);
    expect(shop.reported).toHaveLength(1);
  });

  it("describes every resource it has, and has every resource it describes", async () => {
    const shop = await openShop();
    const description = (await (await shop.get("/v1/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, Record<string, object>>;
    };
    expect(description.openapi).toBe("3.1.0");
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const served = shop.app.routes
      .filter(({ method, path }) => method !== "ALL" && path !== "/healthz" && !path.startsWith("/v1/demo"))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)\??/g, "{$1}")}`);
    expect(described.sort()).toEqual([...new Set(served)].sort());
    expect(RESOURCES).toHaveLength(described.length);
    expect(description.paths["/v1/carts/lines"]?.post).toMatchObject({
      requestBody: { content: { "application/json": { schema: { required: ["market", "cartId", "customer", "variant", "quantity"] } } } },
      responses: { 200: {}, 422: { content: { "application/problem+json": {} } } },
    });
  });

  it("is well", async () => {
    expect((await (await openShop()).get("/healthz")).status).toBe(200);
  });
});
