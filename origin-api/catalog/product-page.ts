import { MARKETS, type Market } from "#contract/market";
import type { ProductOption, ProductPage, Variant } from "#contract/pages";
import { stockLevel } from "#contract/stock";
import { localize } from "./localized.ts";
import { optionLabel, valueLabel } from "./option-words.ts";
import { priceAt } from "./price-periods.ts";
import type { ProductRow, VariantRow } from "./queries.io.ts";

/** The part of a product page that is about the product alone. */
export type ProductContent = Omit<ProductPage, "kind" | "navigation" | "ground" | "room" | "collection" | "soldIn">;

/** `wanted` is the SKU of `?variant=`. There is at least one variant. */
export function productContent(
  row: ProductRow,
  rows: readonly VariantRow[],
  { market, at, wanted }: { market: Market; at: number; wanted: string | undefined },
): ProductContent {
  const { language } = MARKETS[market];
  const variants = rows.map((variant) => toVariant(row, variant, market, at));
  return {
    id: row.id,
    handle: row.handle,
    title: localize(row.titles, language),
    detail: localize(row.details, language),
    description: localize(row.descriptions, language),
    brand: row.brand,
    options: toOptions(row, rows, market),
    variants,
    selected: selectedSku(variants, wanted),
    specs: row.specs.map(({ names, values }) => ({ name: localize(names, language), value: localize(values, language) })),
  };
}

/** The next instant at which a price of these variants changes by the clock. */
export function variantsChangeAt(rows: readonly VariantRow[], at: number): number | null {
  const bounds = rows.flatMap(({ terms }) => (terms.saleMinor === null ? [] : [terms.saleFrom, terms.saleUntil]));
  const later = bounds.filter((bound): bound is number => bound !== null && bound > at);
  return later.length === 0 ? null : Math.min(...later);
}

function selectedSku(variants: readonly Variant[], wanted: string | undefined): string {
  const chosen = variants.find(({ sku }) => sku === wanted) ?? variants.find(({ availability }) => availability !== "out") ?? variants[0];
  return chosen?.sku ?? "";
}

function toVariant(
  product: ProductRow,
  { sku, options, pictures, gtin, terms, available }: VariantRow,
  market: Market,
  at: number,
): Variant {
  return {
    sku,
    options: { ...options },
    ...offeredAt({ terms, available }, market, at),
    pictures: pictures.length > 0 ? [...pictures] : [product.picture],
    gtin,
  };
}

/** What a variant costs at an instant and whether it is there: for pages and the product feed alike. */
export function offeredAt(
  { terms, available }: Pick<VariantRow, "terms" | "available">,
  market: Market,
  at: number,
): Pick<Variant, "price" | "was" | "availability"> {
  const { currency } = MARKETS[market];
  const { minor, was } = priceAt(terms, at);
  return {
    price: { minor, currency },
    was: was === null ? null : { minor: was, currency },
    availability: stockLevel("", available).band,
  };
}

/** Only the values that some variant here has: a colour that is sold elsewhere is no choice. */
function toOptions(product: ProductRow, rows: readonly VariantRow[], market: Market): ProductOption[] {
  const settings = MARKETS[market];
  return product.options.map((option) => {
    const sold = new Set(rows.map(({ options }) => options[option.name]));
    const values = option.values.filter(({ value }) => sold.has(value));
    return {
      name: option.name,
      label: optionLabel(option, settings),
      values: values.map(({ value, swatch }) => ({ value, label: valueLabel(option, value, settings), swatch })),
    };
  });
}
