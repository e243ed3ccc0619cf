import type { Tx } from "../store/db.ts";
import { newId } from "../store/ids.io.ts";
import { outbox } from "../store/schema.ts";

/** A queue message may hold 128 KB; 400 keys of 128 bytes and their versions fit. */
const KEYS_PER_ROW = 400;

export interface Change {
  readonly surrogateKeys: readonly string[];
  readonly reason: string;
  /** Entity (`product:<id>`) -> the version it has after this change. */
  readonly minVersions?: Readonly<Record<string, number>>;
}

/** Writes the invalidations of a change into its own transaction, so that a kill between change and purge loses nothing. Delivered after the commit. */
export async function appendInvalidations(tx: Tx, change: Change, now: number): Promise<void> {
  const keys = [...new Set(change.surrogateKeys)];
  for (let from = 0; from < keys.length; from += KEYS_PER_ROW) {
    const surrogateKeys = keys.slice(from, from + KEYS_PER_ROW);
    const minVersions = versionsOf(surrogateKeys, change.minVersions);
    await tx.insert(outbox).values({ id: newId(now), surrogateKeys, reason: change.reason.slice(0, 500), minVersions, createdAt: now });
  }
}

/** Each row carries the fence of the entities it names. */
function versionsOf(keys: readonly string[], versions: Change["minVersions"]): Record<string, number> | null {
  const named = keys.flatMap((key) => (versions?.[key] === undefined ? [] : [[key, versions[key]] as const]));
  return named.length === 0 ? null : Object.fromEntries(named);
}
