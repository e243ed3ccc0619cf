import { describe, expect, it } from "vitest";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { stock } from "../../fragments/stock.tsx";
import { surroundingsOf } from "../messages.ts";
import { openSlotBook } from "../pages/slot.tsx";
import { customer, shellOf, testShop } from "../stitch/fake-shop.ts";
import { type FragmentsContext, serveFragments } from "./serve-fragments.ts";

const site = { origin: "https://nearhand.example", host: "nearhand.example" };
const DECLARED: readonly AnyFragment[] = [cartBadge, stock];

function context() {
  const shop = testShop();
  shop.stock.set("NH-1", { sku: "NH-1", band: "low", count: 2 });
  const asked: string[] = [];
  const visitor = customer("Ines", { cart: { id: "c1", version: 1, itemCount: 7 } });
  const open: FragmentsContext["open"] = async (page, names) => {
    asked.push(page);
    if (!page.startsWith("/en-gb/products/")) return undefined;
    const started = shop.start(
      DECLARED.filter(({ name }) => names.includes(name)),
      { visitor },
    );
    return { started, slots: shellOf([stock], 0, { sku: "NH-1" }).slots };
  };
  return { asked, context: { site, open } satisfies FragmentsContext };
}

/** One that is asked of the origin. */
const waiting = (name: string, budgetMs: number): AnyFragment => ({
  ...cartBadge,
  name,
  budgetMs,
  fromToken: () => undefined,
  ask: () => ({ question: "cart-summary", cart: "c1" }),
  meanwhile: () => undefined,
});

const ask = (query: string, headers: Record<string, string> = {}) =>
  new Request(`https://nearhand.example/en-gb/_fragments?${query}`, { headers });
const PAGE = "page=%2Fen-gb%2Fproducts%2Frim-mug%3Fvariant%3DNH-1";

describe("refreshing fragments of a page", () => {
  it("answers a template for each, with where it came from, to nobody else", async () => {
    const answer = await serveFragments(ask(`${PAGE}&names=cart-badge,stock`), context().context);
    const text = await answer.text();
    expect(text).toMatch(
      /^<template data-fragment="cart-badge" data-state="token"><a .*>7<.*<\/template><template data-fragment="stock" data-state="bulletin" data-about="[0-9a-f]{8}">.*2 left.*<\/template>$/,
    );
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(answer.headers.get("CDN-Cache-Control")).toBe("no-store");
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  });

  it("answers for each slot of a fragment that stands in several, in the order of the document", async () => {
    const shop = testShop();
    shop.stock.set("NH-1", { sku: "NH-1", band: "low", count: 2 });
    shop.stock.set("NH-2", { sku: "NH-2", band: "out" });
    const slots = ["NH-1", "NH-2"].flatMap((sku) => shellOf([stock], 0, { sku }).slots);
    const open: FragmentsContext["open"] = async () => ({ started: shop.start([stock]), slots });
    const templates = (await (await serveFragments(ask(`${PAGE}&names=stock`), { site, open })).text()).split("</template>");
    expect(templates).toEqual([expect.stringContaining("2 left"), expect.stringContaining("Sold out"), ""]);
  });

  it("says of each what it is about as its slot in the page does, and nothing of one that is about no one thing", async () => {
    const { Slot, placed } = openSlotBook<typeof stock | typeof cartBadge>("nonce", surroundingsOf("en-gb"));
    const page = [Slot({ of: cartBadge }), Slot({ of: stock, props: { sku: "NH-1" } }), Slot({ of: stock, props: { sku: "NH-2" } })];
    const slots = JSON.parse(JSON.stringify(placed)) as typeof placed;
    const open: FragmentsContext["open"] = async () => ({ started: testShop().start([cartBadge, stock]), slots });
    const answer = await (await serveFragments(ask(`${PAGE}&names=cart-badge,stock`), { site, open })).text();
    const about = (html: string) =>
      [...html.matchAll(/ data-fragment="([^"]*)"[^>]*?(?: data-about="([^"]*)")?>/g)].map(([, ...said]) => said);
    expect(about(answer)).toEqual(about(page.join("")));
    expect(new Set(about(answer).map(([, subject]) => subject)).size).toBe(3);
    expect(about(answer)[0]).toEqual(["cart-badge", undefined]);
  });

  it("gives none of them up before the slowest: they come in one answer", async () => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = 400;
    shop.origin.answer = () => ({ itemCount: 9 });
    const [quick, slow] = [waiting("quick", 150), waiting("slow", 1_000)];
    const open: FragmentsContext["open"] = async () => ({ started: shop.start([quick, slow], { visitor: customer("Ines") }), slots: [] });
    const answering = serveFragments(ask(`${PAGE}&names=quick,slow`), { site, open });
    await shop.clock.advance(400);
    const text = await (await answering).text();
    expect(text.match(/data-state="\w+"/g)).toEqual(['data-state="batch"', 'data-state="batch"']);
  });

  it("leaves out what the page does not declare", async () => {
    expect(await (await serveFragments(ask(`${PAGE}&names=cart,cart-badge`), context().context)).text()).not.toContain('"cart"');
  });

  it("shows the fallback of a stock line whose place is not known", async () => {
    const { context: known } = context();
    const open: FragmentsContext["open"] = async (page, names) => {
      const opened = await known.open(page, names);
      return opened && { ...opened, slots: [] };
    };
    expect(await (await serveFragments(ask(`${PAGE}&names=stock`), { site, open })).text()).toContain(
      'data-state="fallback" data-because="error"><div class="stock">',
    );
  });

  it("leaves the place of a fragment empty whose fallback is broken", async () => {
    const broken = { ...stock, fallback: () => (undefined as unknown as { no: never }).no };
    const open: FragmentsContext["open"] = async () => ({ started: testShop().start([broken]), slots: [] });
    const answer = await serveFragments(ask(`${PAGE}&names=stock`), { site, open });
    expect(await answer.text()).toBe('<template data-fragment="stock" data-state="fallback" data-because="error"></template>');
  });

  it.each([
    ["no page", "names=stock", ["page"]],
    ["a page of another site", "page=%2F%2Fevil.example%2F&names=stock", ["page"]],
    ["no names", PAGE, ["names"]],
    ["more than twelve names", `${PAGE}&names=${Array.from({ length: 13 }, (_, i) => `n${i}`).join()}`, ["names"]],
    ["one name two hundred times", `${PAGE}&names=${"cart-badge,".repeat(199)}cart-badge`, ["names"]],
    ["names that are markup", `${PAGE}&names=%22%3E%3Cscript%3E`, ["names"]],
  ])("refuses %s and asks for nothing", async (_, query, fields) => {
    const { context: known, asked } = context();
    const answer = await serveFragments(ask(query), known);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual(fields);
    expect(asked).toEqual([]);
  });

  it("never answers another site", async () => {
    expect((await serveFragments(ask(`${PAGE}&names=cart-badge`, { "Sec-Fetch-Site": "cross-site" }), context().context)).status).toBe(403);
  });

  it("answers 404 for what is no page", async () => {
    expect((await serveFragments(ask("page=%2Fen-gb%2Fadmin&names=cart-badge"), context().context)).status).toBe(404);
  });
});
