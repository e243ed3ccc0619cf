import { describe, expect, it } from "vitest";
import { cart } from "../../fragments/cart.tsx";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import { recentlyViewed } from "../../fragments/recently-viewed.tsx";
import { emptyCart } from "../origin/fake-origin.ts";
import type { Adopted } from "../visitor/adopt-token.ts";
import { type Visitor, visitorOf } from "../visitor/visitor.ts";
import { card, customer, pageText, shellOf, testShop } from "./fake-shop.ts";
import { stitch } from "./stitch.ts";

const due = (itemCount: number): Visitor => customer("Ines", { refreshAfter: 0, cart: { id: "c1", version: 1, itemCount } });
const adopted = (itemCount: number): Adopted => ({
  visitor: customer("Ines", { cart: { id: "c1", version: 2, itemCount } }),
  setCookie: "visitor=renewed",
});

const claimsOf = ({ claims }: Visitor) => {
  if (claims === undefined) throw new Error("a guest has no claims");
  return claims;
};

describe("a token past its refreshAfter", () => {
  it("is renewed by the first frame of the one batch, and the page shows what the renewed one says", async () => {
    const shop = testShop();
    shop.origin.token = () => "renewed";
    shop.origin.answer = () => emptyCart("c1");
    const started = shop.start([cartBadge, cart], {
      visitor: due(1),
      adopt: async ({ token }) => (token === "renewed" ? adopted(5) : undefined),
    });
    expect((await started.renewed)?.setCookie).toBe("visitor=renewed");
    expect(shop.origin.batches).toEqual([
      {
        market: "en-gb",
        visitor: { sub: "customer:Ines", cartId: "c1", refresh: true, seen: [] },
        asks: [{ id: "0", question: "cart", cart: "c1" }],
      },
    ]);
    const page = await stitch(shellOf([cartBadge, cart], 0), started, "");
    expect(await pageText(page)).toContain(">5<");
    expect(page.outcomes.get("cart-badge")).toEqual({ source: "token" });
  });

  it("brings what a customer saw on other devices: told what was seen here, shown on the same page, in the same call", async () => {
    const shop = testShop();
    shop.origin.token = () => "renewed";
    shop.origin.seen = ["pan", "jug"];
    shop.origin.answer = (ask) => ("handle" in ask ? card(ask.handle) : null);
    const visitor = due(1);
    const page = await shop.view([recentlyViewed], {
      visitor: { ...visitor, facts: { ...visitor.facts, recent: ["jug"] } },
      adopt: async ({ seen = [] }) => ({ ...adopted(1), visitor: visitorOf(claimsOf(visitor), seen, shop.clock.now()) }),
    });
    expect(shop.origin.batches[0]?.visitor).toEqual({ sub: "customer:Ines", cartId: "c1", refresh: true, seen: ["jug"] });
    expect(await pageText(page)).toMatch(/pan.*jug/s);
  });

  it("is what a badge goes by while the basket under it is late", async () => {
    const shop = testShop();
    shop.origin.token = () => "renewed";
    shop.origin.delays.cart = 400;
    const parts = { market: "en-gb", route: "cart", path: {} } as const;
    const viewing = shop.view([cartBadge], { visitor: due(1), parts, adopt: async () => adopted(5) });
    await shop.clock.advance(2_000);
    expect(await pageText(await viewing)).toContain(">5<");
  });

  it("is renewed even when nothing else has to be asked", async () => {
    const shop = testShop();
    shop.origin.token = () => "renewed";
    await shop.start([cartBadge], { visitor: due(1), adopt: async () => adopted(2) }).renewed;
    expect(shop.origin.batches.map(({ asks }) => asks)).toEqual([[]]);
  });

  it("holds the headers 80 ms and no longer; the page shows the old one and the next page tries again", async () => {
    const shop = testShop();
    shop.origin.delays.token = 500;
    shop.origin.token = () => "renewed";
    const started = shop.start([cartBadge], { visitor: due(3), adopt: async () => adopted(5) });
    const page = shop.view([cartBadge], { visitor: due(3), adopt: async () => adopted(5) });
    await shop.clock.advance(80);
    expect(await started.renewed).toBeUndefined();
    expect(await pageText(await page)).toContain(">3<");
    await shop.clock.advance(500);
    expect(await started.renewed).toBeUndefined();
  });

  it.each(["off", "up"] as const)("stays as it is when the origin is %s and brings no token", async (mode) => {
    const shop = testShop();
    shop.origin.mode = mode;
    const page = await shop.view([cartBadge], { visitor: due(3) });
    expect(await pageText(page)).toContain(">3<");
  });

  it("is not renewed before its time", async () => {
    const shop = testShop();
    await shop.view([cartBadge], { visitor: customer("Ines", { cart: { id: "c1", version: 1, itemCount: 1 } }) });
    expect(shop.origin.batches).toEqual([]);
  });
});
