import { eq } from "drizzle-orm";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { PageAnswer, type SitemapPage } from "#contract/pages";
import { openShop, type ShopInMemory } from "../fixtures/shop-in-memory.ts";
import { DAY, HOUR, NOON } from "../fixtures/small-shop.ts";
import { collections, products } from "../store/schema.ts";
import { readSitemap, SITEMAP_LIMITS } from "./sitemap.io.ts";

const VIEW = { market: "en-us", at: NOON } as const;

/** The answer for a handle, checked against the contract; undefined where there is no such part. */
async function read(shop: ShopInMemory, handle: string, limits = SITEMAP_LIMITS, at = NOON): Promise<SitemapPage | undefined> {
  const shelves = await shop.deps.shelves("en-us", at);
  const answer = await readSitemap(shop.db, { ...VIEW, at }, shelves, handle, limits);
  if (answer.ok) return v.parse(PageAnswer, answer.value).page as SitemapPage;
  expect(answer.failure).toMatchObject({ kind: "not-found", surrogateKeys: ["page:sitemap"] });
  return undefined;
}

const named = ({ entries }: SitemapPage) => entries.map(({ kind, handle, soldIn }) => `${kind}/${handle} ${soldIn.join()}`);

/** Every part that is there, by its number, looked for well beyond the last. */
async function readParts(shop: ShopInMemory, limits: typeof SITEMAP_LIMITS, at = NOON): Promise<Map<string, SitemapPage>> {
  const parts = new Map<string, SitemapPage>();
  for (let number = 1; number < 60; number++) {
    const page = await read(shop, String(number), limits, at);
    if (page) parts.set(String(number), page);
  }
  return parts;
}

describe("the sitemap of a shop", () => {
  it("names what any market sells and where, more than one stretch of it, and nothing else", async () => {
    const shop = await openShop();
    const { page } = (await (await shop.get("/v1/pages/sitemap/shop?market=en-us")).json()) as { page: SitemapPage };
    const handles = page.entries.map(({ handle }) => handle);
    expect(new Set(handles).size).toBe(handles.length);
    expect(page.entries.filter(({ kind, soldIn }) => kind === "product" && soldIn.includes("en-us"))).toHaveLength(34);
    expect(page.entries.find(({ handle }) => handle === "uk-mug")).toMatchObject({ id: "uk-mug", soldIn: ["en-gb"] });
    expect(handles).not.toContain("gone-mug");
    expect(Object.keys(page)).toEqual(["kind", "entries"]);
    expect(await read(shop, "shop", { ...SITEMAP_LIMITS, products: 5 })).toEqual(page);
  });

  it("has collections first, then what any market sells by its handle", async () => {
    const further = [{ id: "a-mug", shelf: "plates", markets: ["ja-jp"] as const }];
    const whole = await read(await openShop({ further }), "shop");
    const products = whole?.entries.filter(({ kind }) => kind === "product").map(({ handle }) => handle) ?? [];
    expect(whole?.entries.slice(0, 2).map(({ kind }) => kind)).toEqual(["collection", "collection"]);
    expect(products).toEqual([...products].sort());
    expect(products).toEqual(expect.arrayContaining(["uk-mug", "a-mug"]));
  });

  it("is one file up to the last address that a file may have, and names its parts from the next one on", async () => {
    const shop = await openShop();
    const whole = await read(shop, "shop");
    const count = whole?.entries.length ?? 0;
    expect(await read(shop, "shop", { entries: count, products: 10 })).toEqual(whole);
    const index = await read(shop, "shop", { entries: count - 1, products: 10 });
    expect(index).toMatchObject({
      entries: [],
      parts: [{ handle: "1" }, { handle: "2" }, { handle: "3" }, { handle: "4" }, { handle: "5" }],
    });
    expect((SITEMAP_LIMITS.entries + 1) * MARKET_NAMES.length).toBeLessThanOrEqual(50_000);
  });
});

describe("the parts of a sitemap", () => {
  it.each([1, 2, 7, 36, 1_000])("of %i products each name everything once, and the index names them all", async (size) => {
    const shop = await openShop();
    const limits = { entries: 0, products: size };
    const parts = await readParts(shop, limits);
    const all = [...parts.values()].flatMap(named);
    expect([...all].sort()).toEqual(named((await read(shop, "shop")) as SitemapPage).sort());
    expect((await read(shop, "shop", limits))?.parts?.map(({ handle }) => handle)).toEqual([...parts.keys()]);
    for (const [handle, page] of parts) expect(page).toMatchObject({ handle });
    for (const { entries } of [...parts.values()].slice(1)) expect(entries.length).toBeLessThanOrEqual(size);
  });

  it("keep their products when the clock releases one between two of them", async () => {
    const shop = await openShop();
    const limits = { entries: 0, products: 3 };
    const before = await readParts(shop, limits);
    const after = await readParts(shop, limits, NOON + DAY);
    const placeOf = (parts: Map<string, SitemapPage>) =>
      new Map([...parts].flatMap(([number, { entries }]) => entries.map(({ handle }) => [handle, number] as const)));
    const [early, late] = [placeOf(before), placeOf(after)];
    expect(late.size).toBeGreaterThan(early.size);
    for (const [handle, number] of early) expect([handle, late.get(handle)]).toEqual([handle, number]);
  });

  it("last changed when the latest of theirs did, though that has left the shop", async () => {
    const shop = await openShop();
    await shop.db
      .update(products)
      .set({ changedAt: NOON + HOUR })
      .where(eq(products.id, "gone-mug"));
    await shop.db
      .update(collections)
      .set({ changedAt: NOON + 2 * HOUR })
      .where(eq(collections.id, "plates"));
    const index = await read(shop, "shop", { entries: 0, products: 1_000 });
    expect(index?.parts).toEqual([
      { handle: "1", changedAt: NOON + 2 * HOUR },
      { handle: "2", changedAt: NOON + HOUR },
    ]);
  });

  it("are one where nothing is for sale, which has the home pages alone", async () => {
    const shop = await openShop({ filled: false });
    expect(await read(shop, "shop", { entries: -1, products: 10 })).toMatchObject({ parts: [{ handle: "1", changedAt: null }] });
    expect(await read(shop, "1")).toMatchObject({ handle: "1", entries: [] });
    expect(await read(shop, "2")).toBeUndefined();
  });

  it("are found by plain numbers alone: any other handle means the whole", async () => {
    const shop = await openShop();
    const whole = await read(shop, "shop");
    for (const handle of ["-", "0", "01", "1.5", "10000"]) expect(await read(shop, handle)).toEqual(whole);
    const beyond = await shop.get("/v1/pages/sitemap/9999?market=en-us");
    expect([beyond.status, await beyond.json()]).toEqual([404, expect.objectContaining({ surrogateKeys: ["page:sitemap"] })]);
  });
});
