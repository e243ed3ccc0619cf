/** Which surrogate keys a change purges. DESIGN section 3's table, and nothing that is not in it. */
import { collectionKey, listingKey, pageKey, productKey } from "#contract/surrogate-keys";
import type { FeedCollection } from "./collections.ts";

export interface ProductChange {
  readonly id: string;
  /** Every collection the product stood or stands in. */
  readonly collectionIds: readonly string[];
  readonly price: boolean;
  /** Text or picture. */
  readonly content: boolean;
  /** Published, withdrawn, or moved to another place or handle. */
  readonly listing: boolean;
  /** A variant went out of stock or came back. */
  readonly available: boolean;
}

/** None for a change of stock alone: the bulletin carries it. */
export function productChangeKeys({ id, collectionIds, price, content, listing, available }: ProductChange): readonly string[] {
  if (!price && !content && !listing && !available) return [];
  return [
    productKey(id),
    ...(price ? collectionIds.map((collection) => listingKey(collection, "price")) : []),
    ...(available ? collectionIds.map((collection) => listingKey(collection, "available")) : []),
    ...(listing ? [...collectionIds.map((collection) => listingKey(collection)), pageKey("home"), pageKey("sitemap")] : []),
  ];
}

/** Undefined on the side where the collection is not in the shop. */
export function collectionChangeKeys(was: FeedCollection | undefined, is: FeedCollection | undefined): readonly string[] {
  const { id, kind } = is ?? was ?? {};
  if (id === undefined) return [];
  const comesOrGoes = was === undefined || is === undefined || was.kind !== is.kind || was.parentId !== is.parentId;
  const inNavigation = kind !== "extra" || was?.kind !== kind;
  return [
    collectionKey(id),
    ...(comesOrGoes ? [listingKey(id), pageKey("sitemap")] : []),
    ...(inNavigation ? [pageKey("navigation")] : []),
    pageKey("home"),
  ];
}
