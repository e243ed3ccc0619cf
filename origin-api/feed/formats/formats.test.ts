import { describe, expect, it } from "vitest";
import { NO_PICTURE } from "#contract/no-picture";
import {
  googleCsv,
  googleMug,
  googleTsv,
  jsonLines,
  jsonMug,
  SHOPIFY_CLASSIC,
  SHOPIFY_RENAMED,
  shopifyCsv,
  shopifyMug,
} from "../fixtures/feed-tables.ts";
import { feed, item, latin1, utf16 } from "../fixtures/feed-xml.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const json = (value: unknown): unknown => JSON.parse(String(value));
const product = async (shop: TestShop, at = 0) => (await shop.rows("products"))[at] ?? {};
const problems = ({ problems }: { problems: readonly { line: number; field: string; because: string }[] }) =>
  problems.map(({ line, field, because }) => `${line} ${field} ${because}`);

async function imported(file: string | Uint8Array, options: Parameters<TestShop["import"]>[1] = {}) {
  const shop = await openTestShop();
  return { shop, report: await shop.import(file, options) };
}

describe("a file says itself what it is", () => {
  const atom = `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${item().replaceAll("item", "entry")}</feed>`;
  it.each([
    ["rss", feed([item()])],
    ["atom", atom.replace("<feed", '<feed xmlns:g="http://base.google.com/ns/1.0"')],
    ["tsv", googleTsv([googleMug])],
    ["csv", googleCsv([googleMug])],
    ["csv", googleCsv([googleMug]).replaceAll(",", ";")],
    ["shopify-csv", shopifyCsv([shopifyMug])],
    ["jsonl", jsonLines([jsonMug])],
    ["tsv", utf16(googleTsv([googleMug]), "le")],
    ["shopify-csv", `\uFEFF${shopifyCsv([shopifyMug])}`],
  ])("%s", async (format, file) => {
    const { shop, report } = await imported(file);
    expect(report).toMatchObject({ outcome: "applied", format, rows: 1, variants: 1, products: { created: 1 } });
    expect(await shop.import(file)).toMatchObject({ outcome: "unchanged", purgedKeys: 0 });
  });

  it("and is believed when somebody else says it", async () => {
    const header = ["handle", "id", "title"];
    expect((await imported(googleTsv([{ ...googleMug, handle: "x" }], [...header, "price"]), { format: "tsv" })).report.format).toBe("tsv");
  });
});

describe("Shopify's CSV", () => {
  it("names a handle that no address can have, and what is used for it", async () => {
    const rows = ["blue_mug", "Чашка"].map((Handle, n) => ({ ...shopifyMug, Handle, Title: `Mug no. ${n}`, "Variant SKU": `M-${n}` }));
    const { shop, report } = await imported(shopifyCsv(rows), { currency: "GBP" });
    const because = (used: string) => `is not small letters, digits and hyphens: ${used} is used in addresses`;
    expect(problems(report)).toEqual([`2 Handle ${because("blue-mug")}`, `3 Handle ${because("one made of the title")}`]);
    expect((await shop.rows("products")).map(({ handle }) => handle).sort()).toEqual(["blue-mug", "mug-no-1"]);
    expect(await shop.import(shopifyCsv(rows), { currency: "GBP" })).toMatchObject({ outcome: "unchanged" });
  });

  it("names rows of a product that stand apart, and leaves what the shop has of them", async () => {
    const of = (Handle: string, colour: string, more: Record<string, string> = {}) => ({
      ...{
        Handle,
        "Option1 Value": colour,
        "Variant SKU": `${Handle}-${colour}`,
        "Variant Price": "20",
        "Variant Inventory Tracker": "shopify",
      },
      ...more,
    });
    const first = (handle: string) => ({ ...shopifyMug, ...of(handle, "Blue"), "Option1 Name": "Color", "Variant Inventory Qty": "7" });
    const together = [first("mug"), of("mug", "Red"), of("mug", "Sand", { "Variant SKU": "" }), first("jug")];
    const { shop } = await imported(shopifyCsv(together), { currency: "GBP" });
    await shop.purged();
    const before = [await shop.rows("products"), await shop.rows("variants"), await shop.rows("stock")];
    const report = await shop.import(shopifyCsv([together[0], together[3], together[1], together[2]] as typeof together), {
      currency: "GBP",
    });
    expect(problems(report)).toEqual([
      "4 Handle has rows further up, with other products between: rows of a product follow each other, so these are not read",
    ]);
    expect([report.outcome, report.rows]).toEqual(["unchanged", 4]);
    expect([await shop.rows("products"), await shop.rows("variants"), await shop.rows("stock")]).toEqual(before);
    expect(await shop.purged()).toEqual([]);
    // Of a product that is not shown any more nothing stays.
    const draft = [{ ...together[0], Status: "draft" }, together[3], together[1]] as typeof together;
    expect(await shop.import(shopifyCsv(draft), { currency: "GBP" })).toMatchObject({ products: { withdrawn: 1, unchanged: 1 } });
  });

  const shirt = (over: Record<string, string>) => ({
    Handle: "shirt",
    "Variant Price": "20",
    "Variant Inventory Tracker": "shopify",
    ...over,
  });
  const shirts = [
    {
      ...shopifyMug,
      ...shirt({ Title: "Shirt", "Option1 Name": "Größe", "Option1 Value": "S", "Option2 Name": "Color", "Option2 Value": "Red" }),
    },
    shirt({
      "Option1 Value": "M",
      "Option2 Value": "Red",
      "Image Src": "https://cdn.example/back.jpg",
      "Image Position": "2",
      "Variant Inventory Qty": "-3",
    }),
    shirt({
      "Option1 Value": "M",
      "Option2 Value": "5.5",
      "Variant Image": "https://cdn.example/blue.jpg",
      "Variant Inventory Policy": "continue",
    }),
    { Handle: "shirt", "Image Src": "https://cdn.example/side.jpg", "Image Position": "3" },
  ].map((row, i) => ({ ...row, "Variant SKU": i === 0 ? "S-1" : "" }));

  it("makes one product of the rows of a handle, with its options and pictures", async () => {
    const { shop, report } = await imported(shopifyCsv([...shirts, shopifyMug]));
    expect(report).toMatchObject({ rows: 4, variants: 4, products: { created: 2 }, soldIn: { "en-us": 4 } });
    const made = (await shop.rows("products")).find(({ id }) => id === "shirt") ?? {};
    expect([made.handle, json(made.titles), json(made.descriptions), made.brand]).toEqual([
      "shirt",
      { en: "Shirt" },
      { en: "A mug." },
      "Near hand",
    ]);
    expect(json(made.options)).toEqual([
      { name: "grosse", labels: { en: "Größe" }, values: [value("s", "S"), value("m", "M")] },
      { name: "color", labels: { en: "Color" }, values: [value("red", "Red"), value(expect.stringMatching(/^5-5-/), "5.5")] },
    ]);
    const variants = (await shop.rows("variants")).filter(({ product_id }) => product_id === "shirt");
    const blue = variants.map(({ sku }) => String(sku)).find((sku) => sku.startsWith("shirt-m-5-5-")) ?? "";
    const sources = variants.map(({ sku, pictures }) => [
      sku,
      (json(pictures) as { src: string }[]).map(({ src }) => new URL(src).pathname),
    ]);
    expect(Object.fromEntries(sources)).toEqual({
      "S-1": ["/mug.jpg", "/back.jpg", "/side.jpg"],
      "shirt-m-red": ["/mug.jpg", "/back.jpg", "/side.jpg"],
      [blue]: ["/blue.jpg", "/mug.jpg", "/back.jpg", "/side.jpg"],
    });
    const stock = Object.fromEntries((await shop.rows("stock")).map(({ sku, on_hand }) => [sku, on_hand]));
    expect([stock["S-1"], stock["shirt-m-red"], stock[blue]]).toEqual([7, 0, 100]);
  });
  const value = (value: unknown, en: string) => ({ value, labels: { en }, swatch: null });

  it("counts by its quantities where no column says who counts", async () => {
    const header = SHOPIFY_CLASSIC.filter((name) => name !== "Variant Inventory Tracker");
    const rows = ["0", ""].map((units, n) => ({
      ...shopifyMug,
      Handle: `mug-${n}`,
      "Variant SKU": `M-${n}`,
      "Variant Inventory Qty": units,
    }));
    const { shop } = await imported(shopifyCsv(rows, header));
    expect((await shop.rows("stock")).map(({ on_hand }) => on_hand)).toEqual([0, 100]);
  });

  it("of the renamed columns means the same", async () => {
    const row = {
      Title: "Enamel mug", "URL handle": "enamel-mug", Description: "<p>A mug.</p>", Vendor: "Near hand", Type: "Mugs",
      "Published on online store": "TRUE", Status: "Active", SKU: "MUG-1", Price: "16.00", "Inventory tracker": "shopify",
      "Inventory quantity": "7", "Continue selling when out of stock": "DENY", "Product image URL": "https://cdn.example/mug.jpg?v=1",
      "Google Shopping / Manufacturer part number (MPN)": "EM-16",
    }; // biome-ignore format: a row
    const { shop } = await imported(shopifyCsv([{ ...shopifyMug, "Google Shopping / MPN": "EM-16" }]));
    expect(await shop.import(shopifyCsv([row], SHOPIFY_RENAMED))).toMatchObject({ outcome: "unchanged", products: { unchanged: 1 } });
  });

  it("may show no picture: the product is there all the same, and the report says so", async () => {
    const { shop, report } = await imported(shopifyCsv([{ ...shopifyMug, "Image Src": "" }]), { currency: "USD" });
    expect(report).toMatchObject({ variants: 1, products: { created: 1 }, soldIn: { "en-us": 1 } });
    expect(problems(report)).toEqual(["2 Image Src is missing: shown as a sign that there is no picture"]);
    expect(json((await shop.rows("variants"))[0]?.pictures)).toEqual([NO_PICTURE]);
  });

  it("has prices in the currency that is told, and a note when none is", async () => {
    const sale = shopifyCsv([{ ...shopifyMug, "Variant Price": "12", "Variant Compare At Price": "16.00" }]);
    const { shop, report } = await imported(sale, { currency: "EUR" });
    expect([report.problems, await shop.rows("prices")]).toMatchObject([[], [{ market: "de-de", minor: 1600, sale_minor: 1200 }]]);
    expect(problems((await imported(sale)).report)).toEqual(["1 currency is not told by this format: USD is taken"]);
  });

  it("never takes the price to compare with for the price, and says what is wrong with a negative one", async () => {
    const priced = (n: number, price: string, before: string) => ({
      ...shopifyMug,
      Handle: `mug-${n}`,
      "Variant SKU": `MUG-${n}`,
      "Variant Price": price,
      "Variant Compare At Price": before,
    });
    const { shop, report } = await imported(
      shopifyCsv([priced(1, "-3.00", ""), priced(2, "", "16.00"), priced(3, "-3.00", "16.00"), priced(4, "9.00", "")]),
      { currency: "USD" },
    );
    expect(problems(report)).toEqual(["2 price is negative", "3 price is missing", "4 price is negative"]);
    expect(await shop.rows("prices")).toMatchObject([{ sku: "MUG-4", minor: 900, sale_minor: null }]);
  });

  it("keeps metafields as attributes and names every other column it does not use", async () => {
    const row = { ...shopifyMug, "Height (product.metafields.custom.height_cm)": "8", "Shelf life": "long" };
    const { shop, report } = await imported(shopifyCsv([row]));
    expect(json((await product(shop)).specs)).toEqual([{ names: { en: "Height" }, values: { en: "8" } }]);
    expect(report.unknownFields).toEqual(["Shelf life"]);
    expect(report.unusedFields).toEqual(expect.arrayContaining(["Cost per item", "Price / International", "Variant Grams"]));
  });

  it("takes products that the merchant hides out of the shop, and says so", async () => {
    const both = [shopifyMug, { ...shopifyMug, Handle: "jug", "Variant SKU": "JUG" }];
    const { shop } = await imported(shopifyCsv(both), { currency: "USD" });
    const report = await shop.import(shopifyCsv([both[0] ?? {}, { ...both[1], Status: "draft" }]), { currency: "USD" });
    expect([report.products.withdrawn, problems(report)]).toEqual([1, ["3 Status is draft: not in the shop"]]);
  });

  it("without SKUs sells products whose handles and options read alike", async () => {
    const tee = { ...shopifyMug, "Variant SKU": "", Handle: "tee", "Option1 Name": "Color", "Option1 Value": "Black" };
    const plain = { ...shopifyMug, "Variant SKU": "", Handle: "tee-black", "Option1 Name": "Title", "Option1 Value": "Default Title" };
    const { shop } = await imported(shopifyCsv([tee, plain]));
    expect((await shop.rows("variants")).map(({ product_id }) => product_id).sort()).toEqual(["tee", "tee-black"]);
    expect(await shop.import(shopifyCsv([tee, plain]))).toMatchObject({ outcome: "unchanged" });
  });

  it("sells variants that share a SKU under names of their own", async () => {
    const rows = ["a", "b", "c"].map((Handle) => ({ ...shopifyMug, Handle, "Variant SKU": Handle === "c" ? "" : "SAME" }));
    const { shop, report } = await imported(shopifyCsv(rows), { currency: "USD" });
    expect((await shop.rows("variants")).map(({ sku }) => sku)).toEqual(["SAME", "b", "c"]);
    expect(problems(report)).toEqual(["3 id is the id of the item in line 2 too: b is used for this one"]);
  });

  it("stands by type, else by category, else by the first tag", async () => {
    const rows = [
      shopifyMug,
      { ...shopifyMug, Handle: "b", Type: "", "Product Category": "Home & Garden > Kitchen > Tableware > Mugs" },
      { ...shopifyMug, Handle: "c", Type: "", Tags: "gifts, blue" },
      { ...shopifyMug, Handle: "d", Type: "" },
    ].map((row, i) => ({ ...row, "Variant SKU": `S-${i}` }));
    const { shop } = await imported(shopifyCsv(rows), { currency: "USD" });
    expect(Object.fromEntries((await shop.rows("products")).map(({ id, home_collection_id }) => [id, home_collection_id]))).toEqual({
      "enamel-mug": "mugs",
      b: expect.stringMatching(/^mugs-/),
      c: "gifts",
      d: null,
    });
  });
});

describe("Google's table", () => {
  it("has columns in any spelling, repeated ones too, and prices for other markets", async () => {
    const details = "General:Height:12 cm,General:Country of origin:Japan";
    const row = {
      ...googleMug,
      "additional image link": "https://cdn.example/b.jpg, https://cdn.example/c.jpg?w=1,2",
      "product_detail(section_name:attribute_name:attribute_value)": details,
      "v:price": "2400 JPY",
      "v:title[de]": "Emaillebecher",
      movie: "Playtime",
      "custom label 0": "x",
    };
    const { shop, report } = await imported(googleTsv([row]));
    expect([report.soldIn, report.problems]).toEqual([{ "en-gb": 1, "ja-jp": 1 }, []]);
    expect([report.unknownFields, report.unusedFields]).toEqual([["movie"], ["custom_label_0"]]);
    const { specs, titles, home_collection_id } = await product(shop);
    expect([json(specs), json(titles), home_collection_id]).toEqual([
      [
        { names: { en: "Height" }, values: { en: "12 cm" } },
        { names: { en: "Country of origin" }, values: { en: "Japan" } },
      ],
      { de: "Emaillebecher" },
      "mugs-cups",
    ]);
    expect(json((await shop.rows("variants"))[0]?.pictures)).toHaveLength(3);
  });

  it("may have inches, quotes and lines in its cells", async () => {
    const rows = [
      { ...googleMug, title: '12" pan, "the big one"' },
      { ...googleMug, id: "B", title: "Two\nlines", price: "x" },
    ];
    const raw = `${googleTsv(rows)}${googleTsv([{ ...googleMug, id: "C", title: "PLAIN" }])
      .split("\n")[1]
      ?.replace("PLAIN", '7" dish')}\n`;
    const { shop, report } = await imported(raw);
    expect((await shop.rows("products")).map(({ titles }) => json(titles))).toEqual([{ en: '7" dish' }, { en: '12" pan, "the big one"' }]);
    expect(problems(report)).toEqual(["3 price is not an amount and a currency, as in 16.00 GBP"]);
  });

  it("counts lines that end like a mail's inside of quotes once", async () => {
    const rows = [1, 2, 3].map((n) => ({ ...googleMug, id: `M-${n}`, description: "One\nTwo\nThree", price: n === 3 ? "x" : "16.00 GBP" }));
    const { report } = await imported(googleCsv(rows).replaceAll("\n", "\r\n"));
    expect(problems(report)).toEqual(["8 price is not an amount and a currency, as in 16.00 GBP"]);
  });

  it("keeps what the shop has of a row that has too many cells", async () => {
    const rows = [googleMug, { ...googleMug, id: "B" }];
    const { shop } = await imported(googleTsv(rows));
    const broken = googleTsv(rows).replace("\nB\t", "\nB\tx\t");
    const header = googleTsv([]).trimEnd();
    const report = await shop.import(broken.replace(header, header).replace(/\t$/m, "\tz"));
    expect(report.products.withdrawn).toBe(0);
  });

  it("takes a category that is told in words for want of a type, and a summary for a description", async () => {
    const row = { ...googleMug, "product type": "", "google product category": "Home & Garden > Mugs", description: "" };
    expect((await product((await imported(googleTsv([row]))).shop)).home_collection_id).toBe("mugs");
    expect((await product((await imported(googleTsv([{ ...row, "google product category": "436" }]))).shop)).home_collection_id).toBeNull();
  });
});

describe("JSON Lines", () => {
  it("mean by null what was left out", async () => {
    const prices = ["16.00 GBP", { price: "18.00 USD", sale: null, during: null }];
    const options = [{ name: "color", value: "white", title: null, label: { en: "White", de: null }, swatch: null }];
    const mug = {
      ...jsonMug,
      title: { en: "Mug", de: null },
      detail: null,
      variants: [{ ...jsonMug.variants[0], prices, options, gtin: null }],
    };
    const { shop, report } = await imported(jsonLines([mug]));
    expect([report.problems, report.soldIn]).toEqual([[], { "en-gb": 1, "en-us": 1 }]);
    expect(json((await product(shop)).titles)).toEqual({ en: "Mug" });
  });

  it("are products, collections and the shop's address", async () => {
    const lines = [
      { site: "https://nearhand.example" },
      { collection: { handle: "table", position: 1, title: { en: "Table", de: "Tisch" } } },
      { collection: { handle: "mugs", parent: "table", ground: "sky", position: 1, title: "Mugs" } },
      {
        id: "nh-1", handle: "rim-mug", title: { en: "Rim mug", ja: "マグ" }, detail: "350 ml", brand: "Near hand", types: ["Table > Mugs"],
        specs: [{ name: "Height", value: "8 cm" }], position: 3, released: "2026-10-01", shape: "round",
        variants: [
          { sku: "W", prices: ["16.00 GBP", { price: "2400 JPY", sale: "2000 JPY", during: "2026-11-01T00:00Z/2026-12-01T00:00Z" }],
            stock: 3, options: [{ name: "color", value: "white", title: "Rim", label: { en: "White" }, swatch: { body: "#ffffff" } }],
            pictures: [{ src: "/static/w.svg", kind: "cutout" }] },
          { sku: "B", prices: [{ price: "16.00 GBP", sale: "12.00 GBP" }], stock: 0,
            options: [{ name: "color", value: "blue" }], pictures: ["https://nearhand.example/static/b.svg"] },
        ],
      },
    ]; // biome-ignore format: rows
    const { shop, report } = await imported(jsonLines(lines));
    expect([report.problems, report.unknownFields, report.soldIn, report.collections]).toEqual([
      [],
      ["shape"],
      { "en-gb": 2, "ja-jp": 1 },
      2,
    ]);
    expect(await product(shop)).toMatchObject({
      id: "nh-1",
      handle: "rim-mug",
      home_collection_id: "mugs",
      position: 3,
      released_at: Date.UTC(2026, 9, 1),
    });
    expect(json((await product(shop)).options)).toEqual([
      {
        name: "color",
        labels: { en: "Rim" },
        values: [
          { value: "white", labels: { en: "White" }, swatch: { body: "#ffffff", rim: "#ffffff" } },
          { value: "blue", labels: {}, swatch: null },
        ],
      },
    ]);
    expect(await shop.rows("prices")).toMatchObject([
      { sku: "B", market: "en-gb", sale_minor: 1200 },
      { sku: "W", market: "en-gb", sale_minor: null },
      { sku: "W", market: "ja-jp", minor: 2400, sale_minor: 2000, sale_from: Date.UTC(2026, 10, 1) },
    ]);
    expect(json((await shop.rows("variants"))[0]?.pictures)).toEqual([{ src: "/static/b.svg", kind: "photo" }]);
  });

  it("tell which lines are no products, and take the others", async () => {
    const lines = [
      "{}",
      "[1]",
      "not json",
      JSON.stringify(jsonMug),
      '{"id":"b","title":"B","variants":[{"sku":"B","prices":[3],"stock":"x"}]}',
      "",
    ];
    const { report } = await imported(`{"id":"x"}\n${lines.join("\n")}`);
    expect(report).toMatchObject({ outcome: "applied", variants: 1 });
    const said = problems(report).filter((problem) => !problem.startsWith("1 "));
    expect(said).toEqual(
      expect.arrayContaining(["3 line is no object", "4 line is not JSON", "6 v:stock is not a whole number from 0 to 1,000,000"]),
    );
  });
});

describe("Atom", () => {
  it("of other programs: its own id is not the product's, its summary is the description, Google's fields go first", async () => {
    const file = `<?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0" xmlns:c="http://base.google.com/cns/1.0">
      <title>Shop</title><link rel="self" href="https://x.example"/><updated>2026-01-01T00:00:00Z</updated><id>tag:x.example,2026:feed</id>
      <entry><id>tag:x.example,2026:7</id><title>Ours</title><g:title>Mug</g:title><link href="https://x.example/green-mug"/>
      <summary type="html">&lt;b&gt;Green&lt;/b&gt; mug</summary><updated>2026-01-01T00:00:00Z</updated><c:movie type="string">Playtime</c:movie>
      <g:id>A</g:id><g:price>USD 1.00</g:price><g:availability>in stock</g:availability><g:image_link>https://y.example/a.jpg</g:image_link></entry></feed>`;
    const { shop, report } = await imported(file);
    expect([report.problems, report.unknownFields, report.unusedFields]).toEqual([[], ["c:movie"], ["updated"]]);
    const { id, handle, titles, descriptions } = await product(shop);
    expect([id, handle, json(titles), json(descriptions)]).toEqual(["a", "green-mug", { en: "Mug" }, { en: "Green mug" }]);
  });
});

it("a g: that no namespace stands for is Google's all the same", async () => {
  const file = feed([item()]).replace(/ xmlns:g="[^"]*"/, "");
  expect((await imported(file)).report).toMatchObject({ outcome: "applied", variants: 1 });
});

describe("input that is bad as a whole changes nothing, in every format", () => {
  const many = Array.from({ length: 20 }, (_, i) => ({ ...googleMug, id: `M-${i}`, title: `Tasse für Ärzte ${i}` }));
  const formats: Readonly<Record<string, string>> = {
    rss: feed(many.map(({ id, title }) => item({ id, title }))),
    tsv: googleTsv(many),
    csv: googleCsv(many),
    "shopify-csv": shopifyCsv(many.map(({ id, title }) => ({ ...shopifyMug, Handle: id.toLowerCase(), "Variant SKU": id, Title: title }))),
    jsonl: jsonLines(many.map(({ id, title }) => ({ ...jsonMug, id, title, variants: [{ ...jsonMug.variants[0], sku: id }] }))),
  };
  const whole = Object.entries(formats);
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  const refusedBy = async (file: string | Uint8Array, format: string, kind: "forced" | "auto") =>
    (await imported(file, kind === "forced" ? { format: format as "rss" } : {})).report;

  it.each(whole)("%s: nothing, blanks, archives, another program's bytes", async (format) => {
    for (const file of [
      "",
      " \n \n",
      Uint8Array.of(0x1f, 0x8b, 8, 0),
      Uint8Array.of(0x50, 0x4b, 3, 4, 20),
      Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7) % 256),
    ]) {
      for (const kind of ["auto", "forced"] as const)
        expect(await refusedBy(file, format, kind)).toMatchObject({ outcome: "refused", rows: 0 });
    }
  });

  it.each(whole)("%s: cut off inside a row", async (format, text) => {
    const file = text.slice(0, text.lastIndexOf("Ärzte"));
    expect(await refusedBy(file, format, "auto")).toMatchObject({ outcome: "refused", because: expect.stringMatching(/cut off/) });
  });

  it.each(whole)("%s: Latin-1 that does not say so", async (format, text) => {
    expect((await refusedBy(latin1(text), format, "auto")).because).toMatch(/^the text near line \d+ is not UTF-8/);
  });

  it.each(whole)("%s: as UTF-16 it is read like any other", async (format, text) => {
    const undeclared = text.replace(/ encoding="UTF-8"/, "");
    for (const order of ["le", "be"] as const)
      expect(await refusedBy(utf16(undeclared, order), format, "auto")).toMatchObject({ outcome: "applied", variants: 20 });
    expect(await refusedBy(bytesOf(`\uFEFF${undeclared}`), format, "auto")).toMatchObject({ outcome: "applied", variants: 20 });
  });

  it.each(whole)("%s: the same id twice counts once", async (format, text) => {
    const report = await refusedBy(
      text.replaceAll("M-1<", "M-0<").replaceAll(/(?<![-\w])[Mm]-1(?=[\t,"])/g, (id) => id.replace("1", "0")),
      format,
      "auto",
    );
    expect(report).toMatchObject({ outcome: "applied", variants: 19 });
    expect(problems(report).join()).toMatch(/is the id of the item in line \d+ too/);
  });

  it.each(whole)("%s: prices that are negative, no numbers, or in two readings are told with their row", async (format, text) => {
    for (const price of ["-5.00", "free", "1.234,56", "1,234.56", "0", "NaN", "1e9", "16.00 XYZ", "16.00 SEK"]) {
      const written = format === "shopify-csv" || / /.test(price) ? price : `${price} EUR`;
      const cell = format.endsWith("csv") && written.includes(",") ? `"${written}"` : written;
      const file = format === "shopify-csv" ? text.replace(",16.00,", `,${cell},`) : text.replace("16.00 GBP", cell);
      const report = await refusedBy(file, format, "auto");
      expect([report.outcome, report.variants, problems(report).filter((said) => / (price|currency) /.test(said)).length], price).toEqual([
        "applied",
        19,
        format === "shopify-csv" ? 2 : 1,
      ]);
    }
  });

  it.each(whole)("%s: a cell of a megabyte is told, cut short, and costs no other row", async (format, text) => {
    const report = await refusedBy(text.replace("Tasse für Ärzte 3", "y".repeat(1_000_000)), format, "auto");
    expect(report.outcome).toBe("applied");
    expect(report.variants).toBeGreaterThanOrEqual(19);
    expect(report.problems.find(({ value }) => value.startsWith("yyy"))?.value).toHaveLength(80);
    expect(JSON.stringify(report).length).toBeLessThan(6_000);
  });
});

describe("one product of a hundred thousand variants is told and bounded", () => {
  const count = 100_000;
  it("in Shopify's CSV", async () => {
    const first = { ...shopifyMug, Handle: "big", "Variant SKU": "BIG", "Option1 Name": "Size", "Option1 Value": "none" };
    const [head, big, further = "", mug] = shopifyCsv([
      first,
      { Handle: "big", "Option1 Value": "?", "Variant Price": "1" },
      shopifyMug,
    ]).split("\r\n");
    const rows = Array.from({ length: count }, (_, i) => further.replace("?", String(i)));
    const { report } = await imported([head, big, ...rows, mug, ""].join("\r\n"), { currency: "USD" });
    expect(report).toMatchObject({ outcome: "applied", rows: count + 2, variants: 251, products: { created: 2 } });
    expect(problems(report)).toEqual(["2 Handle has 100,001 rows; the most variants is 250: the others are left out"]);
  });

  it("in a line of JSON", async () => {
    const variants = Array.from({ length: count }, (_, i) => ({ ...jsonMug.variants[0], sku: `B-${i}` }));
    const { report } = await imported(jsonLines([{ ...jsonMug, id: "big", variants }, jsonMug]));
    expect(report).toMatchObject({ outcome: "applied", products: { created: 1 } });
    expect(problems(report)).toEqual(["1 line is over 4 million characters long"]);
  });

  it("in XML, as fields of one item", async () => {
    const options = Array.from({ length: count }, (_, i) => `<v:option name="size" value="v${i}"/>`).join("");
    const { report } = await imported(feed([item({ id: "BIG" }, options), item()]));
    expect([report.products.created, problems(report)]).toEqual([
      1,
      ["7 item is too large: it has too many fields or too much text", "7 v:option names size twice"],
    ]);
  });
});

it("JSON Lines: a product with a member called site is a product", async () => {
  const { report } = await imported(jsonLines([{ ...jsonMug, site: "https://other.example" }]));
  expect(report).toMatchObject({ variants: 1, unknownFields: ["site"], problems: [] });
});
