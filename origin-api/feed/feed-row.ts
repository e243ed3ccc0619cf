/** What one item of a feed says, checked, in the shop's own terms. Plain data: it is staged as JSON. */
import type { Market } from "#contract/market";
import type { Picture, Swatch } from "#contract/pages";
import type { Localized, StoredSpec } from "../store/schema.ts";

export interface FeedPrice {
  readonly minor: number;
  readonly sale: { readonly minor: number; readonly from: number | null; readonly until: number | null } | null;
}
export type FeedPrices = Partial<Readonly<Record<Market, FeedPrice>>>;

export interface FeedOption {
  readonly name: string;
  /** What the option itself is called; empty when its name says it. */
  readonly names: Localized;
  readonly value: string;
  readonly labels: Localized;
  readonly swatch: Swatch | null;
}

/** What only the first item of a product tells, in our extension. */
export interface FeedDetails {
  readonly handle: string | null;
  readonly titles: Localized;
  readonly details: Localized;
  readonly descriptions: Localized;
  readonly specs: readonly StoredSpec[];
  readonly position: number | null;
  readonly releasedAt: number | null;
  readonly also: readonly string[];
}

export interface FeedRow {
  readonly line: number;
  readonly sku: string;
  /** To be used when an earlier item has the same; null: the item is skipped then. */
  readonly spareSku: string | null;
  readonly productId: string;
  readonly title: string;
  /** Plain text. */
  readonly description: string;
  readonly brand: string | null;
  /** A handle made of the link, or of the title. */
  readonly handle: string;
  /** Of each `g:product_type` its segments: `["Table", "Mugs & cups"]`. */
  readonly types: readonly (readonly string[])[];
  readonly prices: FeedPrices;
  readonly stock: number;
  readonly options: readonly FeedOption[];
  /** True when the options are the feed's own, so every one of them counts. */
  readonly optionsGiven: boolean;
  readonly pictures: readonly Picture[];
  readonly gtin: string | null;
  readonly mpn: string | null;
  readonly specs: readonly StoredSpec[];
  readonly details: FeedDetails | null;
}

/** An item that is skipped. Whatever the shop has of it stays as it is. */
export interface SkippedRow {
  readonly line: number;
  readonly skipped: true;
  readonly sku: string;
  readonly productId: string;
  /** What it says of the product, as far as it can be read: a fault elsewhere does not change that. */
  readonly types: FeedRow["types"];
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  readonly specs: FeedRow["specs"];
  readonly details: FeedDetails | null;
}
