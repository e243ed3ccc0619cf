/**
 * A table from hashed keys to two numbers, in four typed arrays sorted by hash: 24 bytes a row, no object a row. What
 * the numbers mean is its owner's affair. A hash may stand in several rows; they are neighbours.
 */
import type { KeyHash } from "./key-hash.ts";

export interface HashTable {
  readonly size: number;
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** What is sorted by hash, whatever stands beside it. */
export type Hashes = Pick<HashTable, "size" | "hi" | "lo">;

export interface HashRow extends KeyHash {
  readonly a: number;
  readonly b: number;
}

export const EMPTY_TABLE: HashTable = hashTable([]);

/** Sorts the rows in. */
export function hashTable(rows: readonly HashRow[]): HashTable {
  const sorted = [...rows].sort((x, y) => x.hi - y.hi || x.lo - y.lo);
  const table = blankTable(rows.length);
  sorted.forEach((row, i) => {
    table.hi[i] = row.hi;
    table.lo[i] = row.lo;
    table.a[i] = row.a;
    table.b[i] = row.b;
  });
  return table;
}

/** The index of the first row of `hash`, or -1. */
export function firstRow(table: Hashes, hash: KeyHash): number {
  let from = 0;
  let to = table.size;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(table, middle, hash)) from = middle + 1;
    else to = middle;
  }
  return isRowOf(table, from, hash) ? from : -1;
}

export function isRowOf(table: Hashes, index: number, hash: KeyHash): boolean {
  return table.hi[index] === hash.hi && table.lo[index] === hash.lo;
}

/** The two numbers of the first row of `hash`; undefined when it has none. */
export function lookUp(table: HashTable, hash: KeyHash): { readonly a: number; readonly b: number } | undefined {
  const index = firstRow(table, hash);
  return index === -1 ? undefined : { a: table.a[index] ?? 0, b: table.b[index] ?? 0 };
}

/** Bytes of a table of `size` rows; always a multiple of 8. */
export function tableBytes(size: number): number {
  return 8 + 24 * size;
}

/** Writes the table at `offset`, which must be a multiple of 8. */
export function writeTable(table: HashTable, bytes: Uint8Array<ArrayBuffer>, offset: number): void {
  const target = viewTable(bytes, offset, table.size);
  new Uint32Array(bytes.buffer, bytes.byteOffset + offset, 2)[0] = table.size;
  target.a.set(table.a);
  target.b.set(table.b);
  target.hi.set(table.hi);
  target.lo.set(table.lo);
}

/** Reads the table at `offset` of aligned bytes without copying; undefined when the bytes end before the table does. */
export function readTable(bytes: Uint8Array<ArrayBuffer>, offset: number): HashTable | undefined {
  if (offset + 8 > bytes.byteLength) return undefined;
  const size = new Uint32Array(bytes.buffer, bytes.byteOffset + offset, 2)[0] ?? 0;
  return offset + tableBytes(size) <= bytes.byteLength ? viewTable(bytes, offset, size) : undefined;
}

function viewTable(bytes: Uint8Array<ArrayBuffer>, offset: number, size: number): HashTable {
  const start = bytes.byteOffset + offset + 8;
  return {
    size,
    a: new Float64Array(bytes.buffer, start, size),
    b: new Float64Array(bytes.buffer, start + 8 * size, size),
    hi: new Uint32Array(bytes.buffer, start + 16 * size, size),
    lo: new Uint32Array(bytes.buffer, start + 20 * size, size),
  };
}

function blankTable(size: number): HashTable {
  return viewTable(new Uint8Array(tableBytes(size)), 0, size);
}

function isBefore(table: Hashes, index: number, hash: KeyHash): boolean {
  const hi = table.hi[index] ?? 0;
  return hi < hash.hi || (hi === hash.hi && (table.lo[index] ?? 0) < hash.lo);
}
