import * as v from "valibot";
import { MARKET_NAMES } from "./market.ts";
import { Money } from "./money.ts";
import { Ground, Picture } from "./pages.ts";
import { Seen } from "./seen.ts";

export const MAX_LINE_QUANTITY = 99;
export const MAX_CART_LINES = 50;

const MarketName = v.picklist(MARKET_NAMES);
const Quantity = v.pipe(v.number(), v.integer(), v.maxValue(MAX_LINE_QUANTITY));

/** `POST /v1/carts/lines`: puts `quantity` more of a variant into the cart of `cartId`, or into a new one. */
export const AddLine = v.object({
  market: MarketName,
  cartId: v.nullable(v.string()),
  customer: v.nullable(v.string()),
  variant: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  quantity: v.pipe(Quantity, v.minValue(1)),
});
export type AddLine = v.InferOutput<typeof AddLine>;

/** `POST /v1/carts/{cartId}/lines/{line}`: sets the quantity; 0 removes the line. */
export const SetLine = v.object({ market: MarketName, quantity: v.pipe(Quantity, v.minValue(0)) });
export type SetLine = v.InferOutput<typeof SetLine>;

export const CartLine = v.object({
  id: v.string(),
  sku: v.string(),
  handle: v.string(),
  title: v.string(),
  /** The chosen options in words: `White and cobalt, 350 ml`. */
  choice: v.string(),
  ground: Ground,
  picture: Picture,
  quantity: v.number(),
  unitPrice: Money,
  total: Money,
  /** What the shopper has to be told about this line. */
  notice: v.nullable(
    v.variant("kind", [
      v.object({ kind: v.literal("only"), available: v.number() }),
      v.object({ kind: v.literal("sold-out") }),
      v.object({ kind: v.literal("not-sold-here") }),
    ]),
  ),
});
export type CartLine = v.InferOutput<typeof CartLine>;

/** Whether a line is charged and counted. One that is not stays in the cart to say so. */
export const isBuyable = ({ notice }: Pick<CartLine, "notice">) => notice === null || notice.kind === "only";

export const Cart = v.object({
  id: v.string(),
  version: v.number(),
  itemCount: v.number(),
  lines: v.array(CartLine),
  subtotal: Money,
});
export type Cart = v.InferOutput<typeof Cart>;

/**
 * What a cart write answers: the cart as it is after the write, and the visitor token that tells of it.
 * `adjusted` says that the stock allowed less than was asked for.
 */
export const CartAnswer = v.object({
  cart: Cart,
  token: v.string(),
  line: v.nullable(v.string()),
  adjusted: v.nullable(v.object({ asked: v.number(), got: v.number() })),
});
export type CartAnswer = v.InferOutput<typeof CartAnswer>;

/** `POST /v1/demo/sign-in` and `/v1/demo/sign-out`, in development only. `seen`: on this device; in the answer, on any. */
export const SignIn = v.object({
  market: MarketName,
  customer: v.nullable(v.string()),
  cartId: v.nullable(v.string()),
  seen: v.optional(Seen),
});
export type SignIn = v.InferOutput<typeof SignIn>;
export const SignInAnswer = v.object({ token: v.nullable(v.string()), seen: v.optional(Seen) });
export type SignInAnswer = v.InferOutput<typeof SignInAnswer>;
