import { describe, expect, it } from "vitest";
import { deliveryNote } from "../../fragments/delivery-note.tsx";
import { recommendations } from "../../fragments/recommendations.tsx";
import { card, customer, outcomesAtEnd, pageText, type TestShop, testShop } from "./fake-shop.ts";
import { Setbacks } from "./setbacks.ts";

const asks = (shop: TestShop) => shop.origin.batches.flatMap((batch) => batch.asks.map(({ question }) => question));
const product = (handle: string) => ({ parts: { market: "en-gb", route: "product", path: { handle } } as const });

/** Views a page and lets it end. */
async function view(shop: TestShop, path = "rim-mug") {
  const page = shop.view([recommendations, deliveryNote], product(path));
  await shop.clock.advance(1_000);
  const { outcomes } = await page;
  return outcomes.get("recommendations");
}

/** A shop whose recommendations are broken and whose delivery notes are not. */
function brokenShop(): TestShop {
  const shop = testShop();
  shop.origin.answer = (ask) => {
    if (ask.question === "recommendations") throw new Error("broken");
    return { kind: "standard" };
  };
  return shop;
}

describe("a recommendation service that is broken", () => {
  it("does not cost a call for every page view", async () => {
    const shop = brokenShop();
    for (let i = 0; i < 9; i++) expect(await view(shop)).toEqual({ source: "fallback", because: "unavailable" });
    expect(asks(shop)).toEqual(["recommendations", "delivery-note"]);
  });

  it("is asked again in ten seconds, and answers once it can", async () => {
    const shop = brokenShop();
    await view(shop);
    shop.origin.answer = () => ({ cards: [card("jug")] });
    await shop.clock.advance(8_900);
    expect(await view(shop)).toMatchObject({ source: "fallback" });
    expect(await view(shop)).toMatchObject({ source: "batch" });
    expect(await view(shop)).toMatchObject({ source: "tier" });
  });

  it("rests for one product and not for another", async () => {
    const shop = brokenShop();
    await view(shop, "rim-mug");
    await view(shop, "tall-mug");
    await view(shop, "rim-mug");
    expect(asks(shop).filter((question) => question === "recommendations")).toHaveLength(2);
  });

  it("leaves the last good answer standing, without asking for another", async () => {
    const shop = testShop();
    shop.origin.answer = (ask) => (ask.question === "recommendations" ? { cards: [card("jug", "Old jug")] } : { kind: "standard" });
    await view(shop);
    shop.tiers.stale = true;
    shop.origin.answer = brokenShop().origin.answer;
    for (let i = 0; i < 4; i++) {
      const page = await shop.view([recommendations], product("rim-mug"));
      expect(await pageText(page)).toContain("Old jug");
      expect(page.outcomes.get("recommendations")).toMatchObject({ source: "tier", because: "sie" });
    }
    expect(asks(shop)).toEqual(["recommendations", "delivery-note", "recommendations"]);
  });
});

describe("an origin that is down", () => {
  it("is asked again for a public answer within three seconds of coming back", async () => {
    const shop = testShop();
    shop.origin.mode = "off";
    for (let i = 0; i < 5; i++) await shop.view([recommendations], product("rim-mug"));
    expect(shop.origin.batches).toHaveLength(1);
    shop.origin.mode = "up";
    shop.origin.answer = () => ({ cards: [] });
    await shop.clock.advance(2_000);
    expect((await shop.view([recommendations], product("rim-mug"))).outcomes.get("recommendations")).toMatchObject({ source: "batch" });
  });
});

describe("a public answer that is slower than the page", () => {
  it("is finished behind it and fills the tier for the next", async () => {
    const shop = testShop();
    shop.origin.delays.recommendations = 3_000;
    shop.origin.answer = (ask) => (ask.question === "recommendations" ? { cards: [card("jug")] } : { kind: "standard" });
    const page = shop.view([recommendations, deliveryNote], product("rim-mug"));
    await shop.clock.advance(1_000);
    expect((await outcomesAtEnd(await page)).get("recommendations")).toEqual({ source: "fallback", because: "late" });
    const text = await pageText(await page);
    expect(text).toMatch(/<\/html>$/);
    expect(text).not.toContain("jug");
    await shop.clock.advance(2_100);
    expect(await view(shop)).toMatchObject({ source: "tier" });
    expect(asks(shop)).toEqual(["recommendations", "delivery-note"]);
  });

  it("is kept alive by the request that asked", async () => {
    const shop = testShop();
    shop.origin.delays.recommendations = 3_000;
    shop.origin.answer = () => ({ cards: [] });
    const page = shop.view([recommendations], product("rim-mug"));
    await shop.clock.advance(1_000);
    await page;
    let done = false;
    void Promise.all(shop.background).then(() => {
      done = true;
    });
    await shop.clock.advance(1_500);
    expect(done).toBe(false);
    await shop.clock.advance(1_000);
    expect(done).toBe(true);
  });

  it("shows the last good one meanwhile", async () => {
    const shop = testShop();
    shop.origin.answer = () => ({ cards: [card("jug", "Old jug")] });
    await shop.view([recommendations], product("rim-mug"));
    shop.tiers.stale = true;
    shop.origin.delays.recommendations = 3_000;
    const page = shop.view([recommendations], product("rim-mug"));
    await shop.clock.advance(1_000);
    expect(await pageText(await page)).toContain("Old jug");
    expect((await outcomesAtEnd(await page)).get("recommendations")).toMatchObject({ source: "tier", because: "late" });
  });
});

describe("what rests", () => {
  it("never holds more than its bound, the oldest goes first", () => {
    const setbacks = new Setbacks(3);
    for (let i = 0; i < 10; i++) setbacks.note(`${i}`, "refused", 0);
    expect(setbacks.size).toBe(3);
    expect(["6", "7", "9"].map((key) => setbacks.because(key, 1))).toEqual([undefined, "refused", "refused"]);
    expect([setbacks.because("9", 10_000), setbacks.size]).toEqual([undefined, 2]);
  });

  it("is no question that the page had no room for", async () => {
    const setbacks = new Setbacks();
    setbacks.note("a", "batch-full", 0);
    setbacks.note("b", "batch-left", 0);
    expect(setbacks.size).toBe(0);
  });

  it("is never a visitor's own question", async () => {
    const shop = testShop();
    shop.origin.mode = "off";
    await shop.view([recommendations], { visitor: customer("Zq1x", { cart: { id: "Zq1x", version: 1, itemCount: 1 } }) });
    expect(JSON.stringify(shop.origin.batches)).not.toContain("Zq1x");
  });
});
