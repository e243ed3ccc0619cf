/**
 * Names on stored responses, so that one purge reaches all of them. `[a-z0-9:._/-]`, 128 bytes each, 1,000 a response: a purge can name
 * no other, and an answer with others or more of them is hardly kept (`worker/cache/storable.ts`).
 */
export const SURROGATE_KEY = /^[a-z0-9:._/-]{1,128}$/;
export const MAX_SURROGATE_KEYS = 1000;

export const productKey = (id: string): string => `product:${id}`;
export const collectionKey = (id: string): string => `collection:${id}`;
/** `by` narrows to shells that show the listing's prices or availability. */
export const listingKey = (collection: string, by?: "price" | "available"): string =>
  by === undefined ? `listing:${collection}` : `listing:${collection}:${by}`;
export const pageKey = (name: string): string => `page:${name}`;
