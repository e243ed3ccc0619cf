import type { Language } from "#contract/market";
import type { ProductEdit } from "#contract/products";
import type { FeedPrice, FeedPrices } from "../feed/feed-row.ts";
import type { FeedProduct, FeedVariant } from "../feed/product-of-rows.ts";
import { done, invalid, type Result } from "../problem/problem.ts";
import type { Localized } from "../store/schema.ts";

/** The product as the edit wants it to be. Pure; whether it is in the shop is decided elsewhere. */
export function applyEdit(product: FeedProduct, edit: ProductEdit): Result<FeedProduct> {
  const skus = new Set(product.variants.map(({ sku }) => sku));
  const stranger = [...(edit.prices ?? []), ...(edit.stock ?? [])].find(({ sku }) => !skus.has(sku));
  if (stranger) return invalid("sku", `${stranger.sku} is no variant of this product.`);
  const titles = withTexts(product.titles, edit.titles);
  if (Object.keys(titles).length === 0) return invalid("titles", "A product has a title in one language at least.");
  const variants = product.variants.map((variant) => withNumbers(variant, edit));
  const bad = variants.find((variant) => typeof variant === "string");
  if (bad !== undefined) return invalid("prices", String(bad));
  return done({
    ...product,
    titles,
    details: withTexts(product.details, edit.details),
    descriptions: withTexts(product.descriptions, edit.descriptions),
    variants: variants as readonly FeedVariant[],
  });
}

/** What an edit touches, in words of its own. */
export function changedParts({ titles, details, descriptions, prices, stock, published }: ProductEdit): string[] {
  const parts = { title: titles, detail: details, description: descriptions, price: prices, stock };
  const named = Object.entries(parts).flatMap(([name, part]) => (part === undefined ? [] : [name]));
  return published === undefined ? named : [...named, published ? "published" : "withdrawn"];
}

function withTexts(texts: Localized, wanted: Readonly<Partial<Record<Language, string | undefined>>> | undefined): Localized {
  const merged = Object.entries({ ...texts, ...wanted }).map(([language, text]) => [language, text?.trim()] as const);
  return Object.fromEntries(merged.filter(([, text]) => text !== undefined && text !== ""));
}

/** The variant with its prices and its count, or what is wrong with them. */
function withNumbers(variant: FeedVariant, { prices = [], stock = [] }: ProductEdit): FeedVariant | string {
  const next: Record<string, FeedPrice> = { ...(variant.prices as Record<string, FeedPrice>) };
  for (const { market, minor } of prices.filter(({ sku }) => sku === variant.sku)) {
    const sale = next[market]?.sale ?? null;
    if (minor === null) delete next[market];
    else if (sale !== null && sale.minor >= minor) return `${variant.sku} is on sale in ${market} for no less than that.`;
    else next[market] = { minor, sale };
  }
  const counted = stock.find(({ sku }) => sku === variant.sku);
  return { ...variant, prices: next as FeedPrices, stock: counted?.onHand ?? null };
}
