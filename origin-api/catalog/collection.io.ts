import { MARKETS } from "#contract/market";
import { CARDS_PER_PAGE, type PageAnswer, type Sort } from "#contract/pages";
import { done, failed, type Result } from "../problem/problem.ts";
import type { Reader } from "../store/db.ts";
import { showCards } from "./cards.io.ts";
import { findListing } from "./listings.io.ts";
import { localize } from "./localized.ts";
import { pageAnswer } from "./page-answer.ts";
import { listingKeys, NAVIGATION_KEY } from "./page-keys.ts";
import { findMovedCollection, type View } from "./queries.io.ts";
import type { Shelf, Shelves } from "./shelves.ts";

export interface ListingParams {
  readonly page: number;
  readonly sort: Sort;
}

/** A page of a room, a shelf or a further listing. A page number past the end means the last page. */
export async function readCollection(
  db: Reader,
  view: View,
  shelves: Shelves,
  handle: string,
  params: ListingParams,
): Promise<Result<PageAnswer>> {
  const shelf = shelves.byHandle(handle);
  if (!shelf) return failed(await whereItWent(db, shelves, handle));
  const pageCount = Math.max(1, Math.ceil(shelf.productCount / CARDS_PER_PAGE));
  const page = Math.min(params.page, pageCount);
  const stretch = { collectionId: shelf.id, sort: params.sort, limit: CARDS_PER_PAGE, offset: (page - 1) * CARDS_PER_PAGE };
  const { cards, keys, versions, changes } = await showCards(db, view, shelves, await findListing(db, view, stretch));
  const room = shelves.roomOf(shelf);
  const parts = {
    page: {
      kind: "collection" as const,
      navigation: shelves.navigation(),
      ...heading(shelf, shelves, view),
      room: shelves.linkOrNull(room),
      children: around(shelf, room, shelves).map((other) => shelves.link(other)),
      sort: params.sort,
      page,
      pageCount,
      productCount: shelf.productCount,
      cards: [...cards],
    },
    keys: [...listingKeys(shelf.id), NAVIGATION_KEY, ...keys],
    versions: { ...versions, [`collection:${shelf.id}`]: shelf.version },
    changes: [...changes, shelf.changesAt],
  };
  return done(pageAnswer(parts, view.at));
}

function heading(shelf: Shelf, shelves: Shelves, { market }: View) {
  const { id, handle, ground, intros } = shelf;
  return { id, handle, ground, title: shelves.title(shelf), intro: localize(intros, MARKETS[market].language) };
}

/** A room shows its shelves, a shelf the others of its room. */
function around(shelf: Shelf, room: Shelf | undefined, shelves: Shelves): Shelf[] {
  if (shelf.kind === "room") return shelves.in(shelf);
  return room ? shelves.in(room).filter(({ id }) => id !== shelf.id) : [];
}

async function whereItWent(db: Reader, shelves: Shelves, handle: string) {
  const moved = shelves.byId((await findMovedCollection(db, handle)) ?? null);
  return { kind: "not-found", ...(moved && { movedTo: moved.handle }) } as const;
}
