import { type Cart, type CartLine, isBuyable } from "#contract/cart";
import { MARKETS, type Market } from "#contract/market";
import type { Ground, Picture } from "#contract/pages";
import { localize } from "../catalog/localized.ts";
import { choiceInWords } from "../catalog/option-words.ts";
import { type PriceTerms, priceAt } from "../catalog/price-periods.ts";
import type { Localized, StoredOption } from "../store/schema.ts";

/** A line as the store has it, with what the shop says of its variant today. */
export interface LineRow {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly available: number;
  readonly chosen: Readonly<Record<string, string>>;
  readonly pictures: readonly Picture[];
  readonly product: {
    readonly handle: string;
    readonly titles: Localized;
    readonly options: readonly StoredOption[];
    readonly picture: Picture;
    readonly withdrawnAt: number | null;
  };
  readonly ground: Ground | null;
  /** Null when the variant is not sold in the market. */
  readonly terms: PriceTerms | null;
}

/**
 * The cart as its visitor sees it in a market. A line shows and charges no more than there is; a line that cannot be
 * bought stays to say so, and costs and counts nothing.
 */
export function toCart(
  cart: { id: string; version: number },
  rows: readonly LineRow[],
  { market, at }: { market: Market; at: number },
): Cart {
  const lines = rows.map((row) => toLine(row, market, at));
  const buyable = lines.filter(isBuyable);
  const sum = (of: (line: CartLine) => number) => buyable.reduce((total, line) => total + of(line), 0);
  return {
    id: cart.id,
    version: cart.version,
    itemCount: sum(({ quantity }) => quantity),
    lines,
    subtotal: { minor: sum(({ total }) => total.minor), currency: MARKETS[market].currency },
  };
}

/** How many of a line can be bought today. */
function buyableQuantity(row: LineRow): number {
  return isSoldHere(row) ? Math.max(0, Math.min(row.quantity, row.available)) : 0;
}

const isSoldHere = ({ terms, product }: LineRow) => terms !== null && product.withdrawnAt === null;

function toLine(row: LineRow, market: Market, at: number): CartLine {
  const settings = MARKETS[market];
  const buyable = buyableQuantity(row);
  const unit = row.terms === null ? 0 : priceAt(row.terms, at).minor;
  return {
    id: row.id,
    sku: row.sku,
    handle: row.product.handle,
    title: localize(row.product.titles, settings.language),
    choice: choiceInWords(row.product.options, row.chosen, settings),
    ground: row.ground ?? "chalk",
    picture: row.pictures[0] ?? row.product.picture,
    quantity: buyable > 0 ? buyable : row.quantity,
    unitPrice: { minor: unit, currency: settings.currency },
    total: { minor: unit * buyable, currency: settings.currency },
    notice: noticeOf(row, buyable),
  };
}

function noticeOf(row: LineRow, buyable: number): CartLine["notice"] {
  if (!isSoldHere(row)) return { kind: "not-sold-here" };
  if (buyable === 0) return { kind: "sold-out" };
  return buyable < row.quantity ? { kind: "only", available: buyable } : null;
}
