/** A set of hashed names in two typed arrays sorted by hash: 8 bytes a name. A false match only costs a call of the origin. */
import { firstRow, type Hashes } from "./hash-table.ts";
import type { KeyHash } from "./key-hash.ts";

export type HashSet = Hashes;

export const EMPTY_SET: HashSet = hashSet([]);

/** Sorts the hashes in. */
export function hashSet(hashes: readonly KeyHash[]): HashSet {
  const sorted = [...hashes].sort((x, y) => x.hi - y.hi || x.lo - y.lo);
  return { size: sorted.length, hi: Uint32Array.from(sorted, ({ hi }) => hi), lo: Uint32Array.from(sorted, ({ lo }) => lo) };
}

export function isIn(set: HashSet, hash: KeyHash): boolean {
  return firstRow(set, hash) !== -1;
}

/** Bytes of a set of `size` names; always a multiple of 8. */
export function setBytes(size: number): number {
  return 8 + 8 * size;
}

/** Writes the set at `offset`, which must be a multiple of 8. */
export function writeSet({ size, hi, lo }: HashSet, bytes: Uint8Array<ArrayBuffer>, offset: number): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + offset, 2 + 2 * size);
  words[0] = size;
  words.set(hi, 2);
  words.set(lo, 2 + size);
}

/** Reads the set at `offset` of aligned bytes without copying; undefined when the bytes end before the set does. */
export function readSet(bytes: Uint8Array<ArrayBuffer>, offset: number): HashSet | undefined {
  if (offset + 8 > bytes.byteLength) return undefined;
  const start = bytes.byteOffset + offset;
  const size = new Uint32Array(bytes.buffer, start, 2)[0] ?? 0;
  if (offset + setBytes(size) > bytes.byteLength) return undefined;
  return { size, hi: new Uint32Array(bytes.buffer, start + 8, size), lo: new Uint32Array(bytes.buffer, start + 8 + 4 * size, size) };
}
