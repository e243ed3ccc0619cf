/** Which fragments each page has a place for. A route declares them; a page can print no others. */
import { cart } from "../../fragments/cart.tsx";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { deliveryNote } from "../../fragments/delivery-note.tsx";
import { greeting } from "../../fragments/greeting.ts";
import { lowStock } from "../../fragments/low-stock.tsx";
import { recentlyViewed } from "../../fragments/recently-viewed.tsx";
import { recommendations } from "../../fragments/recommendations.tsx";
import { seenEverywhere } from "../../fragments/seen-everywhere.tsx";
import { segmentBanner } from "../../fragments/segment-banner.tsx";
import { stock } from "../../fragments/stock.tsx";

const header = [greeting, cartBadge] as const;

/** By the name of the page; in the order of the document. */
export const PLACES = {
  home: [...header, segmentBanner, seenEverywhere],
  collection: header,
  product: [...header, lowStock, stock, deliveryNote, recommendations, recentlyViewed],
  cart: [...header, cart],
  notice: header,
} as const satisfies Readonly<Record<string, readonly AnyFragment[]>>;

export type HeaderFragment = (typeof header)[number];
export type HomeFragment = (typeof PLACES.home)[number];
export type ListingFragment = (typeof PLACES.collection)[number];
export type ProductFragment = (typeof PLACES.product)[number];
export type CartFragment = (typeof PLACES.cart)[number];
