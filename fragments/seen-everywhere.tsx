import { defineFragment } from "./define-fragment.ts";
import { recentCards, recentlyViewed } from "./recently-viewed.tsx";

/**
 * What the visitor looked at last. A guest's is what this browser saw; of a customer the origin knows what they saw on
 * all of their devices, and in which order.
 */
export const seenEverywhere = defineFragment({
  name: "seen-everywhere",
  scope: "visitor",
  needs: ["customer", "recent"],
  fromToken: ({ customer, recent }) => (customer === undefined && recent.length === 0 ? { cards: [] } : undefined),
  ask: ({ customer, recent }) => (customer === undefined ? undefined : { question: "seen", handles: [...recent] }),
  shows: recentCards,
  budgetMs: 200,
  reserve: "recent",
  render: recentlyViewed.render,
  fallback: recentlyViewed.fallback,
});
