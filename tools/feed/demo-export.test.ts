import { beforeAll, describe, expect, it } from "vitest";
import { MARKET_NAMES, type Market } from "#contract/market";
import type { PageAnswer, ProductPage } from "#contract/pages";
import { openTestShop, type TestShop } from "../../origin-api/feed/fixtures/test-shop.ts";
import { shopOn } from "../../origin-api/fixtures/shop-on.ts";
import { surroundingsOf } from "../../worker/messages.ts";
import { site, wholePage } from "../../worker/pages/fixtures/render.ts";
import { productData } from "../../worker/pages/structured-data.ts";
import { catalogue } from "../seed/catalogue/generate.ts";
import { demoFeed } from "./fixtures/demo-feed.ts";

interface Told {
  readonly url: string;
  readonly price: string;
  readonly priceCurrency: string;
  readonly availability: string;
}

const ADDRESS = { in_stock: /InStock|LimitedAvailability/, out_of_stock: /OutOfStock/ } as const;

describe("what the demo shop exports", { timeout: 60_000 }, () => {
  let shop: TestShop;
  let get: (path: string) => Promise<Response>;
  beforeAll(async () => {
    shop = await openTestShop();
    await shop.importStream(demoFeed());
    const origin = await shopOn(shop.db, { filled: false });
    origin.time.now = shop.now;
    get = async (path) => origin.get(path);
  });

  const exported = async (query: string): Promise<string> => (await get(`/v1/feeds/export?site=${site.origin}&${query}`)).text();

  it.each(MARKET_NAMES)("agrees in %s with page and structured data on every variant", async (market) => {
    const told = offersIn(await exported(`of=market&market=${market}`), shop.now);
    let sold = 0;
    for (const { handle } of catalogue()) {
      const answer = await get(`/v1/pages/product/${handle}?market=${market}`);
      if (answer.status === 404) continue;
      const page = ((await answer.json()) as PageAnswer).page as ProductPage;
      const { offers } = productData(page, { site, market: surroundingsOf(market).market }) as { offers: (Told & { sku: string })[] };
      for (const { sku, url, price, priceCurrency, availability } of offers) {
        const offer = told.get(sku);
        expect([sku, offer?.url, offer?.price]).toEqual([sku, url, `${price} ${priceCurrency}`]);
        expect(availability).toMatch(ADDRESS[offer?.availability as keyof typeof ADDRESS]);
        sold++;
      }
      if (market === "ja-jp") expectShown(page, market, told);
    }
    expect([sold > 1_700, sold]).toEqual([true, told.size]);
  });

  it("is the shop itself: imported again it writes and purges nothing", async () => {
    const tables = [
      "products",
      "variants",
      "prices",
      "product_prices",
      "stock",
      "collections",
      "product_collections",
      "revisions",
      "outbox",
    ];
    const before = await Promise.all(tables.map((table) => shop.rows(table)));
    const report = await shop.import(await exported("market=ar-ae"));
    expect(report).toMatchObject({ outcome: "unchanged", problems: [], unknownFields: [], products: { unchanged: 240 }, purgedKeys: 0 });
    expect(await Promise.all(tables.map((table) => shop.rows(table)))).toEqual(before);
  });
});

/** The price that a shopper reads is the one the feed tells of the variant shown. */
function expectShown(page: ProductPage, market: Market, told: ReadonlyMap<string, { readonly price: string | undefined }>): void {
  const html = wholePage(page, `/products/${page.handle}`, market);
  const shown = /<p class="price">.*?<bdi>([^<]+)<\/bdi>/s.exec(html)?.[1]?.replace(/\D/g, "");
  expect(shown).toBe(told.get(page.selected)?.price?.replace(" JPY", ""));
}

/** SKU -> what an item says; the price is the sale's when it has one that holds. */
function offersIn(xml: string, now: number) {
  const field = (item: string, name: string): string | undefined => new RegExp(`<g:${name}>([^<]*)</g:${name}>`).exec(item)?.[1];
  return new Map(
    xml
      .split("<item>")
      .slice(1)
      .map((item) => {
        const [from = "", until = ""] = (field(item, "sale_price_effective_date") ?? "/").split("/");
        const isOn = from === "" || (Date.parse(from) <= now && now < Date.parse(until));
        const price = (isOn && field(item, "sale_price")) || field(item, "price");
        return [field(item, "id") ?? "", { url: field(item, "link"), price, availability: field(item, "availability") }] as const;
      }),
  );
}
