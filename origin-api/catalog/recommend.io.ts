import type { Card } from "#contract/pages";
import { collectionKey, listingKey, productKey } from "#contract/surrogate-keys";
import type { Reader } from "../store/db.ts";
import type { CardRow } from "./card.ts";
import { showCards } from "./cards.io.ts";
import { findByHandles } from "./listings.io.ts";
import { findNeighbours } from "./neighbours.io.ts";
import { findProduct, type ProductRow, type View } from "./queries.io.ts";
import type { Shelves } from "./shelves.ts";

const CARDS = 4;

/** An answer to a public question, with what has to be known to keep it. */
export interface PublicAnswer<T> {
  readonly data: T;
  readonly surrogateKeys: string[];
  readonly entityVersions: Record<string, number>;
}

/** Cards to look at beside a product: its neighbours on the shelf, then in the room; what can be bought comes first. */
export async function recommend(db: Reader, view: View, shelves: Shelves, product: ProductRow): Promise<PublicAnswer<{ cards: Card[] }>> {
  const shelf = shelves.byId(product.homeCollectionId);
  const places = [shelf, shelves.roomOf(shelf)].filter((place) => place !== undefined);
  const found = new Map<string, CardRow>();
  for (const { id } of places) {
    if (found.size >= CARDS * 2) break;
    for (const row of await findNeighbours(db, view, { productId: product.id, from: id, limit: CARDS * 3 })) found.set(row.id, row);
  }
  const { cards, versions } = await showCards(db, view, shelves, [...found.values()]);
  const chosen = buyableFirst(cards).slice(0, CARDS);
  const keys = [
    productKey(product.id),
    ...places.flatMap(({ id }) => [collectionKey(id), listingKey(id)]),
    ...chosen.map(({ id }) => productKey(id)),
  ];
  const entityVersions = Object.fromEntries(chosen.map(({ id }) => [`product:${id}`, versions[`product:${id}`] ?? 0]));
  return { data: { cards: chosen }, surrogateKeys: [...new Set(keys)], entityVersions };
}

/** By handle; undefined when there is no such product. */
export async function recommendFor(db: Reader, view: View, shelves: Shelves, handle: string) {
  const product = await findProduct(db, handle);
  return product && recommend(db, view, shelves, product);
}

/** The card of one product; null when it is not sold there. */
export async function cardFor(db: Reader, view: View, shelves: Shelves, handle: string): Promise<PublicAnswer<Card | null>> {
  const { cards, keys, versions } = await showCards(db, view, shelves, await findByHandles(db, view, [handle]));
  const [card] = cards;
  return card ? { data: card, surrogateKeys: [...keys], entityVersions: { ...versions } } : noCard(db, handle);
}

/** Of a withdrawn product, with the key that is purged when it comes back. What is not sold for another reason may be by the clock. */
async function noCard(db: Reader, handle: string): Promise<PublicAnswer<null>> {
  const product = await findProduct(db, handle);
  if (!product || product.withdrawnAt === null) return { data: null, surrogateKeys: [], entityVersions: {} };
  return { data: null, surrogateKeys: [productKey(product.id)], entityVersions: { [`product:${product.id}`]: product.version } };
}

const buyableFirst = (cards: readonly Card[]): Card[] => [
  ...cards.filter(({ availability }) => availability !== "out"),
  ...cards.filter(({ availability }) => availability === "out"),
];
