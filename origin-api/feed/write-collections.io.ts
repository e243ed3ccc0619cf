import { and, inArray } from "drizzle-orm";
import { registerHandles } from "../handles/write.io.ts";
import { appendInvalidations } from "../outbox/append.io.ts";
import { type Db, inChunks, type Tx } from "../store/db.ts";
import { incoming } from "../store/incoming.ts";
import { raiseRevision } from "../store/revisions.io.ts";
import { collections, productCollections } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import { renewLease } from "./claim.io.ts";
import type { FeedCollection } from "./collections.ts";
import { type CollectionChange, planCollections, type StoredCollection } from "./plan-collections.ts";
import { isLeftAlone } from "./staging.io.ts";

export async function findCollections(db: Db): Promise<readonly StoredCollection[]> {
  return db.select().from(collections);
}

/** Brings the shop's collections to those of the feed; the ones it lacks are left for `removeCollections`. Returns the purged keys. */
export async function writeCollections(
  db: Db,
  importId: string,
  wanted: readonly FeedCollection[],
  now: number,
): Promise<readonly string[]> {
  const { changed } = planCollections(await findCollections(db), wanted);
  const purged: string[] = [];
  for (const chunk of inChunks(changed, 12)) {
    await inTransaction(db, async (tx) => {
      await renewLease(tx, importId, now);
      await tx
        .insert(collections)
        .values(chunk.map(({ row }) => ({ ...row, changedAt: now })))
        .onDuplicateKeyUpdate({ set: COLLECTION_SET });
      await registerHandles(
        tx,
        "collection",
        chunk.map(({ row }) => row.handle),
      );
      const minVersions = Object.fromEntries(chunk.map(({ row }) => [`collection:${row.id}`, row.version]));
      await announce(tx, importId, chunk, { minVersions, now });
    });
    purged.push(...chunk.flatMap(({ keys }) => keys));
  }
  return purged;
}

/** Removes the collections that the feed lacks. One in which a product still stands stays: what is skipped stays where it is. */
export async function removeCollections(
  db: Db,
  importId: string,
  wanted: readonly FeedCollection[],
  now: number,
): Promise<readonly string[]> {
  const { removed: lacking } = planCollections(await findCollections(db), wanted);
  const removed = await withoutKept(db, lacking);
  const purged: string[] = [];
  for (const chunk of inChunks(removed)) {
    await inTransaction(db, async (tx) => {
      await renewLease(tx, importId, now);
      const ids = chunk.map(({ row }) => row.id);
      await tx.delete(collections).where(inArray(collections.id, ids));
      await announce(tx, importId, chunk, { now });
    });
    purged.push(...chunk.flatMap(({ keys }) => keys));
  }
  return purged;
}

/** Those in which no product stands; before the products of an import are written, none that it will leave there. */
export async function withoutKept(db: Db, lacking: readonly CollectionChange[], importId?: string): Promise<readonly CollectionChange[]> {
  const inUse = new Set<string>();
  const stays = importId === undefined ? undefined : isLeftAlone(importId, productCollections.productId);
  for (const chunk of inChunks(lacking, 1, 2)) {
    const ids = chunk.map(({ row }) => row.id);
    const rows = await db
      .selectDistinct({ id: productCollections.collectionId })
      .from(productCollections)
      .where(and(inArray(productCollections.collectionId, ids), stays));
    for (const { id } of rows) inUse.add(id);
  }
  return lacking.filter(({ row }) => !inUse.has(row.id));
}

/** What is removed has no version that an answer could reach, so no fence either. */
async function announce(
  tx: Tx,
  importId: string,
  changes: readonly CollectionChange[],
  { now, minVersions = {} }: { now: number; minVersions?: Readonly<Record<string, number>> },
): Promise<void> {
  const surrogateKeys = changes.flatMap(({ keys }) => keys);
  await appendInvalidations(tx, { surrogateKeys, reason: `feed import ${importId}`, minVersions }, now);
  await raiseRevision(tx, "catalogue");
}

const { handle, kind, parentId, position, titles, intros, ground, picture, version, changedAt } = collections;
const MUTABLE = { handle, kind, parentId, position, titles, intros, ground, picture, version, changedAt };
const COLLECTION_SET = Object.fromEntries(Object.entries(MUTABLE).map(([name, column]) => [name, incoming(column)]));
