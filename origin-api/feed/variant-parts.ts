import type { Market } from "#contract/market";
import type { Picture } from "#contract/pages";
import type { PriceTerms } from "../catalog/price-periods.ts";
import type { StoredOption } from "../store/schema.ts";
import type { FeedOption, FeedPrice, FeedPrices, FeedRow } from "./feed-row.ts";

/** A variant, whether a row of the feed tells of it or the shop keeps what it has. */
export interface VariantPart {
  readonly sku: string;
  /** The shop's own, for a row that is bad. */
  readonly isKept: boolean;
  readonly options: readonly FeedOption[];
  readonly optionsGiven: boolean;
  readonly pictures: readonly Picture[];
  readonly gtin: string | null;
  readonly mpn: string | null;
  readonly prices: FeedPrices;
  /** Null when the feed does not say: the shop's stock stays. */
  readonly stock: number | null;
}

/** A variant as the store has it. */
export interface StoredVariant {
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly pictures: readonly Picture[];
  readonly gtin: string | null;
  readonly mpn: string | null;
  readonly prices: readonly StoredPrice[];
  /** What the feed said of its stock the last time; null when nothing. */
  readonly told?: number | null;
}

export interface StoredPrice extends PriceTerms {
  readonly market: Market;
}

export function partOfRow({ sku, options, optionsGiven, pictures, gtin, mpn, prices, stock }: FeedRow): VariantPart {
  return { sku, isKept: false, options, optionsGiven, pictures, gtin, mpn, prices, stock };
}

/** What the shop has, told as if a feed told it: for a variant whose row in the feed is unusable. */
export function partOfStored(variant: StoredVariant, options: readonly StoredOption[]): VariantPart {
  const { sku, pictures, gtin, mpn } = variant;
  const prices = Object.fromEntries(variant.prices.map((price) => [price.market, toFeedPrice(price)]));
  return {
    sku,
    isKept: true,
    options: chosen(variant, options),
    optionsGiven: true,
    pictures,
    gtin,
    mpn,
    prices,
    stock: variant.told ?? null,
  };
}

function chosen(variant: StoredVariant, options: readonly StoredOption[]): readonly FeedOption[] {
  return options.flatMap(({ name, labels: names, values }) => {
    const value = values.find((one) => one.value === variant.options[name]);
    return value ? [{ name, names, ...value }] : [];
  });
}

function toFeedPrice({ minor, saleMinor, saleFrom, saleUntil }: StoredPrice): FeedPrice {
  return { minor, sale: saleMinor === null ? null : { minor: saleMinor, from: saleFrom, until: saleUntil } };
}
