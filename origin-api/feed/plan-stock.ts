import type { ChangedProduct } from "./plan-product.ts";

export interface StockPlan {
  /** Only SKUs whose count differs. */
  readonly counts: readonly { readonly sku: string; readonly onHand: number }[];
  /** Products of which a variant went out of stock or came back. */
  readonly flipped: ReadonlySet<string>;
}

/** What the feed changes in the stock. `gone`: SKUs a product has no more, of which nothing is left to sell. */
export function planStock(
  plans: readonly Pick<ChangedProduct, "product" | "aspects">[],
  gone: ReadonlyMap<string, readonly string[]>,
  stored: ReadonlyMap<string, { readonly onHand?: number; readonly held: number }>,
): StockPlan {
  const counts = new Map<string, number>();
  const flipped = new Set<string>();
  const set = (productId: string, sku: string, units: number): void => {
    const { onHand: before = 0, held } = stored.get(sku) ?? { held: 0 };
    const after = Math.max(units, held);
    if (stored.has(sku) && after === before) counts.delete(sku);
    else counts.set(sku, after);
    if (after > held !== before > held) flipped.add(productId);
  };
  // First what leaves: the SKU may have moved to another product.
  for (const [productId, skus] of gone) for (const sku of skus) set(productId, sku, 0);
  for (const { product, aspects } of plans) {
    if (!aspects.stock) continue;
    for (const { sku, stock } of product.variants) if (stock !== null) set(product.id, sku, stock);
  }
  return { counts: [...counts].map(([sku, onHand]) => ({ sku, onHand })), flipped };
}
