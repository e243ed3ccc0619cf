import type { HomeRow } from "#contract/pages";
import type { Reader } from "../store/db.ts";
import type { CardRow } from "./card.ts";
import { type ShownCards, showCards } from "./cards.io.ts";
import { findListing, findNewest } from "./listings.io.ts";
import { type AnswerParts, pageAnswer } from "./page-answer.ts";
import { HOME_KEY, listingKeys, NAVIGATION_KEY } from "./page-keys.ts";
import type { View } from "./queries.io.ts";
import type { Shelf, Shelves } from "./shelves.ts";

/** The rows of the home page: which listing stands there, and how many cards it has. */
const ROWS = [
  { name: "new", listing: "new", cards: 8 },
  { name: "story", listing: "enamel-set", cards: 4 },
  { name: "evening", listing: "evening", cards: 5 },
] as const;

const ALL_CARDS = ROWS.reduce((sum, { cards }) => sum + cards, 0);

interface FilledRow {
  readonly name: HomeRow["name"];
  readonly shelf: Shelf | undefined;
  readonly rows: readonly CardRow[];
}

export async function readHome(db: Reader, view: View, shelves: Shelves) {
  const filled = await fillUp(db, view, await Promise.all(ROWS.map((row) => fillRow(db, view, shelves, row))));
  const shown = await showCards(
    db,
    view,
    shelves,
    filled.flatMap(({ rows }) => rows),
  );
  const listings = ROWS.flatMap(({ listing }) => listingKeys(shelves.byHandle(listing)?.id ?? listing));
  const parts: AnswerParts = {
    page: { kind: "home", navigation: shelves.navigation(), rows: toRows(filled, shown, shelves) },
    keys: [HOME_KEY, NAVIGATION_KEY, ...listings, ...shown.keys],
    versions: shown.versions,
    changes: [...shown.changes, ...filled.map(({ shelf }) => (shelf ?? shelves).changesAt)],
  };
  return pageAnswer(parts, view.at);
}

async function fillRow(db: Reader, view: View, shelves: Shelves, { name, listing, cards }: (typeof ROWS)[number]): Promise<FilledRow> {
  const shelf = shelves.byHandle(listing);
  if (!shelf || shelf.productCount === 0) return { name, shelf: undefined, rows: [] };
  return { name, shelf, rows: await findListing(db, view, { collectionId: shelf.id, sort: "featured", limit: cards, offset: 0 }) };
}

/** A shop without these listings (filled from any public feed) shows what came last. */
async function fillUp(db: Reader, view: View, rows: readonly FilledRow[]): Promise<FilledRow[]> {
  const isFull = rows.every((row) => row.rows.length > 0);
  return withNewest(rows, isFull ? [] : await findNewest(db, view, ALL_CARDS));
}

/** Each product in one row only. */
function withNewest(rows: readonly FilledRow[], newest: readonly CardRow[]): FilledRow[] {
  const taken = new Set(rows.flatMap((row) => row.rows.map(({ id }) => id)));
  const left = newest.filter(({ id }) => !taken.has(id));
  const filled = rows.map((row, i) => (row.rows.length > 0 ? row : { ...row, rows: left.splice(0, ROWS[i]?.cards ?? 0) }));
  return filled.filter((row) => row.rows.length > 0);
}

function toRows(filled: readonly FilledRow[], { cards }: ShownCards, shelves: Shelves): HomeRow[] {
  let from = 0;
  return filled.map(({ name, shelf, rows }) => {
    const mine = cards.slice(from, from + rows.length);
    from += rows.length;
    return { name, collection: shelves.linkOrNull(shelf), ground: shelf?.ground ?? "chalk", cards: mine };
  });
}
