import type { collections } from "../store/schema.ts";
import type { FeedCollection } from "./collections.ts";
import { canonical } from "./digest.ts";
import { collectionChangeKeys } from "./invalidations.ts";

export type StoredCollection = typeof collections.$inferSelect;

export interface CollectionChange {
  readonly row: Omit<StoredCollection, "changedAt">;
  readonly keys: readonly string[];
}

/** What of the collections has to be written and what removed. */
export function planCollections(
  stored: readonly StoredCollection[],
  wanted: readonly FeedCollection[],
): { readonly changed: readonly CollectionChange[]; readonly removed: readonly CollectionChange[] } {
  const before = new Map(stored.map((row) => [row.id, row]));
  const ids = new Set(wanted.map(({ id }) => id));
  const changed = wanted.flatMap((collection, i): CollectionChange[] => {
    const was = before.get(collection.id);
    const is = { ...collection, position: collection.position ?? was?.position ?? i };
    if (was && canonical(toFeed(was)) === canonical(is)) return [];
    const keys = collectionChangeKeys(was && toFeed(was), is);
    return [{ row: { ...is, handle: is.id, version: (was?.version ?? 0) + 1 }, keys }];
  });
  const removed = stored
    .filter(({ id }) => !ids.has(id))
    .map(({ changedAt: _, ...row }) => ({ row: { ...row, version: row.version + 1 }, keys: collectionChangeKeys(toFeed(row), undefined) }));
  return { changed, removed };
}

function toFeed({ id, kind, parentId, position, titles, intros, ground, picture }: Omit<StoredCollection, "changedAt">): FeedCollection {
  return { id, kind, parentId, position, titles, intros, ground, picture };
}
