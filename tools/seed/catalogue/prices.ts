/** Prices as a person would set them: from pounds to each market's own round numbers, not by the day's exchange rate. */

import { type Currency, MARKETS, type Market } from "#contract/market";
import { decimalAmount, type Money } from "#contract/money";

interface Ladder {
  /** Units of the currency for a pound, tax habits of the market included. */
  readonly rate: number;
  /** The round number to go to, by the size of the amount: [up to, step]. */
  readonly steps: readonly (readonly [number, number])[];
}

const LADDERS: Readonly<Record<Currency, Ladder>> = {
  GBP: { rate: 1, steps: [[Number.POSITIVE_INFINITY, 0.5]] },
  USD: {
    rate: 1.14,
    steps: [
      [12, 0.5],
      [100, 1],
      [Number.POSITIVE_INFINITY, 5],
    ],
  },
  EUR: {
    rate: 1.19,
    steps: [
      [12, 0.5],
      [100, 1],
      [Number.POSITIVE_INFINITY, 5],
    ],
  },
  JPY: {
    rate: 200,
    steps: [
      [2000, 100],
      [10_000, 200],
      [Number.POSITIVE_INFINITY, 500],
    ],
  },
  AED: {
    rate: 4.65,
    steps: [
      [60, 2],
      [200, 5],
      [Number.POSITIVE_INFINITY, 10],
    ],
  },
};

const MINOR_UNITS: Readonly<Record<Currency, number>> = { USD: 100, GBP: 100, EUR: 100, JPY: 1, AED: 100 };

/** The price of a thing that costs `pounds` at home. */
export function priceIn(currency: Currency, pounds: number): Money {
  const { rate, steps } = LADDERS[currency];
  const amount = pounds * rate;
  const step = steps.find(([upTo]) => amount < upTo)?.[1] ?? 1;
  const round = Math.max(step, Math.round(amount / step) * step);
  return { minor: Math.round(round * MINOR_UNITS[currency]), currency };
}

/** `16.00 GBP`, as a feed writes it. */
export function feedPrice(price: Money): string {
  return `${decimalAmount(price)} ${price.currency}`;
}

/** The currencies of the markets a product is sold in, the shop's own first. */
export function currenciesOf(markets: readonly Market[]): readonly Currency[] {
  const currencies = markets.map((market) => MARKETS[market].currency);
  return [...new Set(currencies)].sort((a, b) => Number(b === "GBP") - Number(a === "GBP"));
}
