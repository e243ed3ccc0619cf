import { FOREVER } from "../store/schema.ts";

/** A variant's price in one market, as `prices` keeps it. */
export interface PriceTerms {
  readonly minor: number;
  readonly saleMinor: number | null;
  readonly saleFrom: number | null;
  readonly saleUntil: number | null;
}

export interface PricePeriod {
  readonly fromAt: number;
  readonly untilAt: number;
  readonly low: number;
  readonly high: number;
  readonly was: number | null;
}

/** What a variant costs at an instant, and what it was before the sale. */
export function priceAt(terms: PriceTerms, at: number): { minor: number; was: number | null } {
  const { minor, saleMinor, saleFrom, saleUntil } = terms;
  const onSale = saleMinor !== null && saleMinor < minor && at >= (saleFrom ?? 0) && at < (saleUntil ?? FOREVER);
  return onSale ? { minor: saleMinor, was: minor } : { minor, was: null };
}

/**
 * The rows of `product_prices` for one product in one market: periods without gaps from its release on, cut wherever a
 * sale of one of its variants begins or ends. No variants, no periods: not sold there.
 */
export function pricePeriods(variants: readonly PriceTerms[], releasedAt: number | null): PricePeriod[] {
  if (variants.length === 0) return [];
  const start = releasedAt ?? 0;
  const cuts = variants.flatMap(({ saleMinor, saleFrom, saleUntil }) => (saleMinor === null ? [] : [saleFrom, saleUntil]));
  const inside = cuts.filter((cut): cut is number => cut !== null && cut > start && cut < FOREVER);
  const bounds = [start, ...[...new Set(inside)].sort((a, b) => a - b), FOREVER];
  return bounds.slice(0, -1).map((fromAt, i) => ({ fromAt, untilAt: bounds[i + 1] ?? FOREVER, ...spread(variants, fromAt) }));
}

function spread(variants: readonly PriceTerms[], at: number): Pick<PricePeriod, "low" | "high" | "was"> {
  const now = variants.map((terms) => priceAt(terms, at)).sort((a, b) => a.minor - b.minor);
  return { low: now[0]?.minor ?? 0, high: now.at(-1)?.minor ?? 0, was: now[0]?.was ?? null };
}
