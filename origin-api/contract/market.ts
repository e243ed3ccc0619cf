/**
 * The markets: one set of prices, taxes, language and reading direction each. A market is the first
 * segment of every shop path, so nothing about it hides in a header or cookie.
 */
export const MARKETS = {
  "en-us": { locale: "en-US", language: "en", region: "US", currency: "USD", direction: "ltr", taxIncluded: false },
  "en-gb": { locale: "en-GB", language: "en", region: "GB", currency: "GBP", direction: "ltr", taxIncluded: true },
  "de-de": { locale: "de-DE", language: "de", region: "DE", currency: "EUR", direction: "ltr", taxIncluded: true },
  "ja-jp": { locale: "ja-JP", language: "ja", region: "JP", currency: "JPY", direction: "ltr", taxIncluded: true },
  "ar-ae": { locale: "ar-AE", language: "ar", region: "AE", currency: "AED", direction: "rtl", taxIncluded: true },
} as const satisfies Record<string, MarketSettings>;

export interface MarketSettings {
  /** BCP 47 language tag of the market's texts. */
  readonly locale: string;
  /** The language subtag alone: the key of localized texts. */
  readonly language: Language;
  /** ISO 3166-1 alpha-2. */
  readonly region: string;
  readonly currency: Currency;
  readonly direction: "ltr" | "rtl";
  readonly taxIncluded: boolean;
}

export type Market = keyof typeof MARKETS;
export type Language = "en" | "de" | "ja" | "ar";
/** ISO 4217, only the currencies a market sells in. */
export type Currency = "USD" | "GBP" | "EUR" | "JPY" | "AED";

export const MARKET_NAMES = Object.keys(MARKETS) as readonly Market[];
export const DEFAULT_MARKET: Market = "en-us";

/** True for the exact, lower-case name of a market. */
export function isMarket(name: string): name is Market {
  return Object.hasOwn(MARKETS, name);
}

/** The market that sells in `currency`, if any: each currency belongs to one market. */
export function marketOfCurrency(currency: string): Market | undefined {
  return MARKET_NAMES.find((market) => MARKETS[market].currency === currency);
}
