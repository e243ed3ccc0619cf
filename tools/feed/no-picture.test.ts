import { expect, it } from "vitest";
import type { PageAnswer, ProductPage } from "#contract/pages";
import { shopifyCsv, shopifyMug } from "../../origin-api/feed/fixtures/feed-tables.ts";
import { openTestShop } from "../../origin-api/feed/fixtures/test-shop.ts";
import { shopOn } from "../../origin-api/fixtures/shop-on.ts";
import { surroundingsOf } from "../../worker/messages.ts";
import { site, wholePage } from "../../worker/pages/fixtures/render.ts";
import { productData } from "../../worker/pages/structured-data.ts";

it("a product without pictures has a sign in their place, which nobody is told is a photo of it", async () => {
  const shop = await openTestShop();
  await shop.import(shopifyCsv([{ ...shopifyMug, "Image Src": "" }]), { currency: "USD" });
  const origin = await shopOn(shop.db, { filled: false });
  origin.time.now = shop.now;
  const answer = (await (await origin.get("/v1/pages/product/enamel-mug?market=en-us")).json()) as PageAnswer;
  const page = answer.page as ProductPage;

  const html = wholePage(page, "/products/enamel-mug", "en-us");
  expect(html).toMatch(/<img src="\/static\/no-picture\.svg" alt=""/);
  expect(html).not.toContain("og:image");
  expect(productData(page, { site, market: surroundingsOf("en-us").market })).not.toHaveProperty("image");

  const exported = async (query: string) => (await origin.get(`/v1/feeds/export?site=${site.origin}&market=en-us${query}`)).text();
  expect(await exported("&of=market")).toContain("<g:id>MUG-1</g:id>");
  expect(await exported("&of=market")).not.toContain("image_link");
  expect(await shop.import(await exported(""))).toMatchObject({ outcome: "unchanged", problems: [] });
});
