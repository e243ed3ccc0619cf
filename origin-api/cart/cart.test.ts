import { eq } from "drizzle-orm";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { AddLine, Cart, CartAnswer, MAX_CART_LINES } from "#contract/cart";
import { verifyToken } from "#contract/token";
import { openShop, type ShopInMemory } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { writeStock } from "../stock/write.io.ts";
import { carts, products } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import { addLine } from "./change.io.ts";
import { planAdd, planSet } from "./plan-quantity.ts";

const line = (variant: string, quantity = 1, cartId: string | null = null) => ({
  market: "en-us",
  cartId,
  customer: null,
  variant,
  quantity,
});

async function add(shop: ShopInMemory, body: object, headers = {}): Promise<CartAnswer> {
  const response = await shop.post("/v1/carts/lines", body, headers);
  shop.time.now += 1;
  expect(response.status, await response.clone().text()).toBe(200);
  return v.parse(CartAnswer, await response.json());
}

async function set(
  shop: ShopInMemory,
  { cart, line }: { cart: Cart; line: string | null },
  quantity: number,
  market = "en-us",
): Promise<CartAnswer> {
  const response = await shop.post(`/v1/carts/${cart.id}/lines/${line}`, { market, quantity });
  expect(response.status, await response.clone().text()).toBe(200);
  return v.parse(CartAnswer, await response.json());
}

const see = async (shop: ShopInMemory, id: string, market = "en-us") =>
  v.parse(Cart, await (await shop.get(`/v1/carts/${id}?market=${market}`)).json());
const setStock = (shop: ShopInMemory, sku: string, onHand: number) =>
  inTransaction(shop.db, (tx) => writeStock(tx, [{ sku, onHand }], NOON));

describe("a cart", () => {
  it("begins with its first line, and mints a token that tells of it", async () => {
    const shop = await openShop();
    const { cart, token, adjusted } = await add(shop, line("rim-mug-1", 2));
    expect(cart).toMatchObject({ version: 1, itemCount: 2, subtotal: { minor: 3600, currency: "USD" } });
    expect(cart.lines[0]).toMatchObject({
      sku: "rim-mug-1",
      title: "The rim-mug",
      choice: "300 ml",
      ground: "sky",
      quantity: 2,
      notice: null,
    });
    expect(adjusted).toBeNull();
    const verified = await verifyToken(token, shop.tokenKeys, NOON);
    expect(verified).toMatchObject({
      ok: true,
      claims: { sub: `guest:${cart.id}`, market: "en-us", cart: { id: cart.id, version: 1, itemCount: 2 }, refreshAfter: NOON + 3_600_000 },
    });
  });

  it("puts the same variant on one line, and raises its version with every write", async () => {
    const shop = await openShop();
    const first = await add(shop, line("rim-mug-0", 2));
    const second = await add(shop, line("rim-mug-0", 3, first.cart.id));
    expect(second.line).toBe(first.line);
    expect([second.cart.version, second.cart.itemCount, second.cart.lines.length]).toEqual([2, 5, 1]);
  });

  it("gives what there is when more is asked for, and says so", async () => {
    const shop = await openShop();
    const first = await add(shop, line("tall-mug-0", 5));
    expect([first.cart.itemCount, first.adjusted]).toEqual([2, { asked: 5, got: 2 }]);
    const again = await add(shop, line("tall-mug-0", 1, first.cart.id));
    expect([again.cart.itemCount, again.adjusted]).toEqual([2, { asked: 1, got: 0 }]);
  });

  it("takes nothing of what is sold out, and says so", async () => {
    const { cart, line: none, adjusted } = await add(await openShop(), line("empty-mug-0", 1));
    expect([cart.lines, cart.itemCount, none, adjusted]).toEqual([[], 0, null, { asked: 1, got: 0 }]);
  });

  it("sets a quantity, takes a line away at 0, and gives no more than there is", async () => {
    const shop = await openShop();
    const added = await add(shop, line("rim-mug-1", 1));
    const more = await set(shop, added, 9);
    expect([more.cart.itemCount, more.adjusted]).toEqual([3, { asked: 9, got: 3 }]);
    expect((await set(shop, added, 2)).cart.itemCount).toBe(2);
    const gone = await set(shop, added, 0);
    expect([gone.cart.lines, gone.line, gone.cart.version]).toEqual([[], null, 4]);
    expect((await shop.post(`/v1/carts/${added.cart.id}/lines/${added.line}`, { market: "en-us", quantity: 1 })).status).toBe(404);
  });

  it("takes a line away once, and answers whoever does so again with the cart as it is", async () => {
    const shop = await openShop();
    const { cart } = await add(shop, line("rim-mug-0", 2));
    const added = await add(shop, line("rim-mug-1", 1, cart.id));
    const gone = await set(shop, added, 0);
    const again = await set(shop, added, 0);
    expect([again.cart, again.line, again.adjusted]).toEqual([gone.cart, null, null]);
    expect(await verifyToken(again.token, shop.tokenKeys, NOON)).toMatchObject({ claims: { cart: { version: 3, itemCount: 2 } } });
  });

  it("keeps a line that sold out meanwhile, and neither counts nor charges it", async () => {
    const shop = await openShop();
    const { cart } = await add(shop, line("rim-mug-0", 4));
    const both = await add(shop, line("tall-mug-0", 2, cart.id));
    await setStock(shop, "rim-mug-0", 0);
    await setStock(shop, "tall-mug-0", 1);
    const seen = await see(shop, cart.id);
    expect(seen.lines.map(({ sku, quantity, total, notice }) => [sku, quantity, total.minor, notice])).toEqual([
      ["rim-mug-0", 4, 0, { kind: "sold-out" }],
      ["tall-mug-0", 1, 1900, { kind: "only", available: 1 }],
    ]);
    expect([seen.itemCount, seen.subtotal.minor]).toEqual([1, 1900]);
    const unchanged = await set(shop, { cart: both.cart, line: seen.lines[0]?.id ?? null }, 3);
    expect([unchanged.adjusted, unchanged.cart.lines.length]).toEqual([{ asked: 3, got: 0 }, 2]);
  });

  it("is seen in the prices of the market it is looked at from", async () => {
    const shop = await openShop();
    const { cart } = await add(shop, { ...line("uk-mug-0", 1), market: "en-gb" });
    expect((await see(shop, cart.id, "en-gb")).subtotal).toEqual({ minor: 1250, currency: "GBP" });
    const inUs = await see(shop, cart.id, "en-us");
    expect([inUs.subtotal, inUs.lines[0]?.notice]).toEqual([{ minor: 0, currency: "USD" }, { kind: "not-sold-here" }]);
    expect(inUs.itemCount).toBe(0);
  });

  it("says of a withdrawn line that it is not sold here, though there is some left", async () => {
    const shop = await openShop();
    const { cart } = await add(shop, line("rim-mug-0", 2));
    await shop.db.update(products).set({ withdrawnAt: NOON }).where(eq(products.handle, "rim-mug"));
    const seen = await see(shop, cart.id);
    expect([seen.itemCount, seen.subtotal.minor, seen.lines[0]?.notice]).toEqual([0, 0, { kind: "not-sold-here" }]);
  });

  it("never becomes another visitor's: an unknown cart or somebody else's makes a new one", async () => {
    const shop = await openShop();
    await shop.post("/v1/demo/sign-in", { market: "en-us", customer: "ines", cartId: null });
    const hers = await add(shop, { ...line("rim-mug-0"), customer: "ines" });
    const guest = await add(shop, line("rim-mug-0", 1, hers.cart.id));
    const unknown = await add(shop, line("rim-mug-0", 1, "no-such-cart"));
    expect(new Set([hers.cart.id, guest.cart.id, unknown.cart.id, "no-such-cart"]).size).toBe(4);
    expect((await see(shop, hers.cart.id)).itemCount).toBe(1);
    expect(await verifyToken(hers.token, shop.tokenKeys, NOON)).toMatchObject({
      claims: { sub: "customer:ines", firstName: "Ines", segment: "member" },
    });
  });

  it("loses none of fifty concurrent adds", async () => {
    const shop = await openShop({ further: [{ id: "plain", shelf: "plates", stock: [1000, 1000] }] });
    const { cart } = await add(shop, line("plain-0", 1));
    await Promise.all(Array.from({ length: 50 }, (_, i) => add(shop, line(`plain-${i % 2}`, 1, cart.id))));
    const seen = await see(shop, cart.id);
    expect(seen.lines.map(({ sku, quantity }) => `${sku} ${quantity}`).sort()).toEqual(["plain-0 26", "plain-1 25"]);
    expect(seen.version).toBe(51);
  });

  it("holds fifty lines and refuses the next one", async () => {
    const many = Array.from({ length: MAX_CART_LINES + 1 }, (_, i) => ({ id: `thing-${i}`, shelf: "plates" }));
    const shop = await openShop({ further: many });
    const { cart } = await add(shop, line("thing-0-0"));
    for (let i = 1; i < MAX_CART_LINES; i++) await add(shop, line(`thing-${i}-0`, 1, cart.id));
    const over = await shop.post("/v1/carts/lines", line(`thing-${MAX_CART_LINES}-0`, 1, cart.id));
    expect([over.status, await over.json()]).toMatchObject([409, { errors: [{ field: "cartId" }] }]);
    expect((await add(shop, line("thing-0-0", 1, cart.id))).cart.itemCount).toBe(MAX_CART_LINES + 1);
  });
});

describe("an add under an Idempotency-Key", () => {
  it("happens once, also when two arrive at the same moment", async () => {
    const shop = await openShop();
    const { cart } = await add(shop, line("rim-mug-0"));
    const key = { "Idempotency-Key": "key-of-one-click" };
    const answers = await Promise.all([1, 2, 3].map(() => add(shop, line("rim-mug-0", 2, cart.id), key)));
    expect((await see(shop, cart.id)).itemCount).toBe(3);
    expect(new Set(answers.map(({ line }) => line)).size).toBe(1);
  });

  it("tells what another Worker did with the key a moment ago", async () => {
    const shop = await openShop();
    const command = v.parse(AddLine, line("rim-mug-0"));
    const claimed = { key: "key-of-one-click", digest: "d" };
    const first = await addLine(shop.db, command, claimed, NOON);
    let raced = false;
    const transaction: typeof shop.db.transaction = (body) => {
      if (raced) return shop.db.transaction(body);
      raced = true;
      return Promise.reject(new Error("Duplicate entry (errno 1062) (sqlstate 23000)"));
    };
    expect(await addLine(Object.assign(Object.create(shop.db), { transaction }), command, claimed, NOON)).toEqual(first);
  });

  it("is refused with another body, and a failed one may be tried again", async () => {
    const shop = await openShop();
    const key = { "Idempotency-Key": "key-of-one-click" };
    expect((await shop.post("/v1/carts/lines", line("nothing"), key)).status).toBe(422);
    await add(shop, line("rim-mug-0"), key);
    const other = await shop.post("/v1/carts/lines", line("rim-mug-0", 2), key);
    expect([other.status, await other.json()]).toMatchObject([422, { errors: [{ field: "Idempotency-Key" }] }]);
  });
});

describe("bad input", () => {
  const good = line("rim-mug-0");
  it.each([
    ["quantity", { ...good, quantity: 0 }],
    ["quantity", { ...good, quantity: -1 }],
    ["quantity", { ...good, quantity: 1e9 }],
    ["quantity", { ...good, quantity: 1.5 }],
    ["quantity", { ...good, quantity: "two" }],
    ["quantity", { ...good, quantity: null }],
    ["variant", { ...good, variant: "no-such-thing" }],
    ["variant", { ...good, variant: "gone-mug-0" }],
    ["variant", { ...good, variant: "uk-mug-0" }],
    ["variant", { ...good, variant: "late-lamp-0" }],
    ["variant", { ...good, variant: "" }],
    ["variant", { ...good, variant: "x".repeat(65) }],
    ["variant", { ...good, variant: { $ne: null } }],
    ["market", { ...good, market: "fr-fr" }],
    ["market", { ...good, market: "__proto__" }],
    ["cartId", { ...good, cartId: 7 }],
    ["customer", { ...good, customer: undefined }],
  ])("names the field %s of %j, and opens no cart", async (field, body) => {
    const shop = await openShop();
    const response = await shop.post("/v1/carts/lines", body);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect([response.status, await response.json()]).toMatchObject([422, { status: 422, errors: [{ field }] }]);
    expect(shop.reported).toEqual([]);
    expect(await shop.db.select().from(carts)).toEqual([]);
  });

  it.each([
    ["", 400],
    ["{", 400],
    ["\u0000", 400],
    ["[]", 422],
    ["null", 422],
    ["7", 422],
    [`{"variant":"${"x".repeat(70_000)}"}`, 413],
  ])("answers a body of %.20j with a problem", async (body, status) => {
    const shop = await openShop();
    for (const path of ["/v1/carts/lines", "/v1/carts/x/lines/y", "/v1/fragments", "/v1/demo/sign-in"]) {
      const response = await shop.post(path, body);
      expect([path, response.status, response.headers.get("Content-Type")]).toEqual([path, status, "application/problem+json"]);
    }
    expect(shop.reported).toEqual([]);
  });

  it("knows no cart and no line that is not there, and wants a market to show one in", async () => {
    const shop = await openShop();
    const { cart } = await add(shop, good);
    expect((await shop.get("/v1/carts/nothing?market=en-us")).status).toBe(404);
    expect((await shop.get(`/v1/carts/${cart.id}`)).status).toBe(422);
    expect((await shop.post(`/v1/carts/nothing/lines/x`, { market: "en-us", quantity: 1 })).status).toBe(404);
    expect((await shop.post(`/v1/carts/nothing/lines/x`, { market: "en-us", quantity: 0 })).status).toBe(404);
    expect((await shop.post(`/v1/carts/${cart.id}/lines/nothing`, { market: "en-us", quantity: 1 })).status).toBe(404);
  });

  it("is never a failure of the origin, whatever the body", async () => {
    const shop = await openShop();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          market: fc.anything(),
          cartId: fc.anything(),
          customer: fc.anything(),
          variant: fc.anything(),
          quantity: fc.anything(),
        }),
        async (body) => {
          const text = JSON.stringify(body, (_, value) => (typeof value === "bigint" ? String(value) : value));
          expect([200, 422]).toContain((await shop.post("/v1/carts/lines", text)).status);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("the plan of a quantity", () => {
  const amount = fc.integer({ min: 0, max: 200 });

  it("never gives more than there is or than was asked, and takes nothing away on adding", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 99 }), amount, (held, asked, available) => {
        const { quantity, adjusted } = planAdd(held, asked, available);
        expect(quantity).toBeGreaterThanOrEqual(held);
        expect(quantity).toBeLessThanOrEqual(Math.max(held, Math.min(available, 99)));
        expect(quantity - held).toBe(adjusted ? adjusted.got : asked);
      }),
    );
  });

  it("sets what was asked when it is there", () => {
    expect(planSet(3, 2, 10)).toEqual({ quantity: 2, adjusted: null });
    expect(planSet(3, 0, 0)).toEqual({ quantity: 0, adjusted: null });
    expect(planSet(3, 5, 4)).toEqual({ quantity: 4, adjusted: { asked: 5, got: 4 } });
  });
});
