import { expect, test } from "vitest";
import { decimalAmount } from "#contract/money";
import { card } from "../worker/pages/fixtures/shop.ts";
import type { Surroundings } from "./define-fragment.ts";
import { ProductCard } from "./product-card.tsx";

const surroundings: Surroundings = {
  market: {
    name: "en-gb",
    locale: "en-GB",
    language: "en",
    region: "GB",
    currency: "GBP",
    direction: "ltr",
    taxIncluded: true,
    path: (path) => `/en-gb${path}`,
    money: (amount) => `£${decimalAmount(amount)}`,
  },
  t: (key, values) => (values === undefined ? key : `${key} ${JSON.stringify(values)}`),
};
const html = (over: Parameters<typeof card>[1]) => String(ProductCard({ card: card("mug", over), surroundings }));

test("a card is one link with a name, a line of material and a price", () => {
  const plain = html({});
  expect(plain.match(/<a /g)).toHaveLength(1);
  expect(plain).toContain('<a href="/en-gb/products/mug">The mug</a>');
  expect(plain).toContain("<p><bdi>£16.00</bdi></p>");
});

test("a reduced price says which of the two is which, not by colour alone", () => {
  expect(html({ was: { minor: 3200, currency: "GBP" } })).toMatch(/price\.now.*£16\.00.*price\.was.*<s><bdi>£32\.00<\/bdi><\/s>/);
});

test("sold out comes before new, and low stock before colours", () => {
  const swatches = [
    { body: "#fff", rim: "#000" },
    { body: "#000", rim: "#fff" },
  ];
  const out = html({ availability: "out", isNew: true });
  expect(out).toContain("card.soldOut");
  expect(out).not.toContain("card.new");
  expect(html({ availability: "low", swatches })).toMatch(/card\.low/);
  expect(html({ availability: "low", swatches })).not.toContain("<circle");
});

test("never shows more than four colours, and counts them all in words", () => {
  const swatches = Array.from({ length: 9 }, () => ({ body: "#fff", rim: "#000" }));
  expect(html({ swatches }).match(/<circle/g)).toHaveLength(4);
  expect(html({ swatches })).toContain("card.colors {&quot;count&quot;:9}");
  expect(html({ swatches: swatches.slice(0, 1) })).not.toContain("<circle");
});

test("a colour of a feed cannot leave its attribute", () => {
  const evil = { body: '#fff"/><script>', rim: "#000" };
  expect(html({ swatches: [evil, evil] })).not.toContain("<script>");
});
