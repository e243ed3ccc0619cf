/** @jsxImportSource hono/jsx */
import { raw } from "hono/html";
import { describe, expect, it } from "vitest";
import { cart } from "../../fragments/cart.tsx";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { defineFragment } from "../../fragments/define-fragment.ts";
import { deliveryNote } from "../../fragments/delivery-note.tsx";
import { greeting } from "../../fragments/greeting.ts";
import { recommendations } from "../../fragments/recommendations.tsx";
import { stock } from "../../fragments/stock.tsx";
import { card } from "../../worker/stitch/fake-shop.ts";
import { renderFragment } from "./render-fragment.ts";
import { stitchPage } from "./stitch-page.ts";

const frame = { budgetMs: 100, reserve: "box", fallback: () => <i>fallback</i> } as const;
const BASKET = { cart: { id: "c1", version: 1, itemCount: 3 } };

/** A fragment as its author got it wrong, past the compiler. */
const broken = (more: object): AnyFragment =>
  ({ ...frame, name: "broken", scope: "visitor", needs: [], fromToken: () => ({}), render: () => <b />, ...more }) as AnyFragment;

const Rejecting = async () => Promise.reject(new Error("nobody asked"));

describe("one fragment", () => {
  it("is rendered from facts, from data, from stock, and without any of them", () => {
    expect(renderFragment(cartBadge, { facts: BASKET })).toContain("3 things in the basket");
    expect(renderFragment(greeting, { market: "de-de", data: { firstName: "Ines" } })).toContain("Ines");
    expect(renderFragment(stock, { stock: [{ sku: "A", band: "out" }], props: { sku: "A" } })).toContain("Sold out");
    expect(renderFragment(stock, { fallback: true })).toContain("Being counted");
  });

  it("says what to pass when it cannot be rendered from what it got", () => {
    expect(() => renderFragment(recommendations)).toThrow('nothing to render "recommendations" from: pass `data`');
    expect(() => renderFragment(stock, { stock: [], props: { sku: "A" } })).toThrow("fallback: true");
    expect(() => renderFragment(cart, { facts: BASKET })).toThrow(
      '"cart" asks the origin "cart" with these facts: pass the answer as `data`',
    );
  });

  it.each([
    ["text instead of JSX", { render: () => "<b>hello</b>" }, 'renders the text "<b>hello</b>" instead of JSX: write <>{text}</>'],
    ["nothing", { render: () => undefined }, "return <></> to show nothing"],
    ["a promise", { render: async () => <b /> }, "has to be waited for"],
    ["what waits, and fails", { render: () => <Rejecting /> }, "has to be waited for"],
    ["an open end", { render: () => raw("<div><b>x</b>") }, "renders markup that is not whole: <div> is not closed"],
    ["a script", { render: () => raw("<script>x</script>") }, "a page alone has scripts and styles: public/scripts, public/styles"],
    [
      "looks of its own",
      { render: () => <b title="on=x" style="color: red" /> },
      'renders the attribute "style", which browsers ignore here',
    ],
    ["a script in an attribute", { render: () => raw("<b title='x' ONCLICK=x()></b>") }, 'renders the attribute "onclick", which'],
    [
      "a text that nobody wrote",
      { render: (_: unknown, { t }: { t: (key: string) => string }) => <b>{t("cart.lable")}</b> },
      'asks for the text "cart.lable", which is not in messages/en-gb.json, which has "cart.label"',
    ],
  ])("is refused when it renders %s, with the fix", (_, more, message) => {
    expect(() => renderFragment(broken(more), { data: {} })).toThrow(message);
  });

  it("may have in a text what it may not have in a tag", () => {
    const markup = `<b title="<i style='x' onclick='y'>">style=x</b>`;
    expect(renderFragment(broken({ render: () => raw(markup) }), { data: {} })).toBe(markup);
  });

  it("is refused in the part of it that asks for a missing text, however deep", () => {
    const Deep = ({ t }: { t: (key: string) => string }) => <b>{t("nobody.wrote")}</b>;
    const render = (_: unknown, { t }: { t: (key: string) => string }) => <Deep t={t} />;
    expect(() => renderFragment(broken({ render }), { data: {} })).toThrow('fragment "broken" asks for the text "nobody.wrote"');
  });
});

describe("a page of the kit", () => {
  it("is the shopper's own, and says where everything came from", async () => {
    const page = await stitchPage({
      fragments: [greeting, cartBadge, recommendations],
      facts: { ...BASKET, firstName: "Ines" },
      answers: { recommendations: { cards: [card("jug")] } },
    });
    expect(page.slot("greeting")).toBe("<span>Hello, Ines</span>");
    expect(page.status).toEqual({ greeting: "token", "cart-badge": "token", recommendations: "batch" });
    expect(page.asked).toEqual(["recommendations"]);
    expect(page.originCalls).toBe(1);
  });

  it("begins without a slow answer, holds its place no longer than the fragment's budget, and shows it when it comes", async () => {
    const given = { fragments: [recommendations], answers: { recommendations: { cards: [card("jug")] } } };
    const late = await stitchPage({ ...given, delays: { recommendations: 700 } });
    expect(late.status.recommendations).toBe("fallback;because=late");
    expect(late.slot("recommendations")).toContain("jug");
    expect([late.firstByteMs, late.lastByteMs]).toEqual([25, 700]);
    const tooLate = await stitchPage({ ...given, delays: { recommendations: 5_000 } });
    expect(tooLate.slot("recommendations")).toBe("<div></div>");
    expect(tooLate.lastByteMs).toBe(1_500);
  });

  it("tells what stands in the slot to its end, also where a late one holds a template", async () => {
    const render = () => (
      <div>
        <template>x</template>y
      </div>
    );
    const holding = broken({ fromToken: undefined, ask: () => ({ question: "cart-summary", cart: "c1" }), render });
    const given = { fragments: [holding], facts: BASKET, answers: { "cart-summary": { itemCount: 3 } } };
    const page = await stitchPage({ ...given, delays: { "cart-summary": 700 } });
    expect(page.slot("broken")).toBe("<div><template>x</template>y</div>");
  });

  it.each([
    ["is down", { originIsDown: true }],
    ["refuses", { faults: { "delivery-note": "refused" } } as const],
    ["talks nonsense", { faults: { "delivery-note": "nonsense" } } as const],
  ])("shows the fallback when the origin %s", async (_, fault) => {
    const page = await stitchPage({ fragments: [deliveryNote], ...fault });
    expect(page.status["delivery-note"]).toMatch(/^fallback/);
    expect(page.slot("delivery-note")).toContain("<dt>");
  });

  it("knows which fragments a page declares", async () => {
    await expect(stitchPage({ page: "home", fragments: [stock] })).rejects.toThrow(
      'fragment "stock" has a slot on the page "home", which does not declare it: add it to `home` in worker/pages/places.ts',
    );
  });

  it("names a question that the test, or the origin, does not know", async () => {
    await expect(stitchPage({ fragments: [deliveryNote] })).rejects.toThrow('answers: { "delivery-note": ... }');
    const horoscope = broken({ fromToken: undefined, ask: () => ({ question: "horoscope" }) });
    await expect(stitchPage({ fragments: [horoscope] })).rejects.toThrow(
      'fragment "broken" asks "horoscope", which the origin does not know: declare it in origin-api/contract/questions.ts',
    );
  });

  it("names what in the test's own answer the origin never says", async () => {
    const given = { fragments: [cart], facts: BASKET };
    const halfCart = { id: "c1", version: 1, itemCount: 3 } as never;
    const message = 'the test answers "cart" with a wrong "lines"';
    await expect(stitchPage({ ...given, answers: { cart: halfCart } })).rejects.toThrow(message);
    await expect(stitchPage({ ...given, answers: { cart: () => halfCart } })).rejects.toThrow(message);
  });

  it.each(["answers", "delays", "faults"])("names a question in %s that there is none of", async (where) => {
    const given = { fragments: [cartBadge], facts: BASKET, [where]: { "cart-badge": 700 } };
    await expect(stitchPage(given)).rejects.toThrow(`\`${where}\` goes by questions, and "cart-badge" is none: `);
  });

  it("names a question whose answers are somebody else's", async () => {
    const nosy = broken({ scope: "public", source: "tier", lifetime: "note", about: () => ({ question: "cart", cart: "c1" }) });
    await expect(stitchPage({ fragments: [nosy] })).rejects.toThrow(
      'has the scope public and asks "cart", whose answers are of the scope visitor',
    );
  });

  it.each([
    ["the token", { fromToken: async () => ({}) }, "fromToken"],
    [
      "what it says meanwhile",
      { fromToken: undefined, ask: () => ({ question: "cart", cart: "c1" }), meanwhile: async () => ({}) },
      "meanwhile",
    ],
    ["a question", { fromToken: undefined, ask: async () => ({ question: "cart", cart: "c1" }) }, "ask"],
    ["what it shows", { fromToken: undefined, shows: { lifetime: "note", which: async () => [], data: () => ({}) } }, "shows.which"],
  ])("names a fragment that waits for %s", async (_, more, step) => {
    await expect(stitchPage({ fragments: [broken(more)], originIsDown: true })).rejects.toThrow(
      `fragment "broken" has to be waited for in ${step}: fragments do no I/O`,
    );
  });

  it.each([
    ["which", { which: () => (undefined as never as { id: string }[]).map(({ id }) => id), data: () => ({}) }],
    ["data", { which: () => [{ question: "card", handle: "jug" }], data: (shown: { id: string }[]) => shown.map(({ id }) => id) }],
  ])("does not cover a bug in what it shows with a fallback: %s", async (step, shows) => {
    const buggy = broken({ fromToken: undefined, shows: { lifetime: "note", ...shows } });
    await expect(stitchPage({ fragments: [buggy], answers: { card: null } })).rejects.toThrow(
      `fragment "broken" failed in shows.${step}: TypeError`,
    );
  });

  it("names what is wrong with a question that the origin knows", async () => {
    const nameless = broken({ scope: "public", source: "tier", lifetime: "note", about: () => ({ question: "card" }) });
    await expect(stitchPage({ fragments: [nameless], answers: { card: null } })).rejects.toThrow(
      'fragment "broken" asks "card" with a wrong "handle"',
    );
  });

  it("names a lifetime that there is none of", async () => {
    const card = { question: "card", handle: "jug" };
    const eternal = broken({ scope: "public", source: "tier", lifetime: "forever", about: () => card });
    await expect(stitchPage({ fragments: [eternal], answers: { card: null } })).rejects.toThrow(
      'fragment "broken" has the lifetime "forever": "recommendation" and "note" are known',
    );
  });

  it("does not cover a bug with a fallback", async () => {
    const buggy = defineFragment({
      ...frame,
      name: "buggy",
      scope: "visitor",
      needs: ["firstName"],
      fromToken: ({ firstName }) => ({ letters: (firstName as string).length }),
      render: ({ letters }) => <b>{letters}</b>,
    });
    await expect(stitchPage({ fragments: [buggy] })).rejects.toThrow('fragment "buggy" failed in fromToken: TypeError');
  });
});
