import { expect, it } from "vitest";
import { alternates } from "./markets.ts";

const site = { origin: "https://shop.example", host: "shop.example" };

it("names the markets that have the page, itself included, and one for everybody else", () => {
  expect(alternates(site, "/products/mug", ["en-us", "de-de"])).toEqual([
    { hreflang: "en-US", href: "https://shop.example/en-us/products/mug" },
    { hreflang: "de-DE", href: "https://shop.example/de-de/products/mug" },
    { hreflang: "x-default", href: "https://shop.example/en-us/products/mug" },
  ]);
});

it("never sends anybody to a market where the product is not sold", () => {
  const hrefs = alternates(site, "/products/candles", ["en-gb", "ja-jp"]).map(({ href }) => href);
  expect(hrefs.every((href) => /\/(en-gb|ja-jp)\//.test(href))).toBe(true);
  expect(alternates(site, "/products/candles", ["en-gb", "ja-jp"]).at(-1)).toEqual({
    hreflang: "x-default",
    href: "https://shop.example/en-gb/products/candles",
  });
});
