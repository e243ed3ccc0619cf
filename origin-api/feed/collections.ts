/**
 * The collections of a feed: those it describes, else those its product types name. Rooms hold shelves; what is neither
 * a room nor in one is an extra listing.
 */
import type { RowProblem } from "#contract/feed";
import type { Ground, Picture } from "#contract/pages";
import type { Localized } from "../store/schema.ts";
import { hash32, slug } from "./identifiers.ts";

export interface FeedCollection {
  /** Its handle: a collection with another handle is another collection. */
  readonly id: string;
  readonly kind: "room" | "shelf" | "extra";
  readonly parentId: string | null;
  /** Null keeps the place it has. */
  readonly position: number | null;
  readonly titles: Localized;
  readonly intros: Localized;
  readonly ground: Ground;
  readonly picture: Picture | null;
}

/** A described collection before it is known whether it is a room. */
export type DescribedCollection = Omit<FeedCollection, "kind"> & { readonly line: number; readonly kind: FeedCollection["kind"] | null };

/** Where a product stands: its own collection first, then the room above it, then further listings. */
export interface Placement {
  readonly homeId: string | null;
  readonly collectionIds: readonly string[];
  /** Names that lead nowhere. */
  readonly unknown: readonly { readonly field: string; readonly value: string }[];
}

export class CollectionPlan {
  readonly collections: readonly FeedCollection[];
  readonly #byId: ReadonlyMap<string, FeedCollection>;
  /** `table>mugs & cups` -> id. */
  readonly #byPath: ReadonlyMap<string, string>;

  constructor(collections: readonly FeedCollection[]) {
    this.collections = collections;
    this.#byId = new Map(collections.map((collection) => [collection.id, collection]));
    this.#byPath = new Map(collections.flatMap((collection) => this.#paths(collection).map((path) => [path, collection.id] as const)));
  }

  /** Places a product by its types and further listings. */
  place(types: readonly (readonly string[])[], also: readonly string[]): Placement {
    const homes = types.map((type) => ({ id: this.#byPath.get(pathKey(type)), value: type.join(" > "), field: "product_type" }));
    const extras = also.map((handle) => ({ id: this.#byId.get(handle)?.id, value: handle, field: "v:also" }));
    const found = [...homes, ...extras].flatMap(({ id }) => (id === undefined ? [] : [id]));
    const rooms = found.flatMap((id) => this.#byId.get(id)?.parentId ?? []);
    const unknown = [...homes, ...extras].filter(({ id }) => id === undefined).map(({ field, value }) => ({ field, value }));
    return { homeId: homes.find(({ id }) => id !== undefined)?.id ?? null, collectionIds: [...new Set([...found, ...rooms])], unknown };
  }

  #paths({ titles, parentId, kind }: FeedCollection): readonly string[] {
    if (kind === "extra") return [];
    const rooms = parentId === null ? [[]] : Object.values(this.#byId.get(parentId)?.titles ?? {}).map((room) => [room]);
    return rooms.flatMap((room) => Object.values(titles).map((title) => pathKey([...room, title])));
  }
}

const pathKey = (type: readonly string[]): string => type.map((name) => name.normalize("NFC").toLowerCase()).join(">");

export const MOST_COLLECTIONS = 2_000;

export interface PlannedCollections {
  readonly plan: CollectionPlan;
  readonly problems: readonly RowProblem[];
}

/** Decides what each described collection is. Rooms stand in nothing, so a shelf in a shelf, or in a circle, stands in no room. */
export function planDescribed(described: readonly DescribedCollection[]): PlannedCollections {
  const above = new Map(described.map(({ id, parentId }) => [id, parentId]));
  const parents = new Set(described.flatMap(({ parentId }) => parentId ?? []));
  const problems: RowProblem[] = [];
  const collections = described.map(({ line, ...collection }): FeedCollection => {
    const because = whyNoRoom(collection.parentId, above);
    if (because !== null) problems.push({ line, id: collection.id, field: "v:collection", because, value: collection.parentId ?? "" });
    const parentId = because === null ? collection.parentId : null;
    const kind = collection.kind ?? (parentId !== null ? "shelf" : parents.has(collection.id) ? "room" : "extra");
    return { ...collection, parentId, kind };
  });
  return { plan: new CollectionPlan(collections), problems };
}

function whyNoRoom(parentId: string | null, above: ReadonlyMap<string, string | null>): string | null {
  if (parentId === null) return null;
  const over = above.get(parentId);
  if (over === undefined) return "has a parent that the feed does not describe: stands in no room";
  return over === null ? null : "has a parent that stands in another itself: stands in no room";
}

/** Rooms and shelves out of product types, in the order in which they were first met. */
export function planDerived(types: Iterable<readonly string[]>): PlannedCollections {
  const made = new Map<string, FeedCollection>();
  const taken = new Set<string>();
  let further: readonly string[] | undefined;
  for (const type of types) {
    if (made.size >= MOST_COLLECTIONS && !made.has(pathKey(type))) further ??= type;
    if (further) continue;
    const room = derive(made, taken, type.slice(0, 1), null);
    if (room && type.length > 1) derive(made, taken, type.slice(0, 2), room.id);
  }
  const because = `makes over ${MOST_COLLECTIONS.toLocaleString("en")} collections: further types make none`;
  const problems = further ? [{ line: 1, id: null, field: "product_type", because, value: further.join(" > ") }] : [];
  return { plan: new CollectionPlan([...made.values()]), problems };
}

function derive(made: Map<string, FeedCollection>, taken: Set<string>, path: readonly string[], parentId: string | null) {
  const title = path.at(-1);
  if (title === undefined) return undefined;
  const known = made.get(pathKey(path));
  if (known) return known;
  const plain = slug(title) || `c-${hash32(pathKey(path))}`;
  const id = taken.has(plain) ? `${plain.slice(0, 80)}-${hash32(pathKey(path))}` : plain;
  const kind = parentId === null ? "room" : "shelf";
  const collection: FeedCollection = {
    id,
    kind,
    parentId,
    position: null,
    titles: { en: title },
    intros: {},
    ground: "chalk",
    picture: null,
  };
  made.set(pathKey(path), collection);
  taken.add(id);
  return collection;
}
