import type { EpochMs } from "../time.ts";
import type { BulletinCopy } from "./copy.ts";
import { firstRow, isRowOf, lookUp } from "./hash-table.ts";
import { type KeyHash, keyHash } from "./key-hash.ts";

/** What was purged of some keys after a seq. */
export interface PurgesAfter {
  /** Highest seq of a hard purge; 0 without one. */
  readonly hardSeq: number;
  /** Highest seq of a soft purge; 0 without one. */
  readonly softSeq: number;
  /** When the *first* soft purge was, by the bulletin's clock; `"long-ago"` when it stands in the base: over ten seconds. */
  readonly firstSoft: EpochMs | "long-ago" | undefined;
}

/** Searches base and delta for purges of any of `keys` with a seq above `seq`. */
export function purgesAfter(copy: BulletinCopy, keys: readonly string[], seq: number): PurgesAfter {
  let found: PurgesAfter = { hardSeq: 0, softSeq: 0, firstSoft: undefined };
  for (const key of keys) {
    const hash = keyHash(key);
    found = withBase(found, copy, hash, seq);
    found = withDelta(found, copy, hash, seq);
  }
  return found;
}

function withBase(found: PurgesAfter, { base }: BulletinCopy, hash: KeyHash, seq: number): PurgesAfter {
  const last = lookUp(base.purges, hash);
  if (last === undefined) return found;
  const hardSeq = last.b > seq ? Math.max(found.hardSeq, last.b) : found.hardSeq;
  if (last.a <= seq) return { ...found, hardSeq };
  return { hardSeq, softSeq: Math.max(found.softSeq, last.a), firstSoft: "long-ago" };
}

function withDelta(found: PurgesAfter, { delta }: BulletinCopy, hash: KeyHash, seq: number): PurgesAfter {
  let { hardSeq, softSeq, firstSoft } = found;
  for (let i = firstRow(delta.purges, hash); i !== -1 && isRowOf(delta.purges, i, hash); i++) {
    const row = delta.rows[delta.purges.a[i] ?? -1];
    if (row === undefined || row.seq <= seq) continue;
    if (row.hard) hardSeq = Math.max(hardSeq, row.seq);
    else {
      softSeq = Math.max(softSeq, row.seq);
      firstSoft = firstSoft === "long-ago" ? firstSoft : Math.min(firstSoft ?? row.at, row.at);
    }
  }
  return { hardSeq, softSeq, firstSoft };
}

/** When the fence was put up that `versions` fall short of, by the bulletin's clock; undefined when they pass. */
export function fenceAgainst(copy: BulletinCopy, versions: Readonly<Record<string, number>>): EpochMs | undefined {
  let latest: EpochMs | undefined;
  for (const [entity, version] of Object.entries(versions)) {
    const hash = keyHash(entity);
    for (const fence of [lookUp(copy.base.fences, hash), lookUp(copy.delta.fences, hash)]) {
      if (fence !== undefined && version < fence.a) latest = Math.max(latest ?? fence.b, fence.b);
    }
  }
  return latest;
}
