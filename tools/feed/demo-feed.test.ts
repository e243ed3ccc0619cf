import { beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../origin-api/feed/fixtures/test-shop.ts";
import { catalogue } from "../seed/catalogue/generate.ts";
import { demoFeed } from "./fixtures/demo-feed.ts";

describe("the demo shop's own feed", { timeout: 60_000 }, () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openTestShop();
  });

  it("is imported whole, without a problem", async () => {
    const variants = catalogue().flatMap((product) => product.variants);
    const report = await shop.importStream(demoFeed());
    expect(report).toMatchObject({ outcome: "applied", products: { created: 240 }, problems: [], problemCount: 0, unknownFields: [] });
    expect([report.variants, (await shop.rows("variants")).length, (await shop.rows("stock")).length]).toEqual(
      Array(3).fill(variants.length),
    );
    expect(variants.length).toBeGreaterThan(1_800);
    const kinds = (await shop.rows("collections")).map(({ kind }) => kind);
    expect(["room", "shelf", "extra"].map((kind) => kinds.filter((one) => one === kind).length)).toEqual([8, 24, 3]);
    expect((await shop.rows("prices")).length).toBeGreaterThan(variants.length * 4);
  });

  it("puts every product on a shelf and in its room, under the handle it asked for", async () => {
    const rows = await shop.rows("products");
    const wanted = catalogue();
    expect(rows.map(({ handle }) => handle).sort()).toEqual(wanted.map(({ handle }) => handle).sort());
    expect(rows.filter(({ home_collection_id }) => home_collection_id === null)).toEqual([]);
    const memberships = wanted.reduce((sum, { also }) => sum + 2 + also.length, 0);
    expect(await shop.rows("product_collections")).toHaveLength(memberships);
  });

  it("changes nothing the second time", async () => {
    await shop.purged();
    expect(await shop.importStream(demoFeed())).toMatchObject({ outcome: "unchanged", products: { unchanged: 240 }, purgedKeys: 0 });
    expect(await shop.purged()).toEqual([]);
  });

  it("with one price changed updates one product and purges what shows it", async () => {
    const [first] = catalogue();
    const sku = first?.variants[0]?.sku ?? "";
    const dearer = (line: string) =>
      line.includes(`<g:id>${sku}</g:id>`) ? line.replace(/<g:price>[\d.]+ GBP/, "<g:price>99.00 GBP") : line;
    expect(await shop.importStream(demoFeed(dearer))).toMatchObject({ products: { created: 0, updated: 1, unchanged: 239 } });
    const purged = await shop.purged();
    expect(purged).toContain(`product:${first?.id}`);
    expect(purged.filter((key) => !/^(product:.+|listing:.+:price)$/.test(key))).toEqual([]);
  });
});
