import type { StockLevel } from "#contract/stock";
import { defineFragment } from "./define-fragment.ts";

/** How much of one variant is left, seconds old: read from the bulletin, never from the origin. */
export const stock = defineFragment({
  name: "stock",
  scope: "public",
  source: "bulletin",
  read: (level, { sku }: { readonly sku: string }): StockLevel | undefined => level(sku),
  budgetMs: 0,
  reserve: "stock-line",
  render: ({ band, count = 0 }, { t }) => (
    <div class={`stock is-${band}`}>
      <p>{t(`stock.${band}`, { count })}</p>
      <p>{t(`stock.${band}Text`)}</p>
    </div>
  ),
  fallback: ({ t }) => (
    <div class="stock">
      <p>{t("stock.unknown")}</p>
      <p>{t("stock.unknownText")}</p>
    </div>
  ),
});
