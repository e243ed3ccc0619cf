/** @jsxImportSource hono/jsx */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Cart, CartLine } from "#contract/cart";
import { MARKET_NAMES } from "#contract/market";
import type { Card } from "#contract/pages";
import { CATALOGS, surroundingsOf } from "../worker/messages.ts";
import { cart } from "./cart.tsx";
import { cartBadge } from "./cart-badge.tsx";
import type { AnyFragment, Markup, Surroundings, VisitorFacts } from "./define-fragment.ts";
import { deliveryNote } from "./delivery-note.tsx";
import { greeting } from "./greeting.ts";
import { recentlyViewed } from "./recently-viewed.tsx";
import { recommendations } from "./recommendations.tsx";
import { stock } from "./stock.tsx";

const ALL: readonly AnyFragment[] = [cart, cartBadge, deliveryNote, greeting, recentlyViewed, recommendations, stock];
const gb = surroundingsOf("en-gb");
const html = (markup: Markup): string => String(markup);
const parts = { market: "en-gb", route: "product", path: { handle: "rim-mug" } } as const;
const EVIL = `"><img src=x onerror=alert(1)>`;

const facts = (more: Partial<VisitorFacts> = {}): VisitorFacts => ({
  cart: undefined,
  customer: undefined,
  firstName: undefined,
  segment: "everyone",
  recent: [],
  ...more,
});

function card(handle: string, title = handle): Card {
  const price = { minor: 1600, currency: "GBP" } as const;
  return {
    id: handle,
    handle,
    title,
    detail: "Enamel",
    ground: "sky",
    picture: { src: "/static/a.svg", kind: "cutout" },
    price,
    priceIsFrom: false,
    was: null,
    swatches: [],
    availability: "in",
    isNew: false,
  };
}

function line(more: Partial<CartLine> = {}): CartLine {
  const { ground, picture, price } = card("rim-mug");
  return {
    id: "l1",
    sku: "NH-1",
    handle: "rim-mug",
    title: "Rim mug",
    choice: "White, 350 ml",
    ground,
    picture,
    quantity: 2,
    unitPrice: price,
    total: { ...price, minor: 3200 },
    notice: null,
    ...more,
  };
}

const cartOf = (...lines: CartLine[]): Cart => ({
  id: "c1",
  version: 1,
  itemCount: lines.length,
  lines,
  subtotal: { minor: 3200, currency: "GBP" },
});

describe("the badge", () => {
  it("counts what is in the basket, in words for those who cannot see it", () => {
    expect(html(cartBadge.render({ itemCount: 3 }, gb, undefined))).toBe(
      '<a href="/en-gb/cart" class="badge" id="basket">Basket <b class="count" aria-hidden="true">3</b><span class="visually-hidden">3 things in the basket</span></a>',
    );
    expect(html(cartBadge.render({ itemCount: 0 }, gb, undefined))).toContain('class="count is-empty"');
  });

  it("leads to the basket even when nobody knows what is in it", () => {
    expect(html(cartBadge.fallback(gb, undefined))).toBe('<a href="/en-gb/cart" class="badge" id="basket">Basket</a>');
  });
});

describe("the greeting", () => {
  it("names a customer and says nothing to a guest", () => {
    expect(html(greeting.render({ firstName: "Ines" }, gb, undefined))).toBe("<span>Hello, Ines</span>");
    expect(html(greeting.render({ firstName: undefined }, gb, undefined))).toBe("");
  });

  it("never lets a name be markup", () => {
    expect(html(greeting.render({ firstName: EVIL }, gb, undefined))).not.toContain("<img");
  });
});

describe("the stock line", () => {
  it.each([
    [{ sku: "NH-1", band: "in" } as const, "In stock"],
    [{ sku: "NH-1", band: "low", count: 2 } as const, "2 left"],
    [{ sku: "NH-1", band: "out" } as const, "Sold out"],
  ])("says it in words, not by colour alone", (level, words) => {
    const text = html(stock.render(level, gb, { sku: "NH-1" }));
    expect(text).toContain(words);
    expect(text).toContain(`is-${level.band}`);
  });

  it("does not pretend to know", () => {
    expect(stock.read(() => undefined, { sku: "NH-1" })).toBeUndefined();
    expect(html(stock.fallback(gb, { sku: "NH-1" }))).toContain("Being counted");
  });
});

describe("recommendations", () => {
  it("are asked by the handle of the page, and not at all where there is none", () => {
    expect(recommendations.about(parts)).toEqual({ question: "recommendations", handle: "rim-mug" });
    expect(recommendations.about({ ...parts, path: {} })).toBeUndefined();
  });

  it("show four cards at most, and no heading without cards", () => {
    const cards = ["a", "b", "c", "d", "e"].map((handle) => card(handle));
    expect(html(recommendations.render({ cards }, gb, undefined)).match(/<li>/g)).toHaveLength(4);
    expect(html(recommendations.render({ cards: [] }, gb, undefined))).toBe("");
  });
});

describe("what was looked at", () => {
  it("leaves out the product whose page this is, and shows six at most", () => {
    const recent = ["rim-mug", "a", "b", "c", "d", "e", "f", "g"];
    expect(recentlyViewed.shows?.which({ recent }, parts).map(({ handle }) => handle)).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("asks for nothing when there is nothing else", () => {
    expect(recentlyViewed.fromToken?.({ recent: ["rim-mug"] }, parts)).toEqual({ cards: [] });
    expect(html(recentlyViewed.render({ cards: [] }, gb, undefined))).toBe("");
  });

  it("leaves out what is not sold here any more", () => {
    const shown = recentlyViewed.shows?.data([card("a"), null]) ?? { cards: [] };
    expect(html(recentlyViewed.render(shown, gb, undefined)).match(/<li>/g)).toHaveLength(1);
  });
});

describe("the delivery note", () => {
  it.each(["standard", "member", "trade"] as const)("has words for %s delivery in every market", (kind) => {
    for (const market of MARKET_NAMES)
      expect(html(deliveryNote.render({ kind }, surroundingsOf(market), undefined))).not.toContain("delivery.");
  });
});

describe("the basket", () => {
  it("is empty without a cart, and asks the origin for nothing", () => {
    expect(cart.fromToken?.(facts(), parts)).toBeNull();
    expect(cart.ask?.(facts())).toBeUndefined();
    expect(html(cart.render(null, gb, undefined))).toContain("Nothing in here yet");
    expect(html(cart.render(cartOf(), gb, undefined))).toContain("Nothing in here yet");
  });

  it("is asked of the origin when there is one", () => {
    const known = facts({ cart: { id: "c1", version: 1, itemCount: 1 } });
    expect(cart.fromToken?.(known, parts)).toBeUndefined();
    expect(cart.ask?.(known)).toEqual({ question: "cart", cart: "c1" });
  });

  it("can be changed and emptied by plain forms, one quantity a form", () => {
    const text = html(cart.render(cartOf(line()), gb, undefined));
    const forms = text.match(/<form.*?<\/form>/gs) ?? [];
    expect(forms).toHaveLength(2);
    for (const form of forms) {
      expect(form).toContain('method="post" action="/en-gb/cart/lines/l1"');
      expect(form.match(/name="quantity"/g)).toHaveLength(1);
      expect(form).toContain('name="return" value="/en-gb/cart"');
      expect(form).toContain('type="submit"');
    }
    expect(text).toContain("£32.00");
  });

  it("says under a line what became of it", () => {
    expect(html(cart.render(cartOf(line({ notice: { kind: "only", available: 2 } })), gb, undefined))).toContain("2 left.");
    expect(html(cart.render(cartOf(line({ notice: { kind: "sold-out" } })), gb, undefined))).toContain("Sold out since you put it in.");
  });

  it("says that a line is not sold here, and not that it sold out", () => {
    const text = html(cart.render(cartOf(line({ notice: { kind: "not-sold-here" } })), gb, undefined));
    expect(text).toContain("Not sold here.");
    expect(text).not.toContain("Sold out");
  });

  it.each(["sold-out", "not-sold-here"] as const)("shows no sum for a %s line, and no way to change but to remove it", (kind) => {
    const none = { minor: 0, currency: "GBP" } as const;
    const text = html(cart.render(cartOf(line({ unitPrice: none, total: none, notice: { kind } })), gb, undefined));
    expect(text).not.toContain("£0.00");
    expect(text.match(/<form.*?<\/form>/gs)).toEqual([expect.stringContaining('name="quantity" value="0"')]);
  });

  it("never lets a title, a choice or an id be markup", () => {
    expect(html(cart.render(cartOf(line({ id: EVIL, title: EVIL, choice: EVIL, handle: EVIL, sku: EVIL })), gb, undefined))).not.toContain(
      "<img src=x",
    );
  });
});

describe("every fragment", () => {
  it("uses texts that every market has", () => {
    const used = new Set<string>();
    const spying: Surroundings = { ...gb, t: (key) => `${used.add(key).size}${key}` };
    // Each fragment reads its own props; together they take none.
    const props = { sku: "NH-1" } as never;
    const draw = (fragment: AnyFragment, data: unknown) => html(fragment.render(data, spying, props));
    for (const fragment of ALL) html(fragment.fallback(spying, props));
    for (const band of ["in", "low", "out"]) draw(stock, { band, count: 1 });
    draw(
      cart,
      cartOf(
        line({ notice: { kind: "not-sold-here" } }),
        line({ notice: { kind: "sold-out" } }),
        line({ notice: { kind: "only", available: 1 } }),
      ),
    );
    draw(cart, null);
    draw(cartBadge, { itemCount: 1 });
    draw(greeting, { firstName: "Ines" });
    draw(recommendations, { cards: [card("a")] });
    draw(recentlyViewed, { cards: [card("a")] });
    for (const market of MARKET_NAMES) expect([...used].filter((key) => !(key in CATALOGS[market]))).toEqual([]);
  });

  it("has a name of its own and a class that keeps its space", () => {
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    for (const { reserve } of ALL) expect(readFileSync("public/styles/shop.css", "utf8") + readStyles()).toContain(`.slot.${reserve}`);
  });

  it("never makes markup of text: no raw, no inner HTML, no style attribute", () => {
    for (const file of readdirSync("fragments").filter((name) => name.endsWith(".tsx") && !name.includes(".test"))) {
      expect(readFileSync(`fragments/${file}`, "utf8"), file).not.toMatch(/dangerouslySetInnerHTML|\braw\(|hono\/html|style=/);
    }
  });
});

function readStyles(): string {
  return readdirSync("public/styles")
    .map((name) => readFileSync(`public/styles/${name}`, "utf8"))
    .join("");
}
