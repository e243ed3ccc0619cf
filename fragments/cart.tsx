import { type Cart, type CartLine, MAX_LINE_QUANTITY } from "#contract/cart";
import { defineFragment, type Surroundings } from "./define-fragment.ts";
import { unbroken } from "./unbroken.ts";

/** The basket itself: asked of the origin at each view, for prices and stock in it are exact. */
export const cart = defineFragment({
  name: "cart",
  scope: "visitor",
  needs: ["cart"],
  fromToken: ({ cart }) => (cart ? undefined : null),
  ask: ({ cart }) => (cart ? { question: "cart", cart: cart.id } : undefined),
  budgetMs: 1_000,
  reserve: "cart-slot",
  render: (found: Cart | null, surroundings) =>
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

interface LineView {
  readonly line: CartLine;
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
          <Line line={line} surroundings={surroundings} />
        ))}
      </ul>
      <Summary cart={cart} surroundings={surroundings} />
    </div>
  );
}

function Line({ line, surroundings }: LineView) {
  const { market } = surroundings;
  return (
    <li class="cart-line">
      <div class={`tile ${line.ground} ${line.picture.kind}`}>
        <img src={line.picture.src} alt="" width="800" height="1000" loading="lazy" decoding="async" />
      </div>
      <div class="cart-name">
        <a href={market.path(`/products/${line.handle}?variant=${encodeURIComponent(line.sku)}`)}>{line.title}</a>
        <p>{unbroken(line.choice)}</p>
      </div>
      <RemoveForm line={line} surroundings={surroundings} />
      <QuantityForm line={line} surroundings={surroundings} />
      <p class="cart-total">
        <bdi>{market.money(line.total)}</bdi>
      </p>
      <Notice line={line} surroundings={surroundings} />
    </li>
  );
}

function RemoveForm({ line, surroundings: { market, t } }: LineView) {
  return (
    <form class="cart-remove" method="post" action={lineAction(line, market)}>
      <input type="hidden" name="return" value={market.path("/cart")} />
      <input type="hidden" name="quantity" value="0" />
      <button class="link-button" type="submit" id={`remove-${line.id}`} aria-label={t("cart.removeLine", { title: line.title })}>
        {t("cart.remove")}
      </button>
    </form>
  );
}

function QuantityForm({ line, surroundings: { market, t } }: LineView) {
  const { id, quantity, title } = line;
  return (
    <form class="cart-quantity" method="post" action={lineAction(line, market)}>
      <input type="hidden" name="return" value={market.path("/cart")} />
      <div class="quantity">
        <button type="button" data-step="-1" id={`fewer-${id}`} aria-label={t("product.fewer")} disabled={quantity <= 1}>
          −
        </button>
        <input
          type="number"
          name="quantity"
          id={`quantity-${id}`}
          aria-label={t("cart.quantityOf", { title })}
          value={quantity}
          min="1"
          max={MAX_LINE_QUANTITY}
          required
        />
        <button type="button" data-step="1" id={`more-${id}`} aria-label={t("product.more")} disabled={quantity >= MAX_LINE_QUANTITY}>
          +
        </button>
      </div>
      <button class="link-button" type="submit" id={`change-${id}`}>
        {t("cart.change")}
      </button>
    </form>
  );
}

function Notice({ line: { notice }, surroundings: { t } }: LineView) {
  if (notice === null) return null;
  return <p class="message">{notice.kind === "only" ? t("cart.only", { count: notice.available }) : t("cart.soldOut")}</p>;
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

function lineAction(line: CartLine, market: Surroundings["market"]): string {
  return market.path(`/cart/lines/${encodeURIComponent(line.id)}`);
}
