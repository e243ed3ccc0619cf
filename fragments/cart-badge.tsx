import type { Cart } from "#contract/cart";
import { defineFragment, type Surroundings } from "./define-fragment.ts";

/** How many things are in the basket, in the header of every page. Over the basket itself it says what the basket says: stock may have run out since. */
export const cartBadge = defineFragment({
  name: "cart-badge",
  scope: "visitor",
  needs: ["cart"],
  fromToken: ({ cart }, { route }) => (cart && route === "cart" ? undefined : { itemCount: cart?.itemCount ?? 0 }),
  ask: ({ cart }) => (cart ? { question: "cart", cart: cart.id } : undefined),
  meanwhile: ({ cart }) => (cart ? { itemCount: cart.itemCount } : undefined),
  budgetMs: 150,
  reserve: "badge",
  render: (found: Pick<Cart, "itemCount"> | null, surroundings) => <Badge itemCount={found?.itemCount ?? 0} surroundings={surroundings} />,
  fallback: ({ market, t }) => (
    <a href={market.path("/cart")} class="badge" id="basket">
      {t("cart.label")}
    </a>
  ),
});

function Badge({ itemCount, surroundings: { market, t } }: { itemCount: number; surroundings: Surroundings }) {
  return (
    <a href={market.path("/cart")} class="badge" id="basket">
      {t("cart.label")}{" "}
      <b class={itemCount === 0 ? "count is-empty" : "count"} aria-hidden="true">
        {itemCount}
      </b>
      <span class="visually-hidden">{t("cart.count", { count: itemCount })}</span>
    </a>
  );
}
