import type { Cart } from "#contract/cart";
import { CartLineItem } from "./cart-line.tsx";
import { defineFragment, type Surroundings } from "./define-fragment.ts";

/** The basket itself: asked of the origin at each view, for prices and stock in it are exact. */
export const cart = defineFragment({
  name: "cart",
  scope: "visitor",
  needs: ["cart"],
  fromToken: ({ cart }) => (cart ? undefined : null),
  ask: ({ cart }) => (cart ? { question: "cart", cart: cart.id } : undefined),
  budgetMs: 1_000,
  reserve: "cart-slot",
  render: (found, surroundings) =>
    found === null || found.lines.length === 0 ? (
      <EmptyCart surroundings={surroundings} />
    ) : (
      <FullCart cart={found} surroundings={surroundings} />
    ),
  fallback: ({ t }) => <p class="message">{t("cart.late")}</p>,
});

interface CartView {
  readonly cart: Cart;
  readonly surroundings: Surroundings;
}

function EmptyCart({ surroundings: { market, t } }: Pick<CartView, "surroundings">) {
  return (
    <section class="notice">
      <svg viewBox="0 0 520 60" width="520" height="60" aria-hidden="true">
        <path d="M64 18h12v24H64zM444 18h12v24h-12z" fill="#8a5f33" />
        <path d="M0 6h520v13H0z" fill="#c8975c" />
        <path d="M0 6h520v4H0z" fill="#ddb27d" />
      </svg>
      <h2 class="type-title">{t("cart.empty")}</h2>
      <p class="muted">{t("cart.emptyText")}</p>
      <a class="button" href={market.path("")}>
        {t("cart.look")}
      </a>
    </section>
  );
}

function FullCart({ cart, surroundings }: CartView) {
  return (
    <div class="cart">
      <ul class="cart-lines">
        {cart.lines.map((line) => (
          <CartLineItem line={line} surroundings={surroundings} />
        ))}
      </ul>
      <Summary cart={cart} surroundings={surroundings} />
    </div>
  );
}

function Summary({ cart, surroundings: { market, t } }: CartView) {
  const items = t("cart.items", { count: cart.itemCount });
  return (
    <section class="summary" aria-labelledby="subtotal">
      <div class="summary-row">
        <h2 class="type-panel" id="subtotal">
          {t("cart.subtotal")}
        </h2>
        <p>
          <bdi>{market.money(cart.subtotal)}</bdi>
        </p>
      </div>
      <p class="small muted">{[items, t("price.tax")].join(t("page.comma"))}</p>
      <p class="summary-note small muted">{t("cart.closed")}</p>
    </section>
  );
}
