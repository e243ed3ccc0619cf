import { cart } from "../../fragments/cart.tsx";
import type { CartFragment } from "./places.ts";
import type { PageBody, View } from "./view.ts";

/** The shell of the cart: everything in it is the visitor's, so here is only its place. */
export function cartPage(view: View<CartFragment>): PageBody {
  const { text } = view;
  return {
    status: 200,
    title: text("cart.title"),
    description: text("cart.emptyText"),
    indexAs: null,
    room: null,
    data: [],
    picture: null,
    main: <Cart view={view} />,
  };
}

function Cart({ view }: { view: View<CartFragment> }) {
  const { text, Slot, parts } = view;
  return (
    <div class="wrap cart-page">
      <h1 class="type-title">{text("cart.title")}</h1>
      {parts.dimensions["cart-promise"] === "with" && (
        <p class="muted">
          {text("returns.label")}: {text("returns.text")}
        </p>
      )}
      <Slot of={cart} />
      {/* `npm run new` puts fragments here; move them to where they belong. */}
    </div>
  );
}
