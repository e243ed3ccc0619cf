import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { FEED_FORMATS, type FeedFormat } from "#contract/feed";
import { FeedLine } from "#contract/feed-line";
import { openTestShop, type TestShop } from "../../../origin-api/feed/fixtures/test-shop.ts";
import { feedPieces } from "./feed-pieces.ts";
import { PROFILES } from "./profiles.ts";

async function* bytesOf(format: FeedFormat, changes = { prices: 0, handles: 0 }): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const piece of feedPieces({ profile: "small", format, changes })) yield encoder.encode(piece);
}

it.each([
  ["medium", 2_000, 25_000],
  ["large", 20_000, 200_000],
] as const)("the profile %s has %i products of %i variants", (name, products, count) => {
  const { variants } = PROFILES[name];
  const turn = variants.reduce((sum: number, one) => sum + one, 0);
  expect([PROFILES[name].products, (products / variants.length) * turn]).toEqual([products, count]);
});

describe.each(FEED_FORMATS)("a generated feed in %s", (format) => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openTestShop();
    const report = await shop.importStream(bytesOf(format), "GBP");
    expect(report).toMatchObject({ outcome: "applied", format, products: { created: 160 }, variants: 1_600, problems: [] });
  });
  const titles = async () => (await shop.rows("products")).map(({ titles }) => (JSON.parse(String(titles)) as { en: string }).en);

  it("is imported without a problem, and twice changes nothing", async () => {
    expect(await shop.importStream(bytesOf(format), "GBP")).toMatchObject({ outcome: "unchanged", purgedKeys: 0 });
  });

  it("has the hard cases", async () => {
    const all = await titles();
    expect(all.filter((title) => title === "Enamel mug").length).toBeGreaterThan(5);
    for (const hard of [/^.{145,150}$/, /\p{Script=Arabic}/u, /\p{Script=Hiragana}/u])
      expect(all.filter((title) => hard.test(title))).not.toEqual([]);
    const rows = await shop.rows("products");
    expect(rows.filter(({ home_collection_id }) => home_collection_id === null)).not.toEqual([]);
    const texts = rows.map(({ descriptions }) => (JSON.parse(String(descriptions)) as { en: string }).en);
    expect(texts.find((text) => text.startsWith("About"))).toMatch(
      /^About\n\nA \w+ for every day & every season, 3 < 4\.\n\nStrong\nLight\n\nMore\n"Quoted", 12", café$/,
    );
    expect(JSON.stringify(rows.map(({ specs }) => specs))).toMatch(/Playtime.*JP/);
  });

  it("with twelve prices changed writes twelve products, and purges what shows those prices and nothing else", async () => {
    await shop.purged();
    const versions = new Map((await shop.rows("products")).map(({ id, version }) => [id, version]));
    const report = await shop.importStream(bytesOf(format, { prices: 12, handles: 0 }), "GBP");
    const written = (await shop.rows("products")).filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => String(id));
    const around = (await shop.rows("product_collections")).filter(({ product_id }) => written.includes(String(product_id)));
    const listings = around.map(({ collection_id }) => `listing:${collection_id}:price`);
    expect([written.length, report.products]).toEqual([12, { created: 0, updated: 12, withdrawn: 0, unchanged: 148 }]);
    expect(await shop.purged()).toEqual([...new Set([...written.map((id) => `product:${id}`), ...listings])].sort());
    await shop.importStream(bytesOf(format), "GBP");
  });

  it("with prices and handles changed differs in exactly those", async () => {
    await shop.purged();
    const report = await shop.importStream(bytesOf(format, { prices: 12, handles: 3 }), "GBP");
    const moved = await shop.rows("moved_handles");
    expect([report.products, moved.map(({ handle }) => handle)]).toEqual([
      { created: 0, updated: 12, withdrawn: 0, unchanged: 148 },
      ["thing-0", "thing-1", "thing-2"],
    ]);
    expect(await shop.importStream(bytesOf(format, { prices: 12, handles: 3 }), "GBP")).toMatchObject({ outcome: "unchanged" });
    const kinds = report.changes.map(({ of }) => of.join());
    expect([kinds.filter((of) => of === "price").length, kinds.filter((of) => of === "price,listing").length]).toEqual([9, 3]);
  });
});

it("JSON Lines are what the contract says", () => {
  const lines = [...feedPieces({ profile: "small", format: "jsonl", changes: { prices: 0, handles: 0 } })].filter(Boolean);
  for (const line of lines) expect(v.safeParse(FeedLine, JSON.parse(line)).issues).toBeUndefined();
});
