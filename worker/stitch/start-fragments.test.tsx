/** @jsxImportSource hono/jsx */
import { describe, expect, it } from "vitest";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import { type AnyFragment, defineFragment } from "../../fragments/define-fragment.ts";
import { deliveryNote } from "../../fragments/delivery-note.tsx";
import { greeting } from "../../fragments/greeting.ts";
import { recentlyViewed } from "../../fragments/recently-viewed.tsx";
import { recommendations } from "../../fragments/recommendations.tsx";
import { stock } from "../../fragments/stock.tsx";
import { guest, type Visitor } from "../visitor/visitor.ts";
import { card, customer, outcomesAtEnd, pageText, shellOf, testShop } from "./fake-shop.ts";
import { subjectOf } from "./shared-answer.ts";
import { startFragments } from "./start-fragments.ts";
import type { FindHeld } from "./wanted.ts";

const frame = { budgetMs: 100, reserve: "box", fallback: () => <i>fallback</i> } as const;

/** A visitor fragment that asks for the cart named `cart`. */
const asking = (name: string, cart = name, budgetMs = 100): AnyFragment =>
  defineFragment({
    ...frame,
    budgetMs,
    name,
    scope: "visitor",
    needs: ["customer"],
    ask: ({ customer }) => (customer ? { question: "cart-summary", cart } : undefined),
    render: ({ itemCount }: { itemCount: number }) => <b>{itemCount}</b>,
  });

describe("what a page view costs the origin", () => {
  it("is nothing for a guest", async () => {
    const shop = testShop();
    shop.stock.set("NH-1", { sku: "NH-1", band: "in" });
    const page = await shop.view([cartBadge, greeting, recentlyViewed, stock], {
      shell: shellOf([cartBadge, greeting, recentlyViewed, stock], 0, { sku: "NH-1" }),
    });
    expect(await pageText(page)).toContain("In stock");
    expect(shop.origin.batches).toEqual([]);
  });

  it("is nothing for a customer whose token answers", async () => {
    const shop = testShop();
    const page = await shop.view([cartBadge, greeting], { visitor: customer("Ines", { cart: { id: "c1", version: 3, itemCount: 2 } }) });
    expect(await pageText(page)).toMatch(/Hello, Ines.*/);
    expect([...page.outcomes.values()].map(({ source }) => source)).toEqual(["token", "token"]);
    expect(shop.origin.calls.fragments).toBe(0);
  });

  it("is one batch for twelve holes, shared and personal together", async () => {
    const shop = testShop();
    shop.origin.answer = (ask) =>
      ask.question === "delivery-note"
        ? { kind: "member" }
        : ask.question === "card"
          ? card(ask.handle)
          : ask.question === "recommendations"
            ? { cards: [] }
            : { itemCount: 4 };
    const fragments = [...Array.from({ length: 9 }, (_, i) => asking(`hole-${i}`)), recommendations, deliveryNote, recentlyViewed];
    const visitor = {
      ...customer("Ines", { segment: "member" }),
      facts: { ...customer("Ines", { segment: "member" }).facts, recent: ["jug", "pan", "bowl"] },
    };
    const page = shop.view(fragments, { visitor });
    await shop.clock.advance(0);
    expect((await page).outcomes.get("hole-8")).toEqual({ source: "batch" });
    expect(shop.origin.batches).toHaveLength(1);
    expect(shop.origin.batches[0]?.asks).toHaveLength(14);
  });

  it("is nothing for public answers the tiers hold, whoever asked for them first", async () => {
    const shop = testShop();
    shop.origin.answer = () => ({ cards: [card("jug")] });
    await shop.view([recommendations], { visitor: customer("Ines") });
    const second = await shop.view([recommendations], { visitor: customer("Marek") });
    expect(second.outcomes.get("recommendations")).toEqual({ source: "tier", ageSeconds: 0 });
    expect(shop.origin.batches).toHaveLength(1);
  });

  it("is one question when two views want the same answer at once", async () => {
    const shop = testShop();
    shop.origin.answer = () => ({ cards: [card("jug")] });
    const pages = await Promise.all([shop.view([recommendations]), shop.view([recommendations])]);
    expect(shop.origin.batches.flatMap(({ asks }) => asks)).toHaveLength(1);
    expect(await pageText(pages[1] ?? fail())).toContain("jug");
  });

  it("does not grow when two views wait for each other's answers", async () => {
    const shop = testShop();
    shop.origin.answer = (ask) => (ask.question === "recommendations" ? { cards: [] } : { kind: "standard" });
    shop.tiers.lookupMs = 5;
    const pages = Promise.all([shop.view([recommendations, deliveryNote]), shop.view([deliveryNote, recommendations])]);
    await shop.clock.advance(200);
    for (const page of await pages) expect([...page.outcomes.values()].every(({ source }) => source !== "fallback")).toBe(true);
    expect(shop.origin.batches.flatMap(({ asks }) => asks)).toHaveLength(2);
  });
});

describe("what travels with a question", () => {
  it("never the visitor, when only shared answers are wanted", async () => {
    const shop = testShop();
    shop.origin.answer = () => ({ cards: [] });
    await shop.view([recommendations, cartBadge], { visitor: customer("Ines", { cart: { id: "c1", version: 1, itemCount: 1 } }) });
    expect(shop.origin.batches[0]?.visitor).toBeNull();
  });

  it("never into a tier: an answer to a visitor's question", async () => {
    const shop = testShop();
    shop.origin.answer = (ask) => (ask.question === "recommendations" ? { cards: [card("jug")] } : { itemCount: 77_123 });
    const page = await shop.view([recommendations, asking("mine")], { visitor: customer("Ines") });
    expect(await pageText(page)).toContain("77123");
    const kept = [...shop.tiers.stored].map(([key, { segments }]) => key + new TextDecoder().decode(segments[0]));
    expect(kept).toHaveLength(1);
    expect(kept.join()).not.toMatch(/77123|Ines/);
  });

  it("only the facts a fragment needs, even when it gets round its types", async () => {
    const shop = testShop();
    const nosy = defineFragment({
      ...frame,
      name: "nosy",
      scope: "visitor",
      needs: ["segment"],
      fromToken: (facts) => ({ seen: Object.keys(facts).join() + ("firstName" in facts) }),
      render: ({ seen }) => <b>{seen}</b>,
    });
    expect(await pageText(await shop.view([nosy], { visitor: customer("Ines") }))).toContain("<b>segmentfalse</b>");
  });

  it("never to another visitor, whatever its data is made of", async () => {
    const greets = (data: (name: string | undefined) => { get(key: string): string | undefined }) =>
      defineFragment({
        ...frame,
        name: "greets",
        scope: "visitor",
        needs: ["firstName"],
        fromToken: ({ firstName }) => data(firstName),
        render: (known) => <b>{known.get("name")}</b>,
      });
    for (const fragment of [greets((name) => new Map([["name", name]])), greets((name) => ({ get: () => name }))]) {
      const shop = testShop();
      const look = async (visitor: Visitor) => pageText(await shop.view([fragment], { visitor }));
      expect(await look(customer("Ines"))).toContain("<b>Ines</b>");
      expect(await look(customer("Marek"))).toContain("<b>Marek</b>");
      expect(await look(guest())).toContain("<b></b>");
    }
  });

  it("never to another page, whatever a guest's data is made of", async () => {
    const tells = defineFragment({
      ...frame,
      name: "tells",
      scope: "visitor",
      needs: [],
      fromToken: (_, { path }) => new Set([path.handle ?? ""]),
      render: (handles) => <b>{[...handles].join()}</b>,
    });
    const look = async (handle: string) =>
      pageText(await testShop().view([tells], { parts: { market: "en-gb", route: "product", path: { handle } } }));
    expect(await look("jug")).toContain("<b>jug</b>");
    expect(await look("pan")).toContain("<b>pan</b>");
  });
});

describe("a fragment whose question is none", () => {
  it("fails alone, also where memory is looked into at once", () => {
    const shop = testShop();
    const shown = { ...recentlyViewed, shows: { ...recentlyViewed.shows, which: () => [null as never] } } as AnyFragment;
    const { wanted } = shop.start([], { visitor: guest(["jug"]) });
    const findHeld: FindHeld = ({ ask }) => {
      subjectOf(ask);
      return undefined;
    };
    const { fillings } = startFragments({ ...wanted, fragments: [shown, greeting], findHeld });
    expect(fillings.get(shown.name)?.settled()).toEqual({ kind: "fallback", because: "error" });
    expect(fillings.get("greeting")?.settled()).toMatchObject({ kind: "filled" });
  });
});

describe("a page's look-ups", () => {
  it("end in one call, however many they are", async () => {
    const shop = testShop();
    shop.tiers.lookupMs = 4;
    shop.origin.answer = (ask) => ("handle" in ask ? card(ask.handle) : null);
    const page = shop.view([recentlyViewed], { visitor: guest(["a", "b", "c", "d", "e", "f"]) });
    await shop.clock.advance(100);
    expect(await pageText(await page)).toMatch(/\ba\b.*\bf\b/s);
    expect(shop.origin.batches).toHaveLength(1);
  });

  it("do not hold up what others ask when they are slow", async () => {
    const shop = testShop();
    shop.tiers.lookupMs = 90;
    shop.origin.answer = (ask) => (ask.question === "recommendations" ? { cards: [] } : { itemCount: 5 });
    const page = shop.view([recommendations, asking("mine")], { visitor: customer("Ines") });
    await shop.clock.advance(30);
    expect(shop.origin.batches.map(({ asks }) => asks.map(({ question }) => question))).toEqual([["cart-summary"]]);
    await shop.clock.advance(970);
    expect((await page).outcomes.get("mine")).toEqual({ source: "batch", waitedMs: 25 });
    expect(shop.origin.batches[1]?.visitor).toBeNull();
  });
});

function fail(): never {
  throw new Error("missing");
}

describe("what is told of a fragment that was not at hand", () => {
  it("is how long after the view began it came, however late; nothing is told of one that was", async () => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = 400;
    shop.origin.answer = () => ({ itemCount: 2 });
    const page = shop.view([cartBadge, asking("slow")], { visitor: customer("Ines", { cart: { id: "c1", version: 3, itemCount: 2 } }) });
    await shop.clock.advance(150);
    expect((await outcomesAtEnd(await page)).get("slow")).toEqual({ source: "fallback", because: "late" });
    expect(shop.waits).toEqual([]);
    await shop.clock.advance(400);
    expect(shop.waits).toEqual([["slow", 400]]);
  });
});
