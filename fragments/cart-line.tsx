import { type CartLine, isBuyable, MAX_LINE_QUANTITY } from "#contract/cart";
import type { Surroundings } from "./define-fragment.ts";
import { unbroken } from "./unbroken.ts";

interface LineView {
  readonly line: CartLine;
  readonly surroundings: Surroundings;
}

/** A line of the basket. One that cannot be bought can only be taken away. */
export function CartLineItem({ line, surroundings }: LineView) {
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
      {isBuyable(line) && (
        <>
          <QuantityForm line={line} surroundings={surroundings} />
          <p class="cart-total">
            <bdi>{market.money(line.total)}</bdi>
          </p>
        </>
      )}
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
  if (notice.kind === "only") return <p class="message">{t("cart.only", { count: notice.available })}</p>;
  return <p class="message">{t(notice.kind === "sold-out" ? "cart.soldOut" : "cart.notSoldHere")}</p>;
}

function lineAction(line: CartLine, market: Surroundings["market"]): string {
  return market.path(`/cart/lines/${encodeURIComponent(line.id)}`);
}
