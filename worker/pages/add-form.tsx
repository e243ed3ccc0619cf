import { MAX_LINE_QUANTITY } from "#contract/cart";
import type { Variant } from "#contract/pages";
import type { View } from "./view.ts";

/** Puts the chosen variant into the cart: a plain form, which the script makes quicker. Sold out, the button says so. */
export function AddForm({ variant, view }: { variant: Variant; view: View<never> }) {
  const { market, text, here } = view;
  if (variant.availability === "out") {
    return (
      <button class="button" type="button" disabled>
        {text("product.soldOut")}
      </button>
    );
  }
  return (
    <form class="buy" method="post" action={market.path("/cart/lines")}>
      <input type="hidden" name="variant" value={variant.sku} />
      <input type="hidden" name="return" value={here} />
      <div class="quantity">
        <button type="button" data-step="-1" aria-label={text("product.fewer")}>
          −
        </button>
        <input
          type="number"
          name="quantity"
          value="1"
          min="1"
          max={MAX_LINE_QUANTITY}
          required
          inputmode="numeric"
          autocomplete="off"
          aria-label={text("product.quantity")}
        />
        <button type="button" data-step="1" aria-label={text("product.more")}>
          +
        </button>
      </div>
      <button class="button" type="submit">
        {text("product.add")}
      </button>
    </form>
  );
}
