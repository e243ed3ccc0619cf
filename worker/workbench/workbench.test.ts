import { describe, expect, it } from "vitest";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import { deliveryNote } from "../../fragments/delivery-note.tsx";
import { recentlyViewed } from "../../fragments/recently-viewed.tsx";
import { recommendations } from "../../fragments/recommendations.tsx";
import { stock } from "../../fragments/stock.tsx";
import { surroundingsOf } from "../messages.ts";
import { card, customer, outcomesAtEnd, pageText, shellOf, testShop } from "../stitch/fake-shop.ts";
import { stitch } from "../stitch/stitch.ts";
import { explained } from "./explained.ts";
import { insertAtBodyEnd } from "./insert-markup.ts";
import { nearest } from "./nearest.ts";
import { overlayReport } from "./report.ts";
import { switchFragments, watchTimes } from "./switch-fragments.ts";
import { readSwitches, type Switch } from "./switches.ts";
import { tryFallbacks } from "./try-fallbacks.ts";

const PAGE = "http://shop.example/en-gb/products/rim-mug";

describe("the switches", () => {
  it("are what the overlay's cookie says, and nothing it does not know", () => {
    const { isOpen, of } = readSwitches(PAGE, "a=b; vitrine-overlay=on~late.stock~fail.cart-badge~explode.cart~late.~late; c=d");
    expect(isOpen).toBe(true);
    expect([...of]).toEqual([
      ["stock", "late"],
      ["cart-badge", "fail"],
    ]);
  });

  it.each([null, "", "vitrine-overlay=", "vitrine-overlay=off~fail.cart", "vitrine-overlay=on~fail.a; vitrine-overlay=on~fail.b"])(
    "are all off without it: %s",
    (header) => {
      expect(readSwitches(PAGE, header)).toEqual({ isOpen: false, withoutScript: false, of: new Map() });
    },
  );

  it("know a page that is to run no script", () => {
    expect(readSwitches(`${PAGE}?_overlay=no-script`, null).withoutScript).toBe(true);
  });
});

/** A page view of three fragments with one of them switched. */
async function view(name: string, how: Switch) {
  const shop = testShop();
  shop.stock.set("NH-1", { sku: "NH-1", band: "in" });
  shop.origin.answer = () => ({ cards: [card("jug")] });
  const fragments = [cartBadge, stock, recommendations];
  const started = shop.start(fragments, { visitor: customer("Ines", { cart: { id: "c1", version: 1, itemCount: 4 } }) });
  const switched = switchFragments(started, new Map([[name, how]]));
  const times = watchTimes(switched);
  const shell = shellOf(fragments, shop.clock.now(), { sku: "NH-1" });
  const page = Promise.resolve(stitch(shell, switched, "/*late*/")).then(async (stitched) => ({
    ...stitched,
    text: await pageText(stitched),
    outcomes: await outcomesAtEnd(stitched),
  }));
  await shop.clock.advance(10_000);
  return { shop, times, ...(await page) };
}

describe("a fragment that is held up", () => {
  it("comes behind the page when it is late", async () => {
    const { text, outcomes, times } = await view("cart-badge", "late");
    expect(outcomes.get("cart-badge")).toEqual({ source: "fallback", because: "late" });
    expect(text).toMatch(/<template data-fragment="cart-badge">.*4 things/s);
    expect(times.get("cart-badge")).toBe(700);
  });

  it("stays away when it is too late", async () => {
    const { text } = await view("recommendations", "too-late");
    expect(text).not.toContain("jug");
  });

  it.each(["cart-badge", "stock", "recommendations"])("shows its fallback when it fails: %s", async (name) => {
    const { outcomes, text } = await view(name, "fail");
    expect(outcomes.get(name)).toEqual({ source: "fallback", because: "failed-on-purpose" });
    expect(text).toContain(`<i>no ${name}</i>`);
  });

  it("leaves what is stored as it was", async () => {
    const { shop } = await view("recommendations", "fail");
    const kept = [...shop.tiers.stored.values()].map(({ segments }) => new TextDecoder().decode(segments[0]));
    expect(kept).toEqual([expect.stringContaining("jug")]);
    expect((await shop.view([recommendations])).outcomes.get("recommendations")?.source).toBe("tier");
  });
});

describe("the report of a view", () => {
  it("says of each fragment whose it is, where it came from and what reaches it", async () => {
    const shop = testShop();
    const started = shop.start([cartBadge, recommendations, recentlyViewed, deliveryNote]);
    const parts = {
      host: "shop.example",
      market: "en-gb",
      route: "product",
      path: { handle: "rim-mug" },
      query: {},
      dimensions: {},
    } as const;
    const headers = new Headers({
      "Cache-Status": "vitrine-pop; fwd=miss, vitrine-memory; hit; ttl=10",
      "Fragment-Status":
        "cart-badge=token, recommendations=tier;because=swr;age=41, stray=fallback;because=undeclared, " +
        "recently-viewed=fallback;because=no-subject, delivery-note=fallback;because=no-subject",
    });
    const now = shop.clock.now();
    const shell = { ...shellOf([], now - 40_000), surrogateKeys: ["product:1", "all", "market:en-gb", "url:/en-gb/x"] };
    const seen = { parts, canonical: "/en-gb/x", started, times: new Map([["cart-badge", 3]]), switches: new Map() };
    const report = overlayReport(seen, { shell, answers: new Map() }, headers, "FRA", now);
    expect(report.page).toMatchObject({ state: "hit", ageSeconds: 40, ttlSeconds: 60, surrogateKeys: ["product:1"], pop: "FRA" });
    expect(report.fragments).toMatchObject([
      { name: "cart-badge", scope: "visitor", source: "token", state: "private", budgetMs: 150, usedMs: 3 },
      { name: "recommendations", scope: "public", source: "tier", state: "stale", because: "swr", ageSeconds: 41, usedMs: null },
      { name: "stray", scope: "undeclared", state: "miss" },
      { name: "recently-viewed", state: "private", because: "no-subject" },
      { name: "delivery-note", state: "hit", because: "no-subject" },
    ]);
  });
});

it("complains of a fallback that breaks, of which a page shows nothing", () => {
  const said: unknown[] = [];
  const buggy = explained({ ...cartBadge, name: "buggy", fallback: () => (undefined as unknown as { no: never }).no }, (error) =>
    said.push(error),
  );
  tryFallbacks([buggy, explained(recommendations, (error) => said.push(error))], surroundingsOf("en-gb"));
  expect(said.map(String)).toEqual([expect.stringContaining('fragment "buggy" failed in fallback: TypeError')]);
});

describe("markup at the end of a document", () => {
  const send = (...chunks: string[]) => new Response(chunks.join("")).body ?? new ReadableStream();
  const stream = (...chunks: string[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    });
  const inserted = (body: ReadableStream<Uint8Array>) => new Response(insertAtBodyEnd(body, async () => "MORE")).text();

  it.each([[["<p>hi</p></body></html>"]], [["<p>hi</p></bo", "dy></ht", "ml>"]], [["<p>hi</p></body></html", ">"]]])(
    "stands inside the body: %j",
    async (chunks) => {
      expect(await inserted(stream(...chunks))).toBe("<p>hi</p>MORE</body></html>");
    },
  );

  it("follows a document that ends otherwise", async () => {
    expect(await inserted(send("x"))).toBe("xMORE");
  });
});

it("guesses what was meant only when it is near", () => {
  expect(nearest("cart.lable", ["cart.label", "cart.title"])).toBe("cart.label");
  expect(nearest("nobody", ["cart.label"])).toBeUndefined();
});
