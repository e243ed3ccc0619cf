import { MAX_LINE_QUANTITY } from "#contract/cart";

export interface QuantityPlan {
  /** What the line will hold; 0 when there shall be no line. */
  readonly quantity: number;
  /** Set when it is less than was asked for. */
  readonly adjusted: { readonly asked: number; readonly got: number } | null;
}

/** How many a line holds after `asked` more are put to `held`. Gives what there is; never takes away what the line has. */
export function planAdd(held: number, asked: number, available: number): QuantityPlan {
  const room = Math.max(0, Math.min(available, MAX_LINE_QUANTITY) - held);
  const got = Math.min(asked, room);
  return { quantity: held + got, adjusted: got < asked ? { asked, got } : null };
}

/** How many a line that holds `held` has after it was set to `asked`. 0 takes it away; a sold-out line stays as it is. */
export function planSet(held: number, asked: number, available: number): QuantityPlan {
  if (asked === 0) return { quantity: 0, adjusted: null };
  const got = Math.min(asked, Math.max(0, available), MAX_LINE_QUANTITY);
  return { quantity: got === 0 ? held : got, adjusted: got < asked ? { asked, got } : null };
}
