import type { ChangedProduct } from "./plan-product.ts";

export interface StockPlan {
  /** Only SKUs of which another number is told than the last time. */
  readonly counts: readonly { readonly sku: string; readonly onHand: number; readonly told: number | null }[];
  /** Products of which a variant went out of stock or came back. */
  readonly flipped: ReadonlySet<string>;
}

/**
 * What the feed changes in the stock. A number that was told before says nothing new: what was sold since stays sold. `gone`:
 * SKUs a product has no more, of which nothing is left to sell.
 */
export function planStock(
  plans: readonly Pick<ChangedProduct, "product" | "aspects">[],
  gone: ReadonlyMap<string, readonly string[]>,
  stored: ReadonlyMap<string, { readonly onHand?: number; readonly held: number; readonly told?: number | null }>,
): StockPlan {
  const counts = new Map<string, { readonly onHand: number; readonly told: number | null }>();
  const flipped = new Set<string>();
  const set = (productId: string, sku: string, told: number | null): void => {
    const { onHand: before = 0, held, told: toldBefore = null } = stored.get(sku) ?? { held: 0 };
    const after = Math.max(told ?? 0, held);
    if (stored.has(sku) && after === before && told === toldBefore) counts.delete(sku);
    else counts.set(sku, { onHand: after, told });
    if (after > held !== before > held) flipped.add(productId);
  };
  // First what leaves: the SKU may have moved to another product.
  for (const [productId, skus] of gone) for (const sku of skus) set(productId, sku, null);
  for (const { product, aspects } of plans) {
    if (!aspects.stock) continue;
    for (const { sku, stock } of product.variants) {
      const isNews = counts.has(sku) || stored.get(sku)?.told !== stock;
      if (stock !== null && isNews) set(product.id, sku, stock);
    }
  }
  return { counts: [...counts].map(([sku, count]) => ({ sku, ...count })), flipped };
}
