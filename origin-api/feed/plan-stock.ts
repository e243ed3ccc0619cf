import type { ChangedProduct } from "./plan-product.ts";

export interface StockPlan {
  /** Only SKUs of which another number is told than the last time. */
  readonly counts: readonly { readonly sku: string; readonly onHand: number; readonly told: number | null }[];
  /** Products of which a variant went out of stock or came back. */
  readonly flipped: ReadonlySet<string>;
}

export interface SkusOfProducts {
  /** Product id -> SKUs it has in the shop. */
  readonly had: ReadonlyMap<string, readonly string[]>;
  /** Product id -> SKUs it has no more, of which nothing is left to sell. */
  readonly gone: ReadonlyMap<string, readonly string[]>;
}

/** What the feed changes in the stock. */
export function planStock(
  plans: readonly Pick<ChangedProduct, "product" | "aspects">[],
  { had, gone }: SkusOfProducts,
  stored: ReadonlyMap<string, { readonly onHand?: number; readonly held: number; readonly told?: number | null }>,
): StockPlan {
  const counts = new Map<string, { readonly onHand: number; readonly told: number | null }>();
  const flipped = new Set<string>();
  const set = (sku: string, told: number | null): boolean => {
    const { onHand: before = 0, held, told: toldBefore = null } = stored.get(sku) ?? { held: 0 };
    const after = Math.max(told ?? 0, held);
    if (!stored.has(sku) || after !== before || told !== toldBefore) counts.set(sku, { onHand: after, told });
    return after > held;
  };
  const isLeft = (sku: string): boolean => {
    const { onHand = 0, held } = stored.get(sku) ?? { held: 0 };
    return onHand > held;
  };
  // A number that was told before says nothing new: what was sold since stays sold, also of a SKU that moved to another product.
  const isLeftAfter = (sku: string, told: number | null): boolean =>
    told === null || stored.get(sku)?.told === told ? isLeft(sku) : set(sku, told);
  for (const [productId, skus] of gone) {
    for (const sku of skus) {
      set(sku, null);
      if (isLeft(sku)) flipped.add(productId);
    }
  }
  for (const { product, aspects } of plans) {
    if (!aspects.stock) continue;
    const before = new Set(had.get(product.id));
    for (const { sku, stock } of product.variants) {
      const wasLeft = before.has(sku) && isLeft(sku);
      if (isLeftAfter(sku, stock) !== wasLeft) flipped.add(product.id);
    }
  }
  return { counts: [...counts].map(([sku, count]) => ({ sku, ...count })), flipped };
}
