/**
 * Where pages are read: a replica that knows of every change the primary knows of, else the primary. All of a page comes
 * from one snapshot of one replica, so a purge is never followed by a fill from before it.
 */
import type { Db, Reader } from "./db.ts";
import { readRevision } from "./revisions.io.ts";

export type ReadLatest = <T>(read: (db: Reader) => Promise<T>) => Promise<T>;

export const readPrimary =
  (db: Db): ReadLatest =>
  (read) =>
    read(db);

/** A replica that lags or fails costs nothing but its answer's time. */
export const readReplica =
  (db: Db, replica: Db): ReadLatest =>
  async (read) => {
    const latest = await readRevision(db, "catalogue");
    const found = await replica
      .transaction(async (tx) => ((await readRevision(tx, "catalogue")) >= latest ? { value: await read(tx) } : undefined))
      .catch(() => undefined);
    return found ? found.value : read(db);
  };
