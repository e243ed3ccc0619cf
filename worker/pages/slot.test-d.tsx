import { cart } from "../../fragments/cart.tsx";
import { stock } from "../../fragments/stock.tsx";
import type { HomeFragment, ProductFragment } from "./places.ts";
import type { View } from "./view.ts";

/** A page places only the fragments of its route, and says of what they are. */
export function places({ Slot }: View<ProductFragment>, home: View<HomeFragment>) {
  return (
    <>
      <Slot of={stock} props={{ sku: "NH-1042" }} />
      {/* @ts-expect-error a stock line is about one variant */}
      <Slot of={stock} />
      {/* @ts-expect-error a product page has no place for the cart */}
      <Slot of={cart} />
      {/* @ts-expect-error the home page has no place for a stock line */}
      <home.Slot of={stock} props={{ sku: "NH-1042" }} />
    </>
  );
}
