import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RowProblem } from "#contract/feed";
import { decodeItem } from "./decode-item.ts";
import { decodePrice } from "./decode-price.ts";
import type { Element } from "./element.ts";
import type { FeedRow } from "./feed-row.ts";
import { feed, item } from "./fixtures/feed-xml.ts";
import { XmlReader } from "./formats/xml-reader.ts";

function parsed(xml: string): Element {
  const reader = new XmlReader();
  const parts = reader.push(feed([xml]));
  if (!parts.ok) throw new Error(parts.because);
  const part = parts.value.find(({ kind }) => kind === "item");
  if (part?.kind !== "item") throw new Error("no item");
  return part.element;
}

const decoded = (...given: Parameters<typeof item>) =>
  decodeItem(parsed(item(...given)), { site: "https://nearhand.example", currency: null });

function good(...given: Parameters<typeof item>): FeedRow {
  const { row, problems } = decoded(...given);
  if (!row || "skipped" in row) throw new Error(JSON.stringify(problems.found));
  return row;
}

const faults = (...given: Parameters<typeof item>): readonly RowProblem[] => decoded(...given).problems.found;

describe("a good item", () => {
  it("of a public feed becomes a row", () => {
    expect(good({ brand: "Near hand", gtin: "4006381333931", color: "White", "v:stock": "7" })).toEqual({
      line: 7,
      sku: "MUG-1",
      spareSku: null,
      productId: "mug-1",
      title: "Enamel mug",
      description: "A mug for every day.",
      brand: "Near hand",
      handle: "enamel-mug",
      types: [["Table", "Mugs & cups"]],
      prices: { "en-gb": { minor: 1600, sale: null } },
      stock: 7,
      options: [{ name: "color", names: {}, value: "white", labels: { en: "White" }, swatch: null }],
      optionsGiven: false,
      pictures: [{ src: "/static/mug.svg", kind: "photo" }],
      gtin: "4006381333931",
      mpn: null,
      specs: [],
      details: null,
    });
  });

  it("of our own feed brings texts in four languages, options with colours, and prices for each market", () => {
    const more = `
      <v:handle>enamel-mug</v:handle><v:position>3</v:position><v:released>2026-11-16</v:released><v:also>new</v:also><v:also>evening</v:also>
      <v:title xml:lang="en">Enamel mug</v:title><v:title xml:lang="de">Emaillebecher</v:title><v:title xml:lang="ja-JP">ほうろうマグ</v:title>
      <v:spec><v:name xml:lang="en">Holds</v:name><v:name xml:lang="de">Fasst</v:name><v:value xml:lang="en">350 ml</v:value></v:spec>
      <v:option name="color" value="white-cobalt" body="#F6F5F1" rim="#1b449f"><v:label xml:lang="de">Weiß und Kobalt</v:label></v:option>
      <v:option name="size" value="350"><v:label>350 ml</v:label></v:option>`;
    const row = good(
      {
        item_group_id: "nh-1042",
        "v:price": ["18.00 USD", "2800 JPY"],
        "v:picture-kind": ["cutout", "drawing"],
        additional_image_link: "https://cdn.example/b.png",
      },
      more,
    );
    expect(row).toMatchObject({
      productId: "nh-1042",
      prices: { "en-gb": { minor: 1600 }, "en-us": { minor: 1800 }, "ja-jp": { minor: 2800 } },
      pictures: [
        { src: "/static/mug.svg", kind: "cutout" },
        { src: "https://cdn.example/b.png", kind: "drawing" },
      ],
      optionsGiven: true,
      options: [
        { name: "color", names: {}, value: "white-cobalt", labels: { de: "Weiß und Kobalt" }, swatch: { body: "#f6f5f1", rim: "#1b449f" } },
        { name: "size", names: {}, value: "350", labels: { en: "350 ml" }, swatch: null },
      ],
      details: {
        handle: "enamel-mug",
        position: 3,
        releasedAt: Date.UTC(2026, 10, 16),
        also: ["new", "evening"],
        titles: { en: "Enamel mug", de: "Emaillebecher", ja: "ほうろうマグ" },
        specs: [{ names: { en: "Holds", de: "Fasst" }, values: { en: "350 ml" } }],
      },
    });
  });

  it("on sale keeps the regular price and the period", () => {
    const period = "2026-11-27T09:00+0100/2026-11-30T23:59+0100";
    expect(good({ sale_price: "12.00 GBP", sale_price_effective_date: period }).prices["en-gb"]).toEqual({
      minor: 1600,
      sale: { minor: 1200, from: Date.UTC(2026, 10, 27, 8), until: Date.UTC(2026, 10, 30, 22, 59) },
    });
  });

  it.each([
    ["in stock", undefined, 100],
    ["in_stock", "3", 3],
    ["out of stock", "3", 0],
    ["OUT_OF_STOCK", undefined, 0],
    ["preorder", "5", 0],
    [undefined, "5", 5],
  ])("availability %s with %s units is %s to sell", (availability, units, stock) => {
    expect(good({ availability, "v:stock": units }).stock).toBe(stock);
  });

  it("without a link is called by its title, and one in no Latin letters by its id", () => {
    expect(good({ link: undefined, title: "Großer Becher, blau" }).handle).toBe("grosser-becher-blau");
    expect(good({ link: undefined, title: "マグ", id: "MUG 7" }).handle).toMatch(/^mug-7-[0-9a-f]{8}$/);
    expect(good({ link: "https://x.example/p.php?id=3" }).handle).toBe("enamel-mug");
    expect(good({ link: "https://x.example/de/Becher%20gr%C3%BCn.html" }).handle).toBe("becher-grun");
  });

  it("may have an id that no surrogate key could hold", () => {
    const ids = ["A B", "A  B#", "ÄB", "日本"].map((id) => good({ id }).productId);
    for (const id of ids) expect(`product:${id}`).toMatch(/^[a-z0-9:._/-]{1,128}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("an item with a fault is skipped, and the report says which", () => {
  const cases: readonly (readonly [Parameters<typeof item>[0], string, string, string])[] = [
    [{ id: undefined }, "id", "is missing", ""],
    [{ title: undefined }, "title", "is missing", ""],
    [{ title: "   " }, "title", "is missing", ""],
    [{ price: undefined }, "price", "is missing", ""],
    [{ image_link: undefined }, "image_link", "is missing", ""],
    [{ availability: undefined }, "availability", "is missing", ""],
    [{ price: "1.234,56 EUR" }, "price", "has a comma in the amount: write 1234.56, without thousands separators", "1.234,56 EUR"],
    [{ price: "1,234.56 EUR" }, "price", "has a comma in the amount: write 1234.56, without thousands separators", "1,234.56 EUR"],
    [{ price: "-5.00 EUR" }, "price", "is negative", "-5.00 EUR"],
    [{ price: "0.00 EUR" }, "price", "is zero", "0.00 EUR"],
    [{ price: "16.00" }, "price", "is not an amount and a currency, as in 16.00 GBP", "16.00"],
    [{ price: "£16.00" }, "price", "is not an amount and a currency, as in 16.00 GBP", "£16.00"],
    [{ price: "1e3 EUR" }, "price", "is not an amount and a currency, as in 16.00 GBP", "1e3 EUR"],
    [{ price: "16.00 CHF" }, "price", "has the currency CHF, in which no market sells", "16.00 CHF"],
    [{ price: "16.005 GBP" }, "price", "has more decimal places than GBP has", "16.005 GBP"],
    [{ price: "1600.50 JPY" }, "price", "has more decimal places than JPY has", "1600.50 JPY"],
    [{ price: "99999999.00 EUR" }, "price", "is too high to be a price", "99999999.00 EUR"],
    [{ "v:price": ["18.00 USD", "19.00 USD"] }, "v:price", "is a second price in the same currency", "19.00 USD"],
    [{ sale_price: "16.00 GBP" }, "sale_price", "is not lower than the price", "16.00 GBP"],
    [{ sale_price: "9.00 EUR" }, "sale_price", "is in another currency than the price", "9.00 EUR"],
    [
      { sale_price: "9.00 GBP", sale_price_effective_date: "soon" },
      "sale_price_effective_date",
      "is not a period, as in 2026-11-27T00:00Z/2026-11-30T00:00Z",
      "soon",
    ],
    [{ "v:stock": "-1" }, "v:stock", "is not a whole number from 0 to 1,000,000", "-1"],
    [{ "v:stock": "1.5" }, "v:stock", "is not a whole number from 0 to 1,000,000", "1.5"],
    [{ link: "javascript:alert(1)" }, "link", "is not an absolute http or https address", "javascript:alert(1)"],
    [{ link: "nearhand.example/mug" }, "link", "is not an absolute http or https address", "nearhand.example/mug"],
    [{ link: "https://user:secret@x.example/" }, "link", "is not an absolute http or https address", "https://user:secret@x.example/"],
    [{ image_link: "data:image/png;base64,AAAA" }, "image_link", "is not an absolute http or https address", "data:image/png;base64,AAAA"],
    [{ title: "m".repeat(151) }, "title", "is 151 characters long; the most is 150", "m".repeat(80)],
    [{ id: "i".repeat(65) }, "id", "is 65 characters long; the most is 64", "i".repeat(65)],
    [{ "v:handle": "No Handle" }, "v:handle", "is not small letters, digits and hyphens", "No Handle"],
    [{ "v:released": "2026-02-30" }, "v:released", "is not a day, as in 2026-11-16", "2026-02-30"],
  ];

  it.each(cases)("%j", (fields, field, because, value) => {
    const { row, problems } = decoded(fields);
    const id = field === "id" ? null : "MUG-1";
    expect(problems.found).toEqual([{ line: 7, id, field, because, value }]);
    expect(row === undefined || "skipped" in row).toBe(true);
  });

  it("finds every fault of an item, not the first alone", () => {
    expect(faults({ price: "x", link: "y", title: undefined }).map(({ field }) => field)).toEqual(["title", "link", "price"]);
  });
  it("cuts what stood there without cutting a character in half", () => {
    expect(faults({ title: "🫖".repeat(90) })[0]?.value).toBe("🫖".repeat(80));
  });
  it("keeps what the skipped first item told of its product", () => {
    const { row } = decoded({ price: "x" }, "<v:handle>enamel-mug</v:handle>");
    expect(row).toMatchObject({ skipped: true, sku: "MUG-1", details: { handle: "enamel-mug" } });
  });
});

describe("an item is used without what is unusable but not needed", () => {
  it.each([
    [{ gtin: "12-34" }, "gtin", { gtin: null }],
    [{ description: `${"word ".repeat(1_000)}end` }, "description", { description: "word ".repeat(1_000).trim() }],
    [{ "v:picture-kind": "oil" }, "v:picture-kind", { pictures: [{ kind: "photo" }] }],
  ])("%j", (fields, field, kept) => {
    expect(faults(fields).map((fault) => fault.field)).toEqual([field]);
    expect(good(fields)).toMatchObject(kept);
  });
});

it("prices never go through a float: every amount comes out as it went in", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (minor) => {
      const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")} EUR`;
      expect(decodePrice(text)).toEqual({ ok: true, value: { market: "de-de", minor } });
    }),
  );
});

it("no text makes the decoder throw, or stay silent about a skipped item", () => {
  const names = [
    "id",
    "title",
    "price",
    "link",
    "image_link",
    "availability",
    "description",
    "sale_price",
    "v:stock",
    "v:released",
    "product_type",
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.string({ unit: "grapheme", maxLength: 200 }).map((text) => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "")),
      (name, text) => {
        const { row, problems } = decoded({ [name]: text });
        expect(row !== undefined && !("skipped" in row)).toBe(problems.found.length === 0 || !problems.skip);
      },
    ),
  );
});
