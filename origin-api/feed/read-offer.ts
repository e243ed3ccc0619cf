/** What an item costs and how much of it there is. */
import type { Market } from "#contract/market";
import { decodePrice } from "./decode-price.ts";
import type { Element } from "./element.ts";
import type { FeedPrice, FeedPrices } from "./feed-row.ts";
import { instantOf, readRequired, readText, readTexts, readWhole } from "./read-field.ts";
import type { ItemProblems } from "./row-problems.ts";

/** A shop that is told no number sells on: so many are taken to be there. */
const STOCK_UNTOLD = 100;
const MOST_STOCK = 1_000_000;

/** `g:price` and our further `v:price`s, one for each market. */
export function readPrices(item: Element, problems: ItemProblems): FeedPrices {
  const prices: Partial<Record<Market, FeedPrice>> = {};
  const main = addPrice(prices, "price", readRequired(item, "price", problems), problems);
  for (const text of readTexts(item, "v:price", problems)) addPrice(prices, "v:price", text, problems);
  const sale = main && readSale(item, main, prices[main]?.minor ?? 0, problems);
  const regular = main && prices[main];
  if (main && regular && sale) prices[main] = { ...regular, sale };
  return prices;
}

function addPrice(
  prices: Partial<Record<Market, FeedPrice>>,
  field: "price" | "v:price",
  text: string | undefined,
  problems: ItemProblems,
) {
  if (text === undefined) return undefined;
  const price = decodePrice(text);
  if (!price.ok) return problems.refuse(field, price.because, text);
  const { market, minor } = price.value;
  if (prices[market]) return problems.refuse(field, "is a second price in the same currency", text);
  prices[market] = { minor, sale: null };
  return market;
}

function readSale(item: Element, market: Market, regular: number, problems: ItemProblems): FeedPrice["sale"] | undefined {
  const text = readText(item, "sale_price", problems);
  if (text === undefined) return null;
  const price = decodePrice(text);
  if (!price.ok) return problems.refuse("sale_price", price.because, text);
  if (price.value.market !== market) return problems.refuse("sale_price", "is in another currency than the price", text);
  if (price.value.minor >= regular) return problems.refuse("sale_price", "is not lower than the price", text);
  const during = readPeriod(item, problems);
  return during && { minor: price.value.minor, ...during };
}

function readPeriod(item: Element, problems: ItemProblems): { readonly from: number | null; readonly until: number | null } | undefined {
  const text = readText(item, "sale_price_effective_date", problems);
  if (text === undefined) return { from: null, until: null };
  const [from, until, more] = text.split("/").map(instantOf);
  if (from !== undefined && until !== undefined && more === undefined && from < until) return { from, until };
  return problems.refuse("sale_price_effective_date", "is not a period, as in 2026-11-27T00:00Z/2026-11-30T00:00Z", text);
}

const AVAILABILITIES = ["in_stock", "out_of_stock", "preorder", "backorder"];

/** Units for sale. Not in stock means none, whatever number stands beside it; preorders are not sold yet. */
export function readStock(item: Element, problems: ItemProblems): number {
  const told = readText(item, "availability", problems);
  const availability = told?.toLowerCase().replace(/[\s-]+/g, "_");
  const units = readWhole(item, "v:stock", MOST_STOCK, problems);
  if (availability === undefined) {
    if (units === undefined && !problems.skip) problems.refuse("availability", "is missing");
    return units ?? 0;
  }
  if (!AVAILABILITIES.includes(availability)) problems.refuse("availability", `is none of ${AVAILABILITIES.join(", ")}`, told);
  return availability === "in_stock" ? (units ?? STOCK_UNTOLD) : 0;
}
