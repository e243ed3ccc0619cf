/**
 * What is offered to whom: a variant's address, price and availability in a market. Page, structured data and product feed
 * all take them from here, so they cannot disagree.
 */
import type { Market } from "./market.ts";
import { decimalAmount, type Money } from "./money.ts";
import type { Variant } from "./pages.ts";
import type { StockBand } from "./stock.ts";

export interface Offer {
  readonly sku: string;
  /** Absolute. */
  readonly url: string;
  /** What a shopper pays. */
  readonly price: Money;
  /** What it cost before the sale; null when there is none. */
  readonly was: Money | null;
  /** `price` as machines want it: `16.00`. */
  readonly amount: string;
  readonly availability: Availability;
}

export interface Availability {
  readonly schema: `https://schema.org/${string}`;
  readonly feed: "in_stock" | "out_of_stock";
}

const AVAILABILITY: Readonly<Record<StockBand, Availability>> = {
  in: { schema: "https://schema.org/InStock", feed: "in_stock" },
  low: { schema: "https://schema.org/LimitedAvailability", feed: "in_stock" },
  out: { schema: "https://schema.org/OutOfStock", feed: "out_of_stock" },
};

/** `site` is the shop's origin: `https://shop.example`. */
export function offerOf(
  { sku, price, was, availability }: Pick<Variant, "sku" | "price" | "was" | "availability">,
  { handle, market, site }: { readonly handle: string; readonly market: Market; readonly site: string },
): Offer {
  const url = `${site}/${market}${variantPath(handle, sku)}`;
  return { sku, url, price, was, amount: decimalAmount(price), availability: AVAILABILITY[availability] };
}

/** Path below the market of a variant's page. */
export function variantPath(handle: string, sku: string): string {
  return `/products/${handle}?variant=${encodeURIComponent(sku)}`;
}
