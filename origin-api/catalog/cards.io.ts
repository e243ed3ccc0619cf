import type { Card } from "#contract/pages";
import type { Reader } from "../store/db.ts";
import { type CardRow, cardChangesAt, toCard } from "./card.ts";
import { productKeys } from "./page-keys.ts";
import { findAvailable, type View } from "./queries.io.ts";
import type { Shelves } from "./shelves.ts";

/** Cards, and what an answer that shows them has to say of them. */
export interface ShownCards {
  readonly cards: readonly Card[];
  readonly keys: readonly string[];
  readonly versions: Readonly<Record<string, number>>;
  readonly changes: readonly (number | null)[];
}

/** Makes cards of rows, in their order. One query for all of them. */
export async function showCards(db: Reader, view: View, shelves: Shelves, rows: readonly CardRow[]): Promise<ShownCards> {
  const ids = rows.map(({ id }) => id);
  const available = await findAvailable(db, view.market, ids);
  const place = (row: CardRow) => ({ ...view, ground: shelves.ground(row.homeCollectionId), available: available.get(row.id) ?? 0 });
  return {
    cards: rows.map((row) => toCard(row, place(row))),
    keys: productKeys(ids),
    versions: Object.fromEntries(rows.map(({ id, version }) => [`product:${id}`, version])),
    changes: rows.map((row) => cardChangesAt(row, view.at)),
  };
}
