import { MARKETS, type Market } from "#contract/market";
import type { Card, Ground, Swatch } from "#contract/pages";
import { stockLevel } from "#contract/stock";
import { FOREVER, type products } from "../store/schema.ts";
import { localize } from "./localized.ts";

const NEW_FOR_DAYS = 45;
const NEW_FOR = NEW_FOR_DAYS * 24 * 60 * 60 * 1000;

/** What a card is made of, as the catalogue's queries bring it. */
export interface CardRow
  extends Pick<typeof products.$inferSelect, "id" | "handle" | "titles" | "details" | "picture" | "options" | "releasedAt" | "version"> {
  readonly homeCollectionId: string | null;
  readonly low: number;
  readonly high: number;
  readonly was: number | null;
  /** End of the price period. */
  readonly untilAt: number;
}

export interface CardPlace {
  readonly market: Market;
  readonly at: number;
  readonly ground: Ground;
  /** The most units any one variant has free to sell. */
  readonly available: number;
}

export function toCard(row: CardRow, { market, at, ground, available }: CardPlace): Card {
  const { currency, language } = MARKETS[market];
  return {
    id: row.id,
    handle: row.handle,
    title: localize(row.titles, language),
    detail: localize(row.details, language),
    ground,
    picture: row.picture,
    price: { minor: row.low, currency },
    priceIsFrom: row.high > row.low,
    was: row.was === null ? null : { minor: row.was, currency },
    swatches: swatches(row),
    availability: stockLevel("", available).band,
    isNew: isNew(row.releasedAt, at),
  };
}

/** The next instant at which the card changes by the clock: its price, or that it is new. */
export function cardChangesAt(row: CardRow, at: number): number | null {
  const ends = [row.untilAt, ...(row.releasedAt === null ? [] : [row.releasedAt + NEW_FOR])].filter((end) => end > at && end < FOREVER);
  return ends.length === 0 ? null : Math.min(...ends);
}

const isNew = (releasedAt: number | null, at: number): boolean => releasedAt !== null && at >= releasedAt && at < releasedAt + NEW_FOR;

function swatches({ options }: Pick<CardRow, "options">): Swatch[] {
  const coloured = options.find(({ values }) => values.some(({ swatch }) => swatch !== null));
  return coloured?.values.flatMap(({ swatch }) => (swatch === null ? [] : [swatch])) ?? [];
}
