import { MARKETS, type Market } from "#contract/market";
import type { ToldProduct, ToldVariant } from "../../../origin-api/feed/export/told-product.ts";
import { madeTexts } from "./made-texts.ts";
import { type Changes, PROFILES, type ProfileName } from "./profiles.ts";

const COLOURS = ["White", "Blue", "Red", "Green", "Black", "Sand", "Sky", "Rust"];
const SIZES = ["S", "M", "L", "XL"];
const PRICED: readonly (readonly [Market, number])[] = [
  ["en-gb", 100],
  ["en-us", 125],
  ["de-de", 118],
  ["ja-jp", 190],
  ["ar-ae", 460],
];
const RELEASED = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

/** All products of a profile, always the same ones, one at a time. */
export function* madeProducts(profile: ProfileName, changes: Changes = { prices: 0, handles: 0 }): Generator<ToldProduct> {
  const { products, variants } = PROFILES[profile];
  for (let n = 0; n < products; n++) yield madeProduct(n, variants[n % variants.length] ?? 1, changes);
}

function madeProduct(n: number, count: number, changes: Changes): ToldProduct {
  const { title, description, type } = madeTexts(n);
  const id = `gen-${String(n).padStart(6, "0")}`;
  return {
    id,
    handle: `thing-${n}${n < changes.handles ? "-renamed" : ""}`,
    titles: { en: title },
    details: {},
    descriptions: { en: description },
    brand: n % 5 === 0 ? null : "Generated",
    type,
    also: [],
    specs: n % 11 === 2 ? ATTRIBUTES : [],
    options: count === 1 ? [] : OPTIONS,
    position: null,
    releasedAt: null,
    preorderUntil: n % 19 === 9 ? RELEASED + 400 * DAY : null,
    variants: Array.from({ length: count }, (_, i) => madeVariant(id, n, i, count, n < changes.prices && i === 0)),
  };
}

/** Names as other programs write them. */
const ATTRIBUTES: ToldProduct["specs"] = [
  ["height_cm", "12.5"],
  ["movie", "Playtime"],
  ["country_origin", "JP"],
].map(([name = "", value = ""]) => ({ names: { en: name }, values: { en: value } }));

const choice = (name: string, labels: readonly string[]): ToldProduct["options"][number] => ({
  name,
  labels: {},
  values: labels.map((label) => ({ value: label.toLowerCase(), labels: { en: label }, swatch: null })),
});
const OPTIONS = [choice("color", COLOURS), choice("size", SIZES)];

function madeVariant(id: string, n: number, i: number, count: number, isDearer: boolean): ToldVariant {
  const colour = COLOURS[Math.floor(i / SIZES.length) % COLOURS.length] ?? "";
  const size = SIZES[i % SIZES.length] ?? "";
  const stock = (n + i) % 9 === 0 ? 0 : (n * 7 + i * 3) % 120;
  return {
    sku: `${id.toUpperCase()}-${i}`,
    options: count === 1 ? {} : { color: colour.toLowerCase(), size: size.toLowerCase() },
    pictures: [0, 1].map((at) => ({ src: `https://pictures.example/${id}/${colour.toLowerCase()}-${at}.jpg`, kind: "photo" as const })),
    gtin: null,
    mpn: `${n}-${i}`,
    onHand: stock,
    available: stock,
    prices: PRICED.map(([market, factor]) => madePrice(market, (10 + (n % 90) + i + (isDearer ? 5 : 0)) * factor, n)),
  };
}

/** Whole yen; every twentieth product is on sale. */
function madePrice(market: Market, minor: number, n: number): ToldVariant["prices"][number] {
  const inSale = n % 20 === 1 && MARKETS[market].currency === "GBP";
  const sale = inSale ? { saleMinor: Math.floor(minor * 0.8), saleFrom: RELEASED, saleUntil: RELEASED + 300 * DAY } : NO_SALE;
  return { market, minor, ...sale };
}

const NO_SALE = { saleMinor: null, saleFrom: null, saleUntil: null };
