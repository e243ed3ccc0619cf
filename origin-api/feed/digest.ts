/**
 * What a product's digest is made of: one part for each kind of change, so that two digests tell not only that something
 * changed but what has to be purged for it. Kept in `products.digest`.
 */
import type { FeedProduct } from "./product-of-rows.ts";

/** `listing`: where the product stands and what it is called there: collections, place, handle, release. */
export interface Aspects {
  readonly price: boolean;
  readonly content: boolean;
  readonly listing: boolean;
  readonly stock: boolean;
}

/** Of a product that is in the shop no more: unlike every digest. */
export const NO_DIGEST = "";
/** 90 bits; four of them and three points fit the column. */
const PART = 15;

/** `handle` and `position` are those the product will have. */
export async function productDigest(product: FeedProduct, handle: string, position: number): Promise<string> {
  const { titles, details, descriptions, brand, options, specs, picture, variants, homeId, collectionIds, releasedAt } = product;
  const content = variants.map(({ sku, options: chosen, pictures, gtin, mpn }) => [sku, chosen, pictures, gtin, mpn]);
  const parts = await Promise.all([
    hashed(variants.map(({ sku, prices }) => [sku, prices])),
    hashed([titles, details, descriptions, brand, options, specs, picture, content]),
    hashed([handle, position, homeId, [...collectionIds].sort(), releasedAt]),
    hashed(variants.map(({ sku, stock }) => [sku, stock])),
  ]);
  return parts.join(".");
}

/** What differs; everything when there was nothing before. */
export function changedAspects(was: string, is: string): Aspects {
  const [before, after] = [was.split("."), is.split(".")];
  const differs = (part: number): boolean => before.length !== 4 || before[part] !== after[part];
  return { price: differs(0), content: differs(1), listing: differs(2), stock: differs(3) };
}

/** Of a product that let go of something before it was written: what it was made of is not there any more, so it differs from every other. */
export function withoutReleased(digest: string, { handle, variants }: { readonly handle: boolean; readonly variants: boolean }): string {
  const isReleased = [variants, variants, handle, variants];
  return digest === NO_DIGEST
    ? digest
    : digest
        .split(".")
        .map((part, i) => (isReleased[i] ? "-" : part))
        .join(".");
}

async function hashed(value: unknown): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(value)));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .slice(0, PART);
}

/** JSON in which the order of an object's members makes no difference. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (member === null || typeof member !== "object" || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** One digest of many, in their order. */
export async function chained(before: string, next: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${before}\n${next}`));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
