import { describe, expect, it } from "vitest";
import { claimImport } from "./claim.io.ts";
import { bytes, feed, item } from "./fixtures/feed-xml.ts";
import { openTestShop, type TestShop } from "./fixtures/test-shop.ts";

/** Ten products, `P-0` to `P-9`. */
const tenItems = (change: (n: number) => Parameters<typeof item>[0] = () => ({})): string[] =>
  Array.from({ length: 10 }, (_, n) => item({ id: `P-${n}`, title: `Thing ${n}`, link: `https://x.example/thing-${n}`, ...change(n) }));

const TABLES = [
  "products",
  "variants",
  "prices",
  "product_prices",
  "stock",
  "collections",
  "product_collections",
  "moved_handles",
  "revisions",
];

async function everything(shop: TestShop): Promise<unknown> {
  return Promise.all(TABLES.map((table) => shop.rows(table)));
}

async function shopWith(...items: readonly string[]): Promise<TestShop> {
  const shop = await openTestShop();
  await shop.import(feed(items));
  await shop.purged();
  return shop;
}

const column = async (shop: TestShop, table: string, name: string) => (await shop.rows(table)).map((row) => row[name]);

describe("importing a feed", () => {
  it("names every variant it leaves out of a product with too many, or says how many more there are", async () => {
    const shop = await openTestShop();
    const sizes = Array.from({ length: 450 }, (_, n) => item({ id: `M-${n}`, item_group_id: "MUG", size: `S${n}` }));
    const { problems, variants } = await shop.import(feed([...sizes, item({ id: "JUG", link: undefined })]));
    const told = problems.map(({ id, because }) => `${id} ${because}`);
    expect(told).toHaveLength(151);
    expect(told.filter((one) => / has over 250 variants$/.test(one))).toHaveLength(150);
    expect(told).toContain("M-0 has over 250 variants: 50 more are left out");
    expect(variants).toBe(451);
    expect(await shop.rows("variants")).toHaveLength(251);
  });

  it("fills an empty shop", async () => {
    const shop = await openTestShop();
    const report = await shop.import(feed(tenItems()));
    expect(report).toMatchObject({
      kind: "report",
      outcome: "applied",
      because: null,
      rows: 10,
      variants: 10,
      collections: 2,
      products: { created: 10, updated: 0, withdrawn: 0, unchanged: 0 },
      problems: [],
      problemCount: 0,
      unknownFields: [],
    });
    expect(await column(shop, "products", "handle")).toEqual(Array.from({ length: 10 }, (_, n) => `thing-${n}`));
    expect(await column(shop, "collections", "id")).toEqual(["mugs-cups", "table"]);
    expect(report.purgedKeys).toBe((await shop.purged()).length);
  });

  it("twice changes nothing the second time: no row of the shop, no purge", async () => {
    const shop = await shopWith(...tenItems());
    const before = await everything(shop);
    const report = await shop.import(feed(tenItems()));
    expect(report).toMatchObject({
      outcome: "unchanged",
      products: { created: 0, updated: 0, withdrawn: 0, unchanged: 10 },
      purgedKeys: 0,
    });
    expect([await everything(shop), await shop.purged()]).toEqual([before, []]);
  });

  it("changes nothing when only the order of items and fields is another", async () => {
    const shop = await shopWith(...tenItems());
    const turned = tenItems((n) => ({ title: undefined, brand: undefined, "v:position": String(n + 1) })).map((xml, n) =>
      xml.replace("</item>", `<title>Thing ${n}</title></item>`),
    );
    const first = await shop.import(feed(turned));
    const second = await shop.import(feed(turned.reverse()));
    expect([first.products.unchanged, second.products.unchanged]).toEqual([10, 10]);
  });

  it("takes what is in one product together, wherever its variants stand", async () => {
    const one = (n: number, size: string) => ({ id: `P-${n}-${size}`, item_group_id: `P-${n}`, size, title: `Thing ${n}, ${size}` });
    const shop = await shopWith(...tenItems((n) => one(n, "S")), ...tenItems((n) => one(n, "L")));
    const products = await shop.rows("products");
    expect(products).toHaveLength(10);
    expect(products[3]).toMatchObject({ id: "p-3", titles: '{"en":"Thing 3"}' });
    expect(JSON.parse(String(products[3]?.options))).toEqual([
      {
        name: "size",
        labels: {},
        values: [
          { value: "s", labels: { en: "S" }, swatch: null },
          { value: "l", labels: { en: "L" }, swatch: null },
        ],
      },
    ]);
  });

  it("leaves no staged row behind", async () => {
    const shop = await shopWith(...tenItems());
    await shop.import(feed([item(), "<item>"]));
    expect(await shop.rows("staged_rows")).toEqual([]);
  });
});

describe("a file that is bad as a whole changes nothing", () => {
  const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["empty", "", "the file is empty"],
    ["binary", Uint8Array.of(1, 2, 0, 4), "the file is binary, not text"],
    ["cut off", feed(tenItems()).slice(0, -300), "the file is cut off inside <description>"],
    ["broken after good items", feed([...tenItems(), "<item></itm>"]), "not well-formed XML"],
    ["without a good row", feed(tenItems(() => ({ price: "1.234,56 EUR" }))), "no item of the feed can be used"],
    ["without an item", feed([]), "the feed has no items"],
    ["wrongly encoded", Uint8Array.of(...bytes(feed(tenItems())), 0xe4), "is not UTF-8"],
  ];
  it.each(cases)("%s", async (_, file, because) => {
    const shop = await shopWith(...tenItems());
    const before = await everything(shop);
    const report = await shop.import(file);
    expect(report).toMatchObject({ outcome: "refused", products: { created: 0, updated: 0, withdrawn: 0, unchanged: 0 }, purgedKeys: 0 });
    expect(report.because).toContain(because);
    expect([await everything(shop), await shop.purged(), await shop.rows("staged_rows")]).toEqual([before, [], []]);
  });

  it("an upload that breaks off", async () => {
    const shop = await shopWith(...tenItems());
    const before = await everything(shop);
    async function* broken() {
      yield bytes(feed(tenItems((n) => ({ title: `Other ${n}` })))).subarray(0, 3_000);
      throw new Error("connection lost");
    }
    const report = await shop.importStream(broken());
    expect(report).toMatchObject({ outcome: "refused", because: "the upload broke off after 3,000 bytes" });
    expect(await everything(shop)).toEqual(before);
  });
});

describe("a bad row is skipped and told, and the rest is applied", () => {
  it("with line, field, reason and value", async () => {
    const shop = await openTestShop();
    const report = await shop.import(feed([...tenItems(), item({ id: "BAD", price: "1.234,56 EUR" })]));
    expect(report).toMatchObject({ outcome: "applied", rows: 11, variants: 10, problemCount: 1, products: { created: 10 } });
    expect(report.problems).toEqual([
      {
        line: 107,
        id: "BAD",
        field: "price",
        because: "has a comma in the amount: write 1234.56, without thousands separators",
        value: "1.234,56 EUR",
      },
    ]);
  });

  it("a second price, which is none of the item", async () => {
    const shop = await openTestShop();
    const report = await shop.import(
      feed([item({ price: ["16.00 GBP", "18.00 USD"] }), item({ id: "SAME", price: ["16.00 GBP", "16.00 GBP"] })]),
    );
    expect(report.problems.map(({ field, because, value }) => [field, because, value])).toEqual([
      ["price", "is a second one, which is left out: others are v:price", "18.00 USD"],
    ]);
    expect([report.variants, report.soldIn]).toEqual([2, { "en-gb": 2 }]);
  });

  it("an id that was there before, also in another case and far away", async () => {
    const filler = Array.from({ length: 150 }, (_, n) => item({ id: `F-${n}`, link: undefined, title: `Filler ${n}` }));
    const shop = await openTestShop();
    const report = await shop.import(
      feed([...tenItems(), ...filler, item({ id: "p-3", title: "Twin", link: undefined }), item({ id: "F-149" })]),
    );
    const because = (line: number) => `is the id of the item in line ${line} too: the first one counts`;
    expect(report.problems.map(({ id, field, because }) => [id, field, because])).toEqual([
      ["p-3", "id", because(37)],
      ["F-149", "id", because(1448)],
    ]);
    expect(await column(shop, "products", "titles")).not.toContain('{"en":"Twin"}');
  });

  it("a variant that nothing tells from another", async () => {
    const shop = await openTestShop();
    const report = await shop.import(
      feed([
        item({ id: "A", item_group_id: "G", color: "Red" }),
        item({ id: "B", item_group_id: "G", color: "red" }),
        item({ id: "C", item_group_id: "G", color: "Blue" }),
        item({ id: "D", item_group_id: "G" }),
      ]),
    );
    expect(report.problems.map(({ id, field, because }) => [id, field, because])).toEqual([
      ["B", "color", "tells it not from A"],
      ["D", "color", "is missing, although other variants of the product have it"],
    ]);
    expect(await column(shop, "variants", "sku")).toEqual(["A", "C"]);
  });

  it("keeps what the shop has of it: price, options and stock, without a purge", async () => {
    const variants = (price: string) => [
      item({ id: "A", item_group_id: "G", color: "Red", "v:stock": "3" }),
      item({ id: "B", item_group_id: "G", color: "Blue", price }),
      item({ id: "C", item_group_id: "G", color: "Green" }),
    ];
    const shop = await shopWith(...variants("17.00 GBP"));
    const before = {
      variants: await shop.rows("variants"),
      prices: await shop.rows("prices"),
      stock: await column(shop, "stock", "on_hand"),
      options: await column(shop, "products", "options"),
    };
    const report = await shop.import(feed(variants("17,00 GBP")));
    expect(report).toMatchObject({ problemCount: 1, products: { withdrawn: 0 } });
    expect({
      variants: await shop.rows("variants"),
      prices: await shop.rows("prices"),
      stock: await column(shop, "stock", "on_hand"),
      options: await column(shop, "products", "options"),
    }).toEqual(before);
    expect(await shop.purged()).toEqual([]);
  });

  it("changes nothing of its product: no text, no place, no number, whichever row it is", async () => {
    const rows = ["Red", "Blue", "Green"].map((color, n) => ({
      ...{ id: color, item_group_id: "G", color, title: `Enamel mug, ${color}`, description: `In ${color}.`, link: undefined },
      ...{
        "v:stock": String(n + 3),
        product_type: n === 0 ? "Table > Mugs & cups" : "Table > Jugs",
        brand: n === 0 ? "Nearhand" : undefined,
      },
    }));
    const file = (bad?: number): string => feed(rows.map((row, n) => item({ ...row, ...(n === bad && { price: "free" }) })));
    const shop = await openTestShop();
    await shop.import(file());
    await shop.purged();
    const before = await everything(shop);
    for (const bad of [0, 1, 2]) {
      const report = await shop.import(file(bad));
      expect([report.outcome, report.changes, report.problemCount]).toEqual(["unchanged", [], 1]);
      expect([await everything(shop), await shop.purged()]).toEqual([before, []]);
    }
  });

  it("never makes its good sisters unusable: they decide what a shopper chooses by", async () => {
    const first = ["Red", "Blue", "Green"].map((color) => ({ id: color, item_group_id: "G", color, link: undefined, title: "Mug" }));
    const shop = await shopWith(...first.map((row) => item(row)));
    // By size from here on; the bad row's old colour is no choice any more.
    const sized = first.map(({ color: _, ...row }, n) => item({ ...row, size: `${n}`, ...(n === 1 && { price: "free" }) }));
    const { problems } = await shop.import(feed(sized));
    expect(problems.map(({ id, field }) => [id, field])).toEqual([
      ["Blue", "price"],
      ["Blue", "size"],
    ]);
    expect(await column(shop, "variants", "options")).toEqual(['{"size":"2"}', '{"size":"0"}']);
    // And what is kept yields where both would be chosen alike.
    const again = first.map((row, n) => item({ ...row, color: n === 2 ? "Blue" : row.color, ...(n === 1 && { price: "free" }) }));
    const other = await shopWith(...first.map((row) => item(row)));
    expect((await other.import(feed(again))).problems.map(({ id, because }) => [id, because.split(":")[0]])).toEqual([
      ["Blue", "is not an amount and a currency, as in 16.00 GBP"],
      ["Blue", "tells it not from Green"],
    ]);
    expect(await column(other, "variants", "sku")).toEqual(["Green", "Red"]);
  });

  it("leaves one variant to be sold where each lacks an option of another", async () => {
    const shop = await shopWith(item({ id: "A", item_group_id: "G", color: "Red" }), item({ id: "B", item_group_id: "G", size: "L" }));
    expect(await column(shop, "variants", "sku")).toEqual(["A"]);
  });

  it("never withdraws a product for it", async () => {
    const shop = await shopWith(...tenItems());
    const report = await shop.import(feed(tenItems((n) => (n === 4 ? { price: "?" } : {}))));
    expect(report).toMatchObject({ outcome: "unchanged", problemCount: 1, products: { withdrawn: 0, unchanged: 9 } });
    expect(await column(shop, "products", "withdrawn_at")).toEqual(Array(10).fill(null));
  });

  it("tells all problems in number and the first thousand in words", async () => {
    const shop = await openTestShop();
    const bad = Array.from({ length: 1_200 }, (_, n) => item({ id: `X-${n}`, price: "free" }));
    const report = await shop.import(feed([item(), ...bad]));
    expect([report.problemCount, report.problems.length, report.variants]).toEqual([1_200, 1_000, 1]);
  });
});

describe("what leaves the feed leaves the shop", () => {
  it("a product: gone from listings, nothing to sell, its purges out", async () => {
    const shop = await shopWith(...tenItems());
    const report = await shop.import(feed(tenItems().slice(1)));
    expect(report).toMatchObject({ outcome: "applied", products: { withdrawn: 1, unchanged: 9 } });
    expect((await shop.rows("products"))[0]).toMatchObject({ id: "p-0", withdrawn_at: shop.now, version: 2 });
    expect(await column(shop, "product_prices", "product_id")).not.toContain("p-0");
    expect(await column(shop, "product_collections", "product_id")).not.toContain("p-0");
    expect((await shop.rows("stock"))[0]).toMatchObject({ sku: "P-0", on_hand: 0 });
    expect(await shop.purged()).toEqual(["listing:mugs-cups", "listing:table", "page:home", "page:sitemap", "product:p-0"]);
  });

  it("and comes back with it", async () => {
    const shop = await shopWith(...tenItems());
    await shop.import(feed(tenItems().slice(1)));
    await shop.purged();
    const report = await shop.import(feed(tenItems()));
    expect(report).toMatchObject({ products: { created: 0, updated: 1, unchanged: 9 } });
    expect((await shop.rows("products"))[0]).toMatchObject({ id: "p-0", withdrawn_at: null, handle: "thing-0", version: 3 });
    expect((await shop.rows("stock"))[0]).toMatchObject({ sku: "P-0", on_hand: 100 });
    expect(await shop.purged()).toEqual(["listing:mugs-cups", "listing:table", "page:home", "page:sitemap", "product:p-0"]);
  });

  it("a variant, but not what shoppers hold of it", async () => {
    const variants = ["Red", "Blue"].map((color) => item({ id: color, item_group_id: "G", color }));
    const shop = await shopWith(...variants);
    await shop.execute("update `stock` set `held` = 2 where `sku` = 'Blue'");
    await shop.import(feed(variants.slice(0, 1)));
    expect([await column(shop, "variants", "sku"), await column(shop, "prices", "sku")]).toEqual([["Red"], ["Red"]]);
    expect(await shop.rows("stock")).toMatchObject([{ sku: "Blue", on_hand: 2, held: 2 }, { sku: "Red" }]);
  });

  it("a collection", async () => {
    const shop = await shopWith(...tenItems((n) => (n === 0 ? { product_type: "Garden > Pots" } : {})));
    await shop.import(feed(tenItems()));
    expect(await column(shop, "collections", "id")).toEqual(["mugs-cups", "table"]);
    expect(await shop.purged()).toEqual(
      expect.arrayContaining(["collection:garden", "collection:pots", "listing:pots", "page:navigation", "product:p-0"]),
    );
  });

  it("more than half of the products only with a person's word", async () => {
    const shop = await shopWith(...tenItems());
    const before = await everything(shop);
    const refused = await shop.import(feed(tenItems().slice(0, 4)));
    expect(refused).toMatchObject({
      outcome: "refused",
      because: "it would withdraw 6 of 10 products, more than half: confirm the withdrawal if it is meant (withdraw=confirmed)",
    });
    expect(await everything(shop)).toEqual(before);
    expect(await shop.import(feed(tenItems().slice(0, 5)))).toMatchObject({ outcome: "applied", products: { withdrawn: 5 } });
    expect(await shop.import(feed(tenItems().slice(0, 1)), { minShare: 0 })).toMatchObject({
      outcome: "applied",
      products: { withdrawn: 4 },
    });
  });
});

describe("stock", () => {
  const two = (a: string, b = "9", change: Parameters<typeof item>[0] = {}) =>
    feed([
      item({ id: "A", item_group_id: "MUG", color: "White", "v:stock": a, availability: undefined, ...change }),
      item({ id: "B", item_group_id: "MUG", color: "Blue", "v:stock": b, availability: undefined }),
    ]);
  const onHand = async (shop: TestShop) => Object.fromEntries((await shop.rows("stock")).map(({ sku, on_hand }) => [sku, on_hand]));

  it("that was sold since stays sold when the feed says another number of a sister alone, or nothing that can be used", async () => {
    const shop = await openTestShop();
    await shop.import(two("9"));
    await shop.execute("update stock set on_hand = 0 where sku = 'B'");
    await shop.import(two("8"));
    expect(await onHand(shop)).toEqual({ A: 8, B: 0 });
    await shop.purged();
    await shop.import(two("8", "9", { price: "9,00 GBP" }));
    expect([await onHand(shop), await shop.purged()]).toEqual([{ A: 8, B: 0 }, []]);
    await shop.import(two("8", "7"));
    expect(await onHand(shop)).toEqual({ A: 8, B: 7 });
  });

  it("that was sold since stays sold when its variant goes to another product, also when its own leaves the shop", async () => {
    const shop = await openTestShop();
    const inGroups = (a: string, b: string): string =>
      feed([
        item({ id: "A", item_group_id: a, size: "S", "v:stock": "9", availability: undefined, link: undefined }),
        item({ id: "B", item_group_id: b, size: "L", "v:stock": "9", availability: undefined, link: undefined }),
        ...["C", "D", "E"].map((id) => item({ id, link: undefined, title: id })),
      ]);
    await shop.import(inGroups("one", "one"));
    await shop.execute("update stock set on_hand = 4 where sku = 'B'");
    for (const [a, b] of [
      ["one", "two"],
      ["one", "one"],
      ["other", "another"],
      ["b", "a"],
    ] as const) {
      await shop.import(inGroups(a, b));
      expect([await onHand(shop), (await shop.rows("stock")).map(({ told }) => told)]).toMatchObject([
        { A: 9, B: 4 },
        [9, 9, 100, 100, 100],
      ]);
    }
  });

  it("of a variant that comes from another product makes one available that was sold out", async () => {
    const shop = await openTestShop();
    const inGroups = (b: string): string =>
      feed([
        item({ id: "A", item_group_id: "one", size: "S", "v:stock": "0", availability: undefined, product_type: "Table > Mugs" }),
        item({
          id: "B",
          item_group_id: b,
          size: "L",
          "v:stock": "9",
          availability: undefined,
          product_type: b === "one" ? "Table > Mugs" : "Table > Jugs",
        }),
        item({
          id: "C",
          item_group_id: "two",
          size: "M",
          "v:stock": "0",
          availability: undefined,
          product_type: "Table > Jugs",
          link: undefined,
        }),
      ]);
    await shop.import(inGroups("two"));
    await shop.purged();
    await shop.import(inGroups("one"));
    expect(await shop.purged()).toEqual(
      expect.arrayContaining(["listing:mugs:available", "listing:jugs:available", "listing:table:available"]),
    );
  });

  it("is set anew when a product comes back", async () => {
    const shop = await openTestShop();
    const other = item({ id: "OTHER", link: undefined, title: "Other" });
    await shop.import(feed([item({ "v:stock": "4", availability: undefined }), other]));
    await shop.import(feed([other]));
    await shop.import(feed([item({ "v:stock": "4", availability: undefined }), other]));
    expect(await onHand(shop)).toMatchObject({ "MUG-1": 4 });
  });

  it("is none of what the feed calls by a word nobody knows", async () => {
    const shop = await shopWith(item({ availability: "in_stock" }));
    const report = await shop.import(feed([item({ availability: "discontinued" })]));
    expect(report.problems).toMatchObject([{ field: "availability", because: "is taken for out_of_stock", value: "discontinued" }]);
    expect(await onHand(shop)).toEqual({ "MUG-1": 0 });
  });
});

it("a product whose row is bad keeps its collection, and stands in it", async () => {
  const lamp = (price: string) => item({ id: "LAMP", link: undefined, title: "Lamp", product_type: "Home > Lamps", price });
  const chair = item({ id: "CHAIR", link: undefined, title: "Chair", product_type: "Home > Chairs" });
  const shop = await shopWith(lamp("10.00 GBP"), chair);
  const before = [await shop.rows("collections"), await shop.rows("product_collections")];
  await shop.import(feed([lamp("10,00 GBP"), chair]));
  expect([await shop.rows("collections"), await shop.rows("product_collections")]).toEqual(before);
  expect(await shop.purged()).toEqual([]);
});

describe("handles", () => {
  it("stay when link and title change, because addresses are known", async () => {
    const shop = await shopWith(item());
    await shop.import(feed([item({ title: "Steel mug", link: "https://x.example/steel-mug" })]));
    expect(await column(shop, "products", "handle")).toEqual(["enamel-mug"]);
  });

  it("move when the feed says so, and the old one leads on", async () => {
    const shop = await shopWith(item({ "v:handle": "old-mug" }));
    await shop.import(feed([item({ "v:handle": "new-mug" })]));
    expect(await column(shop, "products", "handle")).toEqual(["new-mug"]);
    expect(await shop.rows("moved_handles")).toMatchObject([{ kind: "product", handle: "old-mug", target_id: "mug-1" }]);
    expect(await shop.purged()).toEqual(["listing:mugs-cups", "listing:table", "page:home", "page:sitemap", "product:mug-1"]);
    await shop.import(feed([item({ "v:handle": "old-mug" })]));
    expect(await shop.rows("moved_handles")).toMatchObject([{ handle: "new-mug", target_id: "mug-1" }]);
  });

  it("of two products differ, and a wish that cannot be met is told", async () => {
    const shop = await openTestShop();
    const report = await shop.import(feed([item({ id: "A" }), item({ id: "B" }), item({ id: "C", "v:handle": "enamel-mug" })]));
    expect(await column(shop, "products", "handle")).toEqual(["enamel-mug", "enamel-mug-b", "enamel-mug-c"]);
    expect(report.problems).toMatchObject([
      { id: "C", field: "v:handle", because: "is the handle of another product: enamel-mug-c is used" },
    ]);
    expect(await shop.import(feed([item({ id: "A" }), item({ id: "B" }), item({ id: "C", "v:handle": "enamel-mug" })]))).toMatchObject({
      outcome: "unchanged",
    });
  });

  it("of a product that leaves are free for the one that takes its place", async () => {
    const shop = await shopWith(item({ id: "OLD" }), item({ id: "OTHER", link: undefined, title: "Other" }));
    const successor = feed([item({ id: "NEW" }), item({ id: "OTHER", link: undefined, title: "Other" })]);
    expect(await shop.import(successor, { dryRun: true })).toMatchObject({ problemCount: 0 });
    expect(await shop.import(successor)).toMatchObject({ products: { created: 1, withdrawn: 1 }, problemCount: 0 });
    expect(await shop.rows("products")).toMatchObject([{ id: "new", handle: "enamel-mug" }, { id: "old" }, { id: "other" }]);
  });

  it("never make a SKU that moves to another product disappear", async () => {
    const shop = await shopWith(
      item({ id: "A", item_group_id: "Z" }),
      item({ id: "B", item_group_id: "Z", color: "Red" }),
      item({ id: "C", item_group_id: "Z", color: "Blue" }),
    );
    await shop.import(feed([item({ id: "A", item_group_id: "Z" }), item({ id: "C", item_group_id: "Y", "v:stock": "8" })]));
    expect(await shop.rows("variants")).toMatchObject([
      { sku: "A", product_id: "z" },
      { sku: "C", product_id: "y" },
    ]);
    expect((await shop.rows("stock")).find(({ sku }) => sku === "C")).toMatchObject({ on_hand: 8 });
    expect(await column(shop, "prices", "sku")).toEqual(["A", "C"]);
  });
});

describe("a rehearsal", () => {
  it("says what would happen and changes nothing, not even the list of imports", async () => {
    const shop = await shopWith(...tenItems());
    const before = [await everything(shop), await shop.rows("imports")];
    const report = await shop.import(feed(tenItems((n) => (n < 3 ? { price: "9.00 GBP" } : {})).slice(0, 9)), { dryRun: true });
    expect(report).toMatchObject({ outcome: "applied", products: { created: 0, updated: 3, withdrawn: 1, unchanged: 6 } });
    expect([await everything(shop), await shop.rows("imports")]).toEqual(before);
    expect(await shop.purged()).toEqual([]);
  });

  it("names the changes and the purges that the import then makes", async () => {
    const shop = await shopWith(...tenItems((n) => ({ "v:stock": String(n), availability: undefined })));
    const changed = tenItems((n) => ({ "v:stock": String(n === 4 ? 0 : n), availability: undefined, ...(n < 2 && { price: "9.00 GBP" }) }));
    const file = feed([...changed.slice(0, 9), item({ id: "P-10", title: "Lamp", product_type: "Light", link: undefined })]);
    const rehearsed = await shop.import(file, { dryRun: true });
    expect(rehearsed.changes).toEqual([
      { id: "p-9", handle: "thing-9", kind: "withdrawn", of: [] },
      { id: "p-0", handle: "thing-0", kind: "updated", of: ["price"] },
      { id: "p-1", handle: "thing-1", kind: "updated", of: ["price"] },
      { id: "p-10", handle: "lamp", kind: "created", of: [] },
      { id: "p-4", handle: "thing-4", kind: "updated", of: ["stock"] },
    ]);
    const { durationMs: _, ...said } = rehearsed;
    expect(await shop.import(file)).toMatchObject(said);
    expect(await shop.purged()).toEqual(rehearsed.purges);
    expect(rehearsed.purgedKeys).toBe(rehearsed.purges.length);
  });
});

describe("two imports", () => {
  it("do not run at the same time", async () => {
    const shop = await openTestShop();
    const held = await claimImport(shop.db, shop.now + 500);
    const report = await shop.import(feed([item()]));
    expect(report).toMatchObject({ outcome: "refused", because: "another import is running: wait for its end" });
    expect([held !== undefined, await shop.rows("products")]).toEqual([true, []]);
  });

  it("one that was killed frees the place, and its staged rows are removed", async () => {
    const shop = await openTestShop();
    await claimImport(shop.db, shop.now);
    await shop.execute(
      "insert into `staged_rows` (`import_id`, `ordinal`, `product_id`, `sku`, `body`) values ('dead', 1, 'p', 'p', '{}')",
    );
    shop.now += 60_000;
    expect(await shop.import(feed([item()]))).toMatchObject({ outcome: "applied" });
    expect([await shop.rows("staged_rows"), await column(shop, "imports", "outcome")]).toEqual([[], ["refused", "applied"]]);
  });

  it("one whose place was taken writes no more", async () => {
    const shop = await openTestShop();
    async function* slow() {
      yield bytes(feed([item()]));
      shop.now += 60_000;
      await claimImport(shop.db, shop.now);
    }
    expect(await shop.importStream(slow())).toMatchObject({
      outcome: "refused",
      because: "a later import took over: what was written until then stays",
    });
    expect(await shop.rows("products")).toEqual([]);
  });

  it("what one that was killed left undone, the next one does", async () => {
    const shop = await shopWith(...tenItems());
    const next = feed(tenItems((n) => ({ title: `Renamed ${n}` })));
    await shop.import(next);
    const done = await everything(shop);
    // Half of it, as after a kill between two transactions.
    const half = await shopWith(...tenItems());
    await half.import(feed(tenItems((n) => (n < 5 ? { title: `Renamed ${n}` } : {}))));
    await half.purged();
    expect(await half.import(next)).toMatchObject({ products: { updated: 5, unchanged: 5 } });
    expect(await column(half, "products", "digest")).toEqual(
      ((done as unknown[][])[0] as { digest: string }[]).map(({ digest }) => digest),
    );
  });
});

describe("the report", () => {
  it("counts an item whose id stood before as sold nowhere", async () => {
    const shop = await openTestShop();
    expect((await shop.import(feed([item(), item({ price: "17.00 GBP" })]))).soldIn).toEqual({ "en-gb": 1 });
  });

  it("of a feed that would withdraw too much names its circles of collections too", async () => {
    const shop = await shopWith(...tenItems());
    const circle = ["a", "b"].map(
      (handle, i) => `<v:collection handle="${handle}" parent="${["b", "a"][i]}"><v:title>${handle}</v:title></v:collection>`,
    );
    const { outcome, problems } = await shop.import(feed(tenItems().slice(0, 2), circle.join("")));
    expect([outcome, problems.map(({ id }) => id)]).toEqual(["refused", ["a", "b"]]);
  });
});

describe("stock", () => {
  it("that moves without flipping purges nothing, but is told to the edge", async () => {
    const shop = await shopWith(item({ "v:stock": "9" }));
    const report = await shop.import(feed([item({ "v:stock": "4" })]));
    expect([report.outcome, await shop.purged(), await shop.rows("stock")]).toMatchObject(["applied", [], [{ on_hand: 4, seq: 2 }]]);
  });

  it("stays as sales left it while the feed says the same as before", async () => {
    const shop = await shopWith(item({ "v:stock": "9" }));
    await shop.execute("update `stock` set `on_hand` = 5");
    await shop.import(feed([item({ "v:stock": "9", price: "17.00 GBP" })]));
    expect(await column(shop, "stock", "on_hand")).toEqual([5]);
  });

  it("that runs out purges the product and the availability of its listings", async () => {
    const shop = await shopWith(item({ "v:stock": "9" }));
    await shop.import(feed([item({ availability: "out_of_stock" })]));
    expect(await shop.purged()).toEqual(["listing:mugs-cups:available", "listing:table:available", "product:mug-1"]);
  });
});
