import { DEFAULT_MARKET, MARKET_NAMES, MARKETS, type Market } from "#contract/market";
import type { Site } from "../key/key-parts.ts";

export interface MarketLabel {
  readonly market: Market;
  readonly locale: string;
  /** In the market's own language. */
  readonly region: string;
  readonly sign: string;
}

const LABELS: Readonly<Record<Market, readonly [region: string, sign: string]>> = {
  "en-us": ["United States", "$"],
  "en-gb": ["United Kingdom", "£"],
  "de-de": ["Deutschland", "€"],
  "ja-jp": ["日本", "¥"],
  "ar-ae": ["الإمارات", "د.إ"],
};

export const MARKET_LABELS: readonly MarketLabel[] = MARKET_NAMES.map((market) => {
  const [region, sign] = LABELS[market];
  return { market, locale: MARKETS[market].locale, region, sign };
});

/** `/en-gb/products/mug?variant=x` -> `/de-de/products/mug?variant=x`. */
export function inMarket(here: string, from: Market, to: Market): string {
  return `/${to}${here.slice(from.length + 1)}`;
}

/**
 * The same page in the markets that have it, for `hreflang`: each names all, itself included, so the references are
 * reciprocal. Whoever speaks none of their languages is shown the first.
 */
export function alternates(site: Site, path: string, soldIn: readonly Market[]): readonly Alternate[] {
  const href = (market: Market) => `${site.origin}/${market}${path}`;
  const each = soldIn.map((market) => ({ hreflang: MARKETS[market].locale as string, href: href(market) }));
  const fallback = soldIn.includes(DEFAULT_MARKET) ? DEFAULT_MARKET : soldIn[0];
  return fallback === undefined ? each : [...each, { hreflang: "x-default", href: href(fallback) }];
}

export interface Alternate {
  readonly hreflang: string;
  readonly href: string;
}
