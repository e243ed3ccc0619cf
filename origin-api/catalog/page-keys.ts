/**
 * Surrogate keys of pages as wholes. Every page carries `page:navigation`; whoever changes the shop names:
 * - `page:navigation` when a room or shelf appears, goes, is renamed, moves or changes its picture, or when one begins or ceases to
 *   have something to sell in a market;
 * - `page:home` and `page:sitemap` when a product or collection is published, withdrawn or moved;
 * - `page:home` also when it changes a listing that stands there (`new`, `evening`, `enamel-set`).
 */
import { collectionKey, listingKey, pageKey, productKey } from "#contract/surrogate-keys";

export const NAVIGATION_KEY = pageKey("navigation");
export const HOME_KEY = pageKey("home");
export const SITEMAP_KEY = pageKey("sitemap");
export const CHROME_KEY = pageKey("chrome");

/** All names of a listing: shells that show it show its prices and availability too. */
export const listingKeys = (collectionId: string): string[] => [
  collectionKey(collectionId),
  listingKey(collectionId),
  listingKey(collectionId, "price"),
  listingKey(collectionId, "available"),
];

export const productKeys = (ids: readonly string[]): string[] => ids.map(productKey);
