/** A planned product as the rows of the store's tables. */
import type { Market } from "#contract/market";
import type { PricePeriod, PriceTerms } from "../catalog/price-periods.ts";
import type { movedHandles, prices, productCollections, productPrices, products, variants } from "../store/schema.ts";
import type { FeedPrice } from "./feed-row.ts";
import type { ChangedProduct } from "./plan-product.ts";
import type { FeedProduct } from "./product-of-rows.ts";

export function productRow({ product, handle, position, digest, version }: ChangedProduct, now: number): typeof products.$inferInsert {
  const { id, titles, details, descriptions, brand, options, specs, picture, homeId, releasedAt } = product;
  const texts = { titles, details, descriptions, brand, options, specs, picture };
  const stamps = { withdrawnAt: null, digest, version, createdAt: now, changedAt: now };
  return { id, handle, ...texts, homeCollectionId: homeId, releasedAt, position, ...stamps };
}

export function movedHandleRows(plans: readonly ChangedProduct[], now: number): (typeof movedHandles.$inferInsert)[] {
  const inUse = new Set(plans.map(({ handle }) => handle));
  return plans.flatMap(({ product, leaves }) =>
    leaves === null || inUse.has(leaves) ? [] : [{ kind: "product" as const, handle: leaves, targetId: product.id, movedAt: now }],
  );
}

export function variantRows(plans: readonly ChangedProduct[]): (typeof variants.$inferInsert)[] {
  return plans.flatMap(({ product }) =>
    product.variants.map(({ sku, position, options, pictures, gtin, mpn }) => ({
      sku,
      productId: product.id,
      position,
      options,
      pictures,
      gtin,
      mpn,
    })),
  );
}

export function priceRows(product: FeedProduct): (typeof prices.$inferInsert)[] {
  return product.variants.flatMap(({ sku, prices }) => entries(prices).map(([market, price]) => ({ sku, market, ...terms(price) })));
}

/** The read model, market by market. */
export function periodRows(
  product: FeedProduct,
  periods: (variants: readonly PriceTerms[], releasedAt: number | null) => PricePeriod[],
): (typeof productPrices.$inferInsert)[] {
  const markets = new Map<Market, PriceTerms[]>();
  for (const { prices } of product.variants) {
    for (const [market, price] of entries(prices)) markets.set(market, [...(markets.get(market) ?? []), terms(price)]);
  }
  return [...markets].flatMap(([market, variants]) =>
    periods(variants, product.releasedAt).map((period) => ({ productId: product.id, market, ...period })),
  );
}

export function membershipRows({ product, position }: ChangedProduct): (typeof productCollections.$inferInsert)[] {
  return product.collectionIds.map((collectionId) => ({ collectionId, productId: product.id, position }));
}

function terms({ minor, sale }: FeedPrice): PriceTerms {
  return { minor, saleMinor: sale?.minor ?? null, saleFrom: sale?.from ?? null, saleUntil: sale?.until ?? null };
}

const entries = (prices: FeedProduct["variants"][number]["prices"]): readonly [Market, FeedPrice][] =>
  Object.entries(prices) as [Market, FeedPrice][];
