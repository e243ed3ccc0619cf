import { describe, expect, it } from "vitest";
import { MARKETS } from "#contract/market";
import { DAY, HOUR, NOON } from "../fixtures/small-shop.ts";
import { FOREVER } from "../store/schema.ts";
import { type CardRow, cardChangesAt, toCard } from "./card.ts";
import { localize } from "./localized.ts";
import { choiceInWords, optionLabel } from "./option-words.ts";
import { priceAt, pricePeriods } from "./price-periods.ts";

const row: CardRow = {
  id: "mug",
  handle: "mug",
  titles: { ja: "マグ" },
  details: {},
  picture: { src: "/m.svg", kind: "cutout" },
  options: [],
  releasedAt: null,
  version: 1,
  homeCollectionId: null,
  low: 1000,
  high: 1000,
  was: null,
  untilAt: FOREVER,
};
const swatch = { body: "#ffffff", rim: "#000000" };
const colour = {
  name: "color",
  labels: {},
  values: [
    { value: "white", labels: { en: "White" }, swatch },
    { value: "x", labels: {}, swatch: null },
  ],
};

describe("a card", () => {
  it("changes next when its sale ends, though it has long stopped being new", () => {
    expect(cardChangesAt({ ...row, releasedAt: NOON - 90 * DAY, untilAt: NOON + HOUR }, NOON)).toBe(NOON + HOUR);
    expect(cardChangesAt({ ...row, releasedAt: NOON - 44 * DAY }, NOON)).toBe(NOON + DAY);
    expect(cardChangesAt(row, NOON)).toBeNull();
  });

  it("shows the swatches of its colours, and a title in whatever language there is", () => {
    const card = toCard({ ...row, options: [colour] }, { market: "de-de", at: NOON, ground: "sky", available: 5 });
    expect(card).toMatchObject({ title: "マグ", detail: "", swatches: [swatch], availability: "low", isNew: false });
  });
});

describe("the periods of a price", () => {
  const terms = (minor: number, saleMinor: number | null = null, saleFrom: number | null = null, saleUntil: number | null = null) => ({
    minor,
    saleMinor,
    saleFrom,
    saleUntil,
  });

  it("follow each other without a gap, and say at each instant what the variants say", () => {
    const variants = [terms(3000, 2000, 10, 30), terms(2500, 2400, 20, null), terms(4000)];
    const periods = pricePeriods(variants, 5);
    expect(periods.map(({ fromAt, untilAt }) => [fromAt, untilAt])).toEqual([
      [5, 10],
      [10, 20],
      [20, 30],
      [30, FOREVER],
    ]);
    for (const at of [5, 9, 10, 15, 20, 29, 30, 99]) {
      const costs = variants.map((variant) => priceAt(variant, at).minor);
      const period = periods.find(({ fromAt, untilAt }) => fromAt <= at && at < untilAt);
      expect([period?.low, period?.high], `at ${at}`).toEqual([Math.min(...costs), Math.max(...costs)]);
    }
  });

  it("are none for what is not sold, and one for what never changes", () => {
    expect(pricePeriods([], null)).toEqual([]);
    expect(pricePeriods([terms(900)], null)).toEqual([{ fromAt: 0, untilAt: FOREVER, low: 900, high: 900, was: null }]);
  });

  it("never call a sale what is no cheaper", () => {
    expect(priceAt(terms(900, 900), NOON)).toEqual({ minor: 900, was: null });
  });
});

describe("words", () => {
  it("are the market's own for what every feed has, and the feed's name for the rest", () => {
    const label = (name: string, market: keyof typeof MARKETS) => optionLabel({ name, labels: {}, values: [] }, MARKETS[market]);
    expect([label("color", "en-us"), label("color", "en-gb"), label("size", "ar-ae"), label("Bezug", "ja-jp")]).toEqual([
      "Color",
      "Colour",
      "المقاس",
      "Bezug",
    ]);
  });

  it("join a choice, a value without a label standing for itself", () => {
    const size = { name: "size", labels: {}, values: [] };
    expect(choiceInWords([colour, size], { color: "white", size: "350 ml" }, MARKETS["en-gb"])).toBe("White, 350 ml");
  });

  it("are English where the language is missing, else any", () => {
    expect([localize({ en: "a", ja: "b" }, "de"), localize({ ja: "b" }, "de"), localize({}, "de")]).toEqual(["a", "b", ""]);
  });
});
