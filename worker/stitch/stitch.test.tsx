/** @jsxImportSource hono/jsx */

import fc from "fast-check";
import { raw } from "hono/html";
import { describe, expect, it } from "vitest";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import { type AnyFragment, defineFragment } from "../../fragments/define-fragment.ts";
import { deliveryNote } from "../../fragments/delivery-note.tsx";
import { recommendations } from "../../fragments/recommendations.tsx";
import { stock } from "../../fragments/stock.tsx";
import { card, customer, LATE_SCRIPT, outcomesAtEnd, pageText, shellOf, testShop } from "./fake-shop.ts";
import { fakeStored } from "./fake-tiers.ts";
import { TOLD_WITHIN } from "./fill-from-bulletin.ts";
import { stitch } from "./stitch.ts";

const frame = { budgetMs: 100, reserve: "box", fallback: () => <i>fallback</i> } as const;

/** A visitor fragment whose answer takes as long as the origin's `cart-summary`. */
const slow = (name: string, budgetMs = 100): AnyFragment =>
  defineFragment({
    ...frame,
    budgetMs,
    name,
    scope: "visitor",
    needs: ["customer"],
    ask: ({ customer }) => (customer ? { question: "cart-summary", cart: name } : undefined),
    render: ({ itemCount }: { itemCount: number }) => <b>{itemCount} pieces</b>,
  });

const plain = (name: string, text: string): AnyFragment =>
  defineFragment({
    ...frame,
    name,
    scope: "visitor",
    needs: [],
    fromToken: () => ({ text }),
    render: ({ text }) => <u title={text}>{text}</u>,
  });

const Rejecting = async () => Promise.reject(new Error("nobody asked"));

const ines = { visitor: customer("Ines") };

describe("a stitched page", () => {
  it("is what replacing each marker by its fragment would give, byte for byte", async () => {
    const parts = fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(parts, fc.string({ unit: "grapheme" }), async (pairs, end) => {
        const shop = testShop();
        const fragments = pairs.map(([, text], i) => plain(`f${i}`, text));
        const segments = [...pairs.map(([run]) => run), end].map((run) => new TextEncoder().encode(run));
        const slots = fragments.map(({ name }) => ({ fragment: name, props: null, fallback: "" }));
        const page = await shop.view(fragments, { shell: fakeStored("shell", { segments, slots }, 0) });
        const naive =
          pairs.map(([run, text]) => `${run.toWellFormed()}${(<u title={text}>{text}</u>).toString().toWellFormed()}`).join("") +
          end.toWellFormed();
        expect(await pageText(page)).toBe(naive);
      }),
    );
  });

  it("is one array of exactly its size when everything is at hand", async () => {
    const page = await testShop().view([cartBadge], ines);
    expect(page.body).toBeInstanceOf(Uint8Array);
    expect((page.body as Uint8Array).buffer.byteLength).toBe((page.body as Uint8Array).length);
  });

  it("escapes what visitors and products are called, in text and in attributes", async () => {
    const page = await testShop().view([plain("name", `"><script>alert(1)</script>`)]);
    expect(await pageText(page)).not.toMatch(/<script|title=""/);
  });

  it("never lets a fragment open a slot", async () => {
    const shop = testShop();
    const shell = shellOf([cartBadge], 0);
    const page = await shop.view([plain("trap", "<!--slot 0 0-->[cart-badge:")], { shell: shellOf([plain("trap", "")], 0) });
    expect(await pageText(page)).toContain("&lt;!--slot");
    expect(shell.slots).toHaveLength(1);
  });
});

describe("a slot that cannot be filled", () => {
  const render = () => <b>never</b>;
  it.each<[string, AnyFragment, string]>([
    [
      "throws while it renders",
      defineFragment({ ...frame, name: "bad", scope: "visitor", needs: [], fromToken: () => 1, render: () => JSON.parse("{") }),
      "error",
    ],
    [
      "throws while it decides",
      defineFragment({ ...frame, name: "bad", scope: "visitor", needs: [], fromToken: () => JSON.parse("{"), render }),
      "error",
    ],
    [
      "gives text instead of markup",
      defineFragment({ ...frame, name: "bad", scope: "visitor", needs: [], fromToken: () => 1, render: () => "<b>" as never }),
      "error",
    ],
    [
      "gives a promise",
      defineFragment({
        ...frame,
        name: "bad",
        scope: "visitor",
        needs: [],
        fromToken: () => 1,
        render: (async () => <b />) as () => never,
      }),
      "error",
    ],
    [
      "gives what waits and fails",
      defineFragment({ ...frame, name: "bad", scope: "visitor", needs: [], fromToken: () => 1, render: () => <Rejecting /> }),
      "error",
    ],
    [
      "waits while it decides, and fails",
      defineFragment({ ...frame, name: "bad", scope: "visitor", needs: [], fromToken: Rejecting as () => never, render }),
      "error",
    ],
    [
      "waits for the bulletin, and fails",
      defineFragment({ ...frame, name: "bad", scope: "public", source: "bulletin", read: Rejecting as () => never, render }),
      "error",
    ],
    [
      "has no subject",
      defineFragment({ ...frame, name: "bad", scope: "segment", lifetime: "note", about: () => undefined, render }),
      "no-subject",
    ],
    ["is unknown to the bulletin", stock, "unknown"],
  ])("shows its fallback when it %s", async (_, fragment, because) => {
    const page = await testShop().view([fragment, cartBadge], { ...ines, shell: shellOf([fragment, cartBadge], 0, { sku: "NH-1" }) });
    expect(page.outcomes.get(fragment.name)).toEqual({ source: "fallback", because });
    expect(await pageText(page)).toContain(`<i>no ${fragment.name}</i>`);
    expect(page.outcomes.get("cart-badge")?.source).toBe("token");
    expect(page.etag).toBeUndefined();
  });

  it("shows its fallback when the route does not declare it", async () => {
    const page = await testShop().view([], { shell: shellOf([cartBadge], 0) });
    expect(page.outcomes.get("cart-badge")).toEqual({ source: "fallback", because: "undeclared" });
  });

  it.each(["off", "garbage"] as const)("shows its fallback when the origin is %s, and the rest of the page stands", async (mode) => {
    const shop = testShop();
    shop.origin.mode = mode;
    const page = await shop.view([slow("a"), recommendations, deliveryNote, cartBadge], ines);
    expect([...page.outcomes.values()].map(({ source }) => source)).toEqual(["fallback", "fallback", "fallback", "token"]);
    expect(await pageText(page)).not.toMatch(/nonsense|<script>/);
    expect(shop.tiers.stored.size).toBe(0);
  });

  it("shows its fallback when it throws on the answer it asked for, and stores the answer all the same", async () => {
    const shop = testShop();
    shop.origin.answer = (ask) => (ask.question === "recommendations" ? { cards: [] } : { itemCount: 1 });
    const explode = () => JSON.parse("{");
    const page = await shop.view(
      [
        { ...slow("a"), render: explode },
        { ...recommendations, render: explode },
      ],
      ines,
    );
    expect([...page.outcomes.values()]).toEqual([
      { source: "fallback", because: "error" },
      { source: "fallback", because: "error" },
    ]);
    expect(shop.tiers.stored.size).toBe(1);
  });

  it("fails alone when the origin refuses one question of several", async () => {
    const shop = testShop();
    shop.origin.answer = (ask) => (ask.question === "cart-summary" && ask.cart === "a" ? JSON.parse("{") : { itemCount: 3 });
    const page = await shop.view([slow("a"), slow("b")], ines);
    expect([...page.outcomes]).toEqual([
      ["a", { source: "fallback", because: "refused" }],
      ["b", { source: "batch" }],
    ]);
  });
});

describe("a fragment with an open end", () => {
  const open = (markup: string) =>
    defineFragment({ ...frame, name: "open", scope: "visitor", needs: [], fromToken: () => 1, render: () => raw(markup) });

  it.each(["<div><b>", "</div></main>", "<!--", "<plaintext>", "<textarea>", '<a title="', "<script>"])(
    "cannot swallow the page with %s",
    async (markup) => {
      const page = await testShop().view([open(markup), cartBadge], ines);
      expect(page.outcomes.get("open")).toEqual({ source: "fallback", because: "error" });
      expect(await pageText(page)).toBe(`<body>[open:<i>no open</i>][cart-badge:${await badge()}]</body></html>`);
    },
  );
});

describe("a fragment that is late", () => {
  it("does not hold up the first bytes, and stands in its place when it comes within its budget", async () => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = 60;
    shop.origin.answer = () => ({ itemCount: 9 });
    const viewing = shop.view([slow("a"), cartBadge], ines);
    await shop.clock.advance(25);
    const page = await viewing;
    expect([...page.outcomes.values()].map(({ source }) => source)).toEqual(["pending", "token"]);
    expect(page.etag).toBeUndefined();
    const reader = (page.body as ReadableStream<Uint8Array>).getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toBe("<body>[a:");
    const rest = next();
    await shop.clock.advance(35);
    expect((await rest) + (await next())).toBe(`<b>9 pieces</b>][cart-badge:${await badge()}]</body></html>`);
    expect((await outcomesAtEnd(page)).get("a")).toEqual({ source: "batch", waitedMs: 60 });
  });

  it("is waited for in one array while look-ups take no longer than the first bytes do", async () => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = 25;
    shop.origin.answer = () => ({ itemCount: 9 });
    const viewing = shop.view([slow("a")], ines);
    await shop.clock.advance(25);
    expect(await viewing).toMatchObject({ body: expect.any(Uint8Array), etag: expect.any(String) });
  });

  it("holds its place no longer than its own budget, then comes behind the page and is moved into it", async () => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = 300;
    shop.origin.answer = () => ({ itemCount: 9 });
    const viewing = shop.view([slow("a"), cartBadge], ines);
    await shop.clock.advance(99);
    await shop.clock.advance(1);
    const page = await viewing;
    expect((await outcomesAtEnd(page)).get("a")).toEqual({ source: "fallback", because: "late" });
    expect(page.etag).toBeUndefined();
    const text = pageText(page);
    await shop.clock.advance(200);
    expect(await text).toBe(
      `<body>[a:<i>no a</i>][cart-badge:${await badge()}]<template data-fragment="a"><b>9 pieces</b></template><script>${LATE_SCRIPT}</script></body></html>`,
    );
  });

  it("is waited for as long as first bytes may be when its shell took longer to find than its budget is", async () => {
    for (const [waited, body] of [
      [25, /\[a:<b>9 pieces<\/b>\]/],
      [26, /\[a:<i>no a<\/i>\].*<template data-fragment="a"><b>9 pieces<\/b>/],
    ] as const) {
      const shop = testShop();
      shop.origin.answer = () => ({ itemCount: 9 });
      shop.origin.delays["cart-summary"] = 400 + waited;
      const started = shop.start([slow("a")], ines);
      await shop.clock.advance(400);
      const page = Promise.resolve(stitch(shellOf([slow("a")], shop.clock.now()), started, LATE_SCRIPT));
      await shop.clock.advance(25);
      const text = pageText(await page);
      await shop.clock.advance(1);
      expect(await text).toMatch(body);
    }
  });

  it("lets the page out without waiting, then comes as soon as it is there", async () => {
    const shop = testShop();
    shop.origin.answer = () => ({ itemCount: 9 });
    shop.origin.delays["cart-summary"] = 300;
    const viewing = shop.view([slow("a")], ines);
    await shop.clock.advance(100);
    const reader = ((await viewing).body as ReadableStream<Uint8Array>).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("<body>[a:");
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("<i>no a</i>]");
    const rest = reader.read();
    await shop.clock.advance(200);
    expect(new TextDecoder().decode((await rest).value)).toContain('<template data-fragment="a">');
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("</body></html>");
    expect((await reader.read()).done).toBe(true);
  });

  it("stays away, and the document ends, when the page's own budget is over", async () => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = 5_000;
    const viewing = shop.view([slow("a")], { ...ines, pageMs: 400 });
    await shop.clock.advance(100);
    const text = pageText(await viewing);
    await shop.clock.advance(300);
    expect(await text).toBe("<body>[a:<i>no a</i>]</body></html>");
  });

  it("never waits longer than the page has left, whatever its own budget", async () => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = 5_000;
    const viewing = shop.view([slow("a", 60_000)], { ...ines, pageMs: 150 });
    await shop.clock.advance(150);
    expect(await pageText(await viewing)).toBe("<body>[a:<i>no a</i>]</body></html>");
  });

  it("does not delay one that is quick", async () => {
    const shop = testShop();
    shop.origin.delays.cart = 5_000;
    shop.origin.answer = () => ({ itemCount: 1 });
    const cartLike = defineFragment({
      ...frame,
      budgetMs: 0,
      name: "whole",
      scope: "visitor",
      needs: [],
      ask: () => ({ question: "cart" as const, cart: "c" }),
      render: () => <b />,
    });
    const page = await shop.view([cartLike, slow("a")], ines);
    expect(page.outcomes.get("a")).toEqual({ source: "batch" });
  });

  it("is stood in for by its last good answer, when that may still be shown", async () => {
    const shop = testShop();
    shop.origin.answer = () => ({ cards: [card("jug", "Old jug")] });
    await shop.view([recommendations]);
    shop.tiers.stale = true;
    shop.origin.delays.recommendations = 400;
    shop.origin.answer = () => ({ cards: [card("jug", "Fresh jug")] });
    const viewing = shop.view([recommendations]);
    await shop.clock.advance(120);
    const page = await viewing;
    expect((await outcomesAtEnd(page)).get("recommendations")).toEqual({ source: "tier", because: "late", ageSeconds: 0 });
    const text = pageText(page);
    await shop.clock.advance(400);
    expect(await text).toMatch(/\[recommendations:.*Old jug.*\]<template data-fragment="recommendations">.*Fresh jug.*<\/template>/s);
  });

  it("is fed to the tiers all the same, for the next view", async () => {
    const shop = testShop();
    shop.origin.delays.recommendations = 400;
    shop.origin.answer = () => ({ cards: [] });
    const viewing = shop.view([recommendations], { pageMs: 500 });
    await shop.clock.advance(500);
    await viewing;
    expect((await shop.view([recommendations])).outcomes.get("recommendations")?.source).toBe("tier");
  });
});

describe("a stock line", () => {
  it("shows the bulletin as it is at each view of the same shell", async () => {
    const shop = testShop();
    const shell = shellOf([stock], 0, { sku: "NH-1" });
    const look = async () => pageText(await shop.view([stock], { shell }));
    shop.stock.set("NH-1", { sku: "NH-1", band: "low", count: 2 });
    expect(await look()).toContain("2 left");
    shop.stock.set("NH-1", { sku: "NH-1", band: "low", count: 1 });
    expect(await look()).toContain("One left");
    shop.stock.set("NH-1", { sku: "NH-1", band: "out" });
    expect(await look()).toContain("Sold out");
    shop.stock.delete("NH-1");
    expect(await look()).toContain("no stock");
  });

  it("shows the bulletin as it is, whatever its data is made of", async () => {
    const shop = testShop();
    const bands = defineFragment({
      ...frame,
      name: "bands",
      scope: "public",
      source: "bulletin",
      read: (level, { sku }: { sku: string }) => new Set([level(sku)?.band]),
      render: (seen) => <b>{[...seen].join()}</b>,
    });
    const shell = shellOf([bands], 0, { sku: "NH-1" });
    shop.stock.set("NH-1", { sku: "NH-1", band: "in" });
    expect(await pageText(await shop.view([bands], { shell }))).toContain("<b>in</b>");
    shop.stock.set("NH-1", { sku: "NH-1", band: "out" });
    expect(await pageText(await shop.view([bands], { shell }))).toContain("<b>out</b>");
  });

  it("says nothing of what was told too long ago", async () => {
    const shop = testShop();
    const shell = shellOf([stock], 0, { sku: "NH-1" });
    shop.stock.set("NH-1", { sku: "NH-1", band: "low", count: 1 });
    shop.toldMs = TOLD_WITHIN;
    expect(await pageText(await shop.view([stock], { shell }))).toContain("One left");
    shop.toldMs = TOLD_WITHIN + 1;
    const page = await shop.view([stock], { shell });
    expect(await pageText(page)).toContain("no stock");
    expect(page.outcomes.get("stock")).toMatchObject({ source: "fallback", because: "late" });
  });

  it("is read once of each copy of the bulletin", async () => {
    const shop = testShop();
    const shell = shellOf([stock], 0, { sku: "NH-1" });
    const look = async () => pageText(await shop.view([stock], { shell }));
    shop.copy = {};
    shop.stock.set("NH-1", { sku: "NH-1", band: "low", count: 2 });
    const first = await look();
    shop.stock.set("NH-1", { sku: "NH-1", band: "out" });
    expect(await look()).toBe(first);
    shop.copy = {};
    expect(await look()).not.toBe(first);
  });
});

describe("a page's validator", () => {
  it("changes with what stands in the slots, and with nothing else", async () => {
    const shop = testShop();
    const shell = shellOf([cartBadge], shop.clock.now());
    const etags = await Promise.all(
      [1, 1, 2].map(
        async (itemCount) =>
          (await shop.view([cartBadge], { shell, visitor: customer("Ines", { cart: { id: "c", version: 1, itemCount } }) })).etag,
      ),
    );
    expect(etags[0]).toMatch(/^W\/"[a-z0-9.]+"$/);
    expect(etags[1]).toBe(etags[0]);
    expect(etags[2]).not.toBe(etags[0]);
  });

  it("changes with the shell", async () => {
    const shop = testShop();
    const before = await shop.view([cartBadge]);
    await shop.clock.advance(1);
    expect((await shop.view([cartBadge])).etag).not.toBe(before.etag);
  });
});

async function badge(): Promise<string> {
  const text = await pageText(await testShop().view([cartBadge], ines));
  return text.slice(text.indexOf(":") + 1, text.indexOf("]"));
}
