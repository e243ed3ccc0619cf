import { defineFragment } from "./define-fragment.ts";

export interface Running {
  readonly sku: string;
  /** The choice in words: `Sage, large`. */
  readonly name: string;
}

/** Which other choices of a product are nearly gone: seconds old, and nothing at all while none is. */
export const lowStock = defineFragment({
  name: "low-stock",
  scope: "public",
  source: "bulletin",
  read: (level, { others }: { readonly others: readonly Running[] }) => {
    const known = others.map(({ sku, name }) => ({ name, ...level(sku) }));
    if (known.every(({ band }) => band === undefined)) return undefined;
    return known.filter(({ band }) => band === "low").map(({ name, count = 0 }) => ({ name, count }));
  },
  budgetMs: 0,
  reserve: "low-stock",
  render: (low, { t }) => (
    <>{low.length > 0 && <p class="fine">{low.map((one) => t("lowStock.left", { ...one })).join(t("lowStock.and"))}</p>}</>
  ),
  fallback: () => <>{null}</>,
});
