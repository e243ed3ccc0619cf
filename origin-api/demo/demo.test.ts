import { describe, expect, it } from "vitest";
import { verifyToken } from "#contract/token";
import { createApp } from "../app.ts";
import { openShop, type ShopInMemory } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";

async function signIn(shop: ShopInMemory, customer: string | null, cartId: string | null = null) {
  const { token } = (await (await shop.post("/v1/demo/sign-in", { market: "en-us", customer, cartId })).json()) as { token: string | null };
  const verified = token === null ? undefined : await verifyToken(token, shop.tokenKeys, NOON);
  return verified?.ok ? verified.claims : undefined;
}

async function add(shop: ShopInMemory, variant: string, quantity: number, cartId: string | null = null, customer: string | null = null) {
  const response = await shop.post("/v1/carts/lines", { market: "en-us", cartId, customer, variant, quantity });
  shop.time.now += 1;
  return ((await response.json()) as { cart: { id: string } }).cart.id;
}

const linesIn = async (shop: ShopInMemory, id: string) =>
  ((await (await shop.get(`/v1/carts/${id}?market=en-us`)).json()) as { lines: { id: string; sku: string; quantity: number }[] }).lines;

const linesOf = async (shop: ShopInMemory, id: string) => (await linesIn(shop, id)).map(({ sku, quantity }) => `${sku} ${quantity}`);

describe("the demo's sign-in", () => {
  it("knows three customers, each of another segment", async () => {
    const shop = await openShop();
    const all = await Promise.all(["ines", "marek", "yuki"].map((id) => signIn(shop, id)));
    expect(all.map((claims) => [claims?.sub, claims?.segment])).toEqual([
      ["customer:ines", "member"],
      ["customer:marek", "trade"],
      ["customer:yuki", "everyone"],
    ]);
  });

  it("makes what the guest had the customer's", async () => {
    const shop = await openShop();
    const guest = await add(shop, "rim-mug-0", 2);
    const hers = (await signIn(shop, "ines", guest))?.cart;
    expect(hers).toMatchObject({ itemCount: 2 });
    expect((await signIn(shop, "ines"))?.cart).toEqual(hers);
  });

  it("never lets whoever knew the guest's cart into the customer's", async () => {
    const shop = await openShop();
    const guest = await add(shop, "rim-mug-0", 2);
    const [line] = await linesIn(shop, guest);
    await signIn(shop, "ines", guest);
    expect(await linesOf(shop, guest)).toEqual([]);
    const written = await shop.post(`/v1/carts/${guest}/lines/${line?.id}`, { market: "en-us", quantity: 1 });
    expect(written.status).toBe(404);
    const { token } = (await (
      await shop.post("/v1/carts/lines", { market: "en-us", cartId: guest, customer: null, variant: "rim-mug-0", quantity: 1 })
    ).json()) as { token: string };
    expect(await verifyToken(token, shop.tokenKeys, NOON)).toMatchObject({ ok: true, claims: { sub: `guest:${guest}` } });
  });

  it("joins the guest's cart to the one the customer had, and doubles nothing", async () => {
    const shop = await openShop();
    await signIn(shop, "ines");
    const hers = await add(shop, "rim-mug-0", 2, null, "ines");
    const guest = await add(shop, "rim-mug-0", 3);
    await add(shop, "lamp-00-0", 1, guest);
    expect((await signIn(shop, "ines", guest))?.cart).toMatchObject({ id: hers, itemCount: 4 });
    expect((await signIn(shop, "ines", guest))?.cart).toMatchObject({ itemCount: 4 });
    expect(await linesOf(shop, hers)).toEqual(["rim-mug-0 3", "lamp-00-0 1"]);
  });

  it("never takes another customer's cart", async () => {
    const shop = await openShop();
    await signIn(shop, "ines");
    const hers = await add(shop, "rim-mug-0", 2, null, "ines");
    expect((await signIn(shop, "marek", hers))?.cart).toBeUndefined();
    expect(await linesOf(shop, hers)).toEqual(["rim-mug-0 2"]);
  });

  it("forgets the visitor on signing out, and knows nobody else", async () => {
    const shop = await openShop();
    expect(await signIn(shop, null)).toBeUndefined();
    expect(await (await shop.post("/v1/demo/sign-out", {})).json()).toEqual({ token: null });
    const stranger = await shop.post("/v1/demo/sign-in", { market: "en-us", customer: "root", cartId: null });
    expect([stranger.status, await stranger.json()]).toMatchObject([422, { errors: [{ field: "customer" }] }]);
  });

  it("is not there in a build without it", async () => {
    const app = createApp((await openShop()).deps);
    const request = new Request("http://origin/v1/demo/sign-in", { method: "POST", body: "{}" });
    expect((await app.fetch(request)).status).toBe(404);
  });
});
