/** The same isolate, tiers and origin for two hundred shoppers at once: nobody's page holds a byte of anybody else's. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cart } from "../../fragments/cart.tsx";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { deliveryNote } from "../../fragments/delivery-note.tsx";
import { greeting } from "../../fragments/greeting.ts";
import { recentlyViewed } from "../../fragments/recently-viewed.tsx";
import { recommendations } from "../../fragments/recommendations.tsx";
import { emptyCart } from "../origin/fake-origin.ts";
import { guest, type Visitor } from "../visitor/visitor.ts";
import { card, customer, pageText, shellOf, type TestShop, testShop } from "./fake-shop.ts";

const PLACED: readonly AnyFragment[] = [greeting, cartBadge, cart, recentlyViewed, deliveryNote, recommendations];
const HANDLES = ["jug", "pan", "bowl", "lamp", "brush", "stool", "vase", "tray"];
const SEGMENTS = ["everyone", "member", "trade"];

/** A name found nowhere else in this program. */
const marker = (i: number) => `Zq${i}x`;
const MARKERS = /Zq\d+x/g;

function shopper(i: number): Visitor {
  if (i % 7 === 0) return guest([...HANDLES.slice(i % 5), ...HANDLES.slice(0, i % 5)].slice(0, 4));
  const segment = SEGMENTS[i % SEGMENTS.length] ?? "everyone";
  const refreshAfter = i % 3 === 0 ? 0 : 9e12;
  const visitor = customer(marker(i), { segment, refreshAfter, cart: { id: marker(i), version: 1, itemCount: i } });
  return { ...visitor, facts: { ...visitor.facts, recent: HANDLES.slice(i % 5, (i % 5) + 3) } };
}

/** Answers carts with the marker of whoever they belong to. */
function openShop(): TestShop {
  const shop = testShop();
  shop.origin.answer = (ask) => {
    if (ask.question === "cart") return { ...emptyCart(ask.cart), itemCount: 1, lines: [line(ask.cart)] };
    if (ask.question === "delivery-note") return { kind: ask.segment === "everyone" ? "standard" : ask.segment };
    return ask.question === "recommendations"
      ? { cards: HANDLES.slice(0, 4).map((handle) => card(handle)) }
      : "handle" in ask
        ? card(ask.handle)
        : null;
  };
  return shop;
}

function line(owner: string) {
  const { handle, title, detail, ground, picture, price } = card("jug", `Jug of ${owner}`);
  return {
    id: `line-${owner}`,
    sku: "NH-1",
    handle,
    title,
    choice: detail,
    ground,
    picture,
    quantity: 1,
    unitPrice: price,
    total: price,
    notice: null,
  };
}

describe("two hundred visitors at once", () => {
  it("never see each other's names, carts or pages, in any interleaving", async () => {
    const pace = fc.array(
      fc.record({ every: fc.nat({ max: 9 }), wait: fc.nat({ max: 40 }), cartMs: fc.nat({ max: 700 }), lookupMs: fc.nat({ max: 12 }) }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(pace, async (paces) => {
        const shop = openShop();
        const shell = shellOf(PLACED, shop.clock.now());
        const views = [];
        for (let i = 0; i < 200; i++) {
          const { every, wait, cartMs, lookupMs } = paces[i % paces.length] ?? { every: 1, wait: 0, cartMs: 0, lookupMs: 0 };
          shop.origin.delays.cart = cartMs;
          shop.tiers.lookupMs = lookupMs;
          const parts = { market: "en-gb", route: "product", path: { handle: HANDLES[i % HANDLES.length] ?? "jug" } } as const;
          views.push(shop.view(PLACED, { visitor: shopper(i), parts, shell }).then((page) => pageText(page)));
          if (i % (every + 1) === 0) await shop.clock.advance(wait);
        }
        await shop.clock.advance(3_000);
        const pages = await Promise.all(views);
        pages.forEach((text, i) => {
          const found = new Set(text.match(MARKERS));
          expect([...found].filter((name) => name !== marker(i))).toEqual([]);
          expect(found.size).toBe(i % 7 === 0 ? 0 : 1);
        });
        const kept = [...shop.tiers.stored].map(([key, { segments }]) => key + new TextDecoder().decode(segments[0])).join();
        expect(kept).not.toMatch(MARKERS);
        for (const { visitor, asks } of shop.origin.batches) {
          const names = new Set(JSON.stringify([visitor, asks]).match(MARKERS));
          expect(names.size).toBeLessThan(2);
        }
      }),
      { numRuns: 6 },
    );
  });
});
