/** A product as a feed tells it, whoever writes it: what the shop has, or what a generator made up. */
import type { Picture } from "#contract/pages";
import { localize } from "../../catalog/localized.ts";
import type { Localized, StoredOption, StoredSpec } from "../../store/schema.ts";
import type { FeedCollection } from "../collections.ts";
import type { StoredPrice } from "../variant-parts.ts";

export interface ToldProduct {
  readonly id: string;
  readonly handle: string;
  readonly titles: Localized;
  readonly details: Localized;
  /** HTML. */
  readonly descriptions: Localized;
  readonly brand: string | null;
  /** `Table > Mugs & cups`; null when it stands in no collection of its own. */
  readonly type: string | null;
  /** Further collections, by handle. */
  readonly also: readonly string[];
  readonly specs: readonly StoredSpec[];
  readonly options: readonly StoredOption[];
  readonly position: number | null;
  readonly releasedAt: number | null;
  /** Until then it is only announced; a shop that sells what is there has none. */
  readonly preorderUntil: number | null;
  readonly variants: readonly ToldVariant[];
}

export interface ToldVariant {
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly pictures: readonly Picture[];
  readonly gtin: string | null;
  readonly mpn: string | null;
  readonly onHand: number;
  /** What of it is free to sell. */
  readonly available: number;
  /** At least one. */
  readonly prices: readonly StoredPrice[];
}

/** The path of a product's own collection, as product types write it. */
export function homeType(homeId: string | null, collections: readonly FeedCollection[]): string | null {
  const home = collections.find(({ id }) => id === homeId);
  if (!home) return null;
  const room = collections.find(({ id }) => id === home.parentId);
  return [...(room ? [room] : []), home].map(({ titles }) => localize(titles, "en")).join(" > ");
}
