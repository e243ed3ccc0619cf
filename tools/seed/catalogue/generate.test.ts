import { describe, expect, it } from "vitest";
import { LOW_STOCK_AT_MOST } from "#contract/stock";
import { DRAWN_HANDLES } from "./drawings.ts";
import { catalogue, handleFor } from "./generate.ts";
import { IN_FRONT, LISTINGS, ROOMS } from "./rooms.ts";

const products = catalogue(1);
const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));

/** The shop's plan: how many products stand on each shelf. */
const COUNTS = {
  "mugs-cups": 10,
  "plates-bowls": 11,
  "jugs-pots": 9,
  pans: 8,
  boards: 10,
  "spoons-tools": 12,
  "tumblers-carafes": 10,
  "storage-jars": 11,
  vases: 9,
  "table-lamps": 10,
  pendants: 8,
  "candles-lanterns": 13,
  towels: 12,
  blankets: 8,
  cushions: 9,
  notebooks: 12,
  "pencils-scissors": 10,
  trays: 7,
  watering: 8,
  "hand-tools": 10,
  pots: 12,
  "brushes-soap": 13,
  "buckets-baskets": 9,
  "flasks-packs": 9,
};

describe("the catalogue of Nearhand", () => {
  it("has eight rooms of three shelves", () => {
    expect(ROOMS.map(({ shelves }) => shelves.length)).toEqual(Array(8).fill(3));
  });

  it.each(Object.entries(COUNTS))("has %s on its shelf: %i", (shelf, count) => {
    expect(products.filter((product) => product.shelf === shelf)).toHaveLength(count);
  });

  it("has 240 products and nearly 1,900 variants", () => {
    expect(products).toHaveLength(240);
    expect(variants.length).toBeGreaterThan(1800);
    expect(variants.length).toBeLessThan(2000);
  });

  it("is the same for the same seed, and another for another", () => {
    expect(JSON.stringify(catalogue(1))).toBe(JSON.stringify(products));
    expect(JSON.stringify(catalogue(2))).not.toBe(JSON.stringify(products));
  });

  it("keeps names, handles and numbers whatever the seed", () => {
    const names = (seed: number) => catalogue(seed).map(({ id, handle, title }) => [id, handle, title.en]);
    expect(names(7)).toEqual(names(1));
  });

  it("calls nothing twice: handles and SKUs in the shop, titles on a shelf, gtins anywhere", () => {
    expectDistinct(products.map(({ handle }) => handle));
    expectDistinct(products.map(({ id }) => id));
    expectDistinct(variants.map(({ variant }) => variant.sku));
    expectDistinct(variants.flatMap(({ variant }) => variant.gtin ?? []));
    for (const language of ["en", "de", "ja", "ar"] as const)
      expectDistinct(products.map(({ shelf, title }) => `${shelf} ${title[language]}`));
  });

  it("never shares a handle between a product and a collection", () => {
    const collections = [...ROOMS.flatMap((room) => [room, ...room.shelves]), ...LISTINGS].map(({ handle }) => handle);
    expectDistinct(collections);
    expectDistinct([...collections, ...products.map(({ handle }) => handle)]);
  });

  it("sells every variant in each market of its product, at a price above nothing", () => {
    for (const { product, variant } of variants) {
      expect(variant.prices.map(({ currency }) => currency)).toEqual(product.currencies);
      expect(product.currencies).toHaveLength(product.markets.length);
      expect(variant.prices.every(({ minor }) => Number.isInteger(minor) && minor > 0)).toBe(true);
    }
  });

  it("asks what a person would ask for the Rim mug", () => {
    const mug = variants.find(({ variant }) => variant.sku === "NH-1042-WC-350")?.variant;
    expect(mug?.prices).toEqual([
      { minor: 1600, currency: "GBP" },
      { minor: 1800, currency: "USD" },
      { minor: 1900, currency: "EUR" },
      { minor: 3200, currency: "JPY" },
      { minor: 7500, currency: "AED" },
    ]);
  });

  it("never asks less for a larger size", () => {
    for (const { sizes } of products)
      expect(sizes.map(({ pounds }) => pounds)).toEqual(sizes.map(({ pounds }) => pounds).sort((a, b) => a - b));
  });

  it("never makes a size or a colour that nobody can have", () => {
    for (const { sizes, colourways, variants: made } of products) {
      for (const size of sizes) expect(made.some((variant) => variant.size === size)).toBe(true);
      for (const colourway of colourways) expect(made.some((variant) => variant.colourway === colourway)).toBe(true);
    }
  });

  it("says of the Rim mug that 500 ml is not made in white", () => {
    const mug = products.find(({ handle }) => handle === "rim-mug");
    expect(mug?.description.en).toContain("500 ml is not made in white, butter or sky. It comes in tomato and cobalt.");
    expect(mug?.variants.some(({ sku }) => sku === "NH-1042-WC-500")).toBe(false);
  });

  it("has most things, is low on some and out of a few", () => {
    const stock = variants.map(({ variant }) => variant.stock);
    const share = (is: (units: number) => boolean) => stock.filter(is).length / stock.length;
    expect(share((units) => units === 0)).toBeGreaterThan(0.03);
    expect(share((units) => units === 0)).toBeLessThan(0.12);
    expect(share((units) => units > 0 && units <= LOW_STOCK_AT_MOST)).toBeGreaterThan(0.06);
    expect(products.filter((product) => product.variants.every(({ stock: units }) => units === 0)).map(({ handle }) => handle)).toEqual([
      "night-mug",
      "corner-lamp",
    ]);
  });

  it("puts 18 things up as new since the same Monday, and none of the others", () => {
    const fresh = products.filter(({ also }) => also.includes("new"));
    expect(fresh).toHaveLength(18);
    expect(products.filter(({ released }) => released >= "2026-11-16")).toEqual(fresh);
  });

  it("lights the evening with five forms that stand", () => {
    const evening = products.filter(({ also }) => also.includes("evening")).sort((a, b) => a.position - b.position);
    expect(evening.map(({ form }) => form)).toEqual(["lamp", "teapot", "cup", "candles", "blanket"]);
  });

  it("makes the enamel set of eleven white and cobalt pieces, the story's three first", () => {
    const set = products.filter(({ also }) => also.includes("enamel-set")).sort((a, b) => a.position - b.position);
    expect(set).toHaveLength(11);
    expect(set.every(({ colourways, room }) => colourways[0] === "white-cobalt" && (room === "table" || room === "kitchen"))).toBe(true);
    expect(set.slice(0, 3).map(({ handle }) => handle)).toEqual(["rim-jug", "rim-mug", "milk-pan"]);
  });

  it("names only products that exist where it singles them out", () => {
    const handles = new Set(products.map(({ handle }) => handle));
    for (const handle of [...IN_FRONT, ...DRAWN_HANDLES, ...ROOMS.map(({ picture }) => picture)]) expect(handles).toContain(handle);
  });

  it("has what real shops have: umlauts, apostrophes, ampersands, a product of three markets, a preorder", () => {
    const titles = products.map(({ title }) => title.en).join("\n");
    expect(titles).toMatch(/ü/);
    expect(titles).toMatch(/'/);
    expect(titles).toMatch(/&/);
    expect(products.filter(({ markets }) => markets.length === 3).map(({ handle }) => handle)).toEqual(["beeswax-candles"]);
    expect(products.filter(({ preorderUntil }) => preorderUntil).map(({ handle }) => handle)).toEqual(["night-mug"]);
  });

  it("makes handles of plain letters", () => {
    expect(handleFor("Müller's platter & Café")).toBe("mullers-platter-cafe");
  });

  it("gives gtins whose check digit is right", () => {
    const gtins = variants.flatMap(({ variant }) => variant.gtin ?? []);
    expect(gtins.length).toBeGreaterThan(1000);
    for (const gtin of gtins) {
      const sum = [...gtin].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
      expect([gtin.length, sum % 10]).toEqual([13, 0]);
    }
  });
});

function expectDistinct(values: readonly string[]): void {
  expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([]);
}
