/** What an item costs and how much of it there is. */
import type { Market } from "#contract/market";
import { decodePrice } from "./decode-price.ts";
import { child, childrenNamed, type Element } from "./element.ts";
import type { FeedPrice, FeedPrices } from "./feed-row.ts";
import { instantOf, readRequired, readText, readWhole } from "./read-field.ts";
import type { ItemProblems } from "./row-problems.ts";

/** A shop that is told no number sells on: so many are taken to be there. */
const STOCK_UNTOLD = 100;
const MOST_STOCK = 1_000_000;

type Prices = Partial<Record<Market, FeedPrice>>;

/** `g:price` and our further `v:price`s, one for each market. `currency`: of amounts that name none. */
export function readPrices(item: Element, currency: string | null, problems: ItemProblems): FeedPrices {
  const prices: Prices = {};
  const text = readRequired(item, "price", problems);
  const sale = { text: readText(item, "sale_price", problems), field: "sale_price", during: "sale_price_effective_date" } as const;
  const during = readText(item, "sale_price_effective_date", problems);
  if (text !== undefined) addPrice(prices, { field: "price", text, sale, during, currency }, problems);
  for (const other of new Set(childrenNamed(item, "price").map((element) => element.text)))
    if (other !== "" && other !== child(item, "price")?.text)
      problems.note("price", "is a second one, which is left out: others are v:price", other);
  for (const element of childrenNamed(item, "v:price")) {
    const { sale, during } = element.attributes;
    const own = { text: sale, field: "v:price", during: "v:price" } as const;
    if (element.text !== "") addPrice(prices, { field: "v:price", text: element.text, sale: own, during, currency }, problems);
  }
  return prices;
}

interface Written {
  readonly field: "price" | "v:price";
  readonly text: string;
  readonly sale: { readonly text: string | undefined; readonly field: string; readonly during: string };
  readonly during: string | undefined;
  readonly currency: string | null;
}

function addPrice(prices: Prices, { field, text, sale, during, currency }: Written, problems: ItemProblems): void {
  const price = decodePrice(text, currency);
  if (!price.ok) return void problems.refuse(field, price.because, text);
  const { market, minor } = price.value;
  if (prices[market]) return void problems.refuse(field, "is a second price in the same currency", text);
  const lower = sale.text === undefined ? undefined : readSale(sale.text, sale.field, { market, minor, currency }, problems);
  const period = lower === undefined ? undefined : readPeriod(during, sale.during, problems);
  prices[market] = { minor, sale: lower === undefined || period === undefined ? null : { minor: lower, ...period } };
}

interface Regular {
  readonly market: Market;
  readonly minor: number;
  readonly currency: string | null;
}

function readSale(text: string, field: string, { market, minor, currency }: Regular, problems: ItemProblems): number | undefined {
  const sale = decodePrice(text, currency);
  if (!sale.ok) return problems.refuse(field, sale.because, text);
  if (sale.value.market !== market) return problems.refuse(field, "is in another currency than the price", text);
  return sale.value.minor < minor ? sale.value.minor : problems.refuse(field, "is not lower than the price", text);
}

function readPeriod(
  text: string | undefined,
  field: string,
  problems: ItemProblems,
): { readonly from: number | null; readonly until: number | null } | undefined {
  if (text === undefined) return { from: null, until: null };
  const [from, until, more] = text.split("/").map(instantOf);
  if (from !== undefined && until !== undefined && more === undefined && from < until) return { from, until };
  return problems.refuse(field, "is not a period, as in 2026-11-27T00:00Z/2026-11-30T00:00Z", text);
}

const AVAILABILITIES = ["in_stock", "out_of_stock", "preorder", "pre_order", "backorder"];

/** Units for sale. Not in stock means none, whatever number stands beside it; preorders are not sold yet. */
export function readStock(item: Element, problems: ItemProblems): number {
  const told = readText(item, "availability", problems);
  const availability = told?.toLowerCase().replace(/[\s-]+/g, "_");
  const units = readWhole(item, "v:stock", MOST_STOCK, problems);
  if (availability === undefined) {
    if (units === undefined && !problems.skip) problems.refuse("availability", "is missing");
    return units ?? 0;
  }
  if (!AVAILABILITIES.includes(availability)) problems.note("availability", "is taken for out_of_stock", told);
  return availability === "in_stock" ? (units ?? STOCK_UNTOLD) : 0;
}
