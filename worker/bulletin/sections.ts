/**
 * The bytes of a base and of a delta: length-prefixed JSON, then three tables and a set, everything aligned to 8 bytes.
 *
 * | | base: older than ten seconds | delta: since the base |
 * | --- | --- | --- |
 * | purges | key -> last soft seq, last hard seq | key -> index of the row, whole rows in the JSON |
 * | fences | entity -> version, when | the same |
 * | stock | SKU -> band, count | the same, `stockWhole` when it stands alone |
 * | handles | names in use | those that came since; a name never leaves |
 */
import type { EpochMs } from "../time.ts";
import { EMPTY_SET, type HashSet, readSet, setBytes, writeSet } from "./hash-set.ts";
import { EMPTY_TABLE, type HashTable, readTable, tableBytes, writeTable } from "./hash-table.ts";

export interface Base {
  readonly purges: HashTable;
  readonly fences: HashTable;
  readonly stock: HashTable;
  readonly handles: HashSet;
}

/** A purge as the delta tells it; which keys it names stands in the table. */
export interface DeltaRow {
  readonly seq: number;
  readonly at: EpochMs;
  readonly hard: boolean;
}

export interface DeltaBody extends Base {
  readonly rows: readonly DeltaRow[];
  /** True when the base's stock is to be forgotten. */
  readonly stockWhole: boolean;
}

export const EMPTY_BASE: Base = { purges: EMPTY_TABLE, fences: EMPTY_TABLE, stock: EMPTY_TABLE, handles: EMPTY_SET };

interface Head {
  readonly rows: readonly (readonly [seq: number, at: EpochMs, hard: 0 | 1])[];
  readonly stockWhole: boolean;
  /** Absent from bytes that were written before there were handles. */
  readonly hasHandles?: true;
}

export function encodeBase(base: Base): Uint8Array<ArrayBuffer> {
  return encode({ rows: [], stockWhole: false }, base);
}

export function encodeDelta(delta: DeltaBody): Uint8Array<ArrayBuffer> {
  const rows = delta.rows.map(({ seq, at, hard }) => [seq, at, hard ? 1 : 0] as const);
  return encode({ rows, stockWhole: delta.stockWhole }, delta);
}

/** Undefined when the bytes are not what `encodeDelta` wrote. A base decodes as a delta without rows. */
export function decodeSections(bytes: Uint8Array): DeltaBody | undefined {
  const aligned = new Uint8Array(bytes);
  if (aligned.byteLength < 8) return undefined;
  const headBytes = new Uint32Array(aligned.buffer, 0, 2)[0] ?? 0;
  const head = readHead(aligned.subarray(8, 8 + headBytes));
  const tables = head && readTables(aligned, padded(8 + headBytes), head);
  if (head === undefined || tables === undefined) return undefined;
  const rows = head.rows.map(([seq, at, hard]) => ({ seq, at, hard: hard === 1 }));
  return { rows, stockWhole: head.stockWhole, ...tables };
}

function readTables(bytes: Uint8Array<ArrayBuffer>, start: number, { hasHandles }: Head): Base | undefined {
  const purges = readTable(bytes, start);
  const fences = purges && readTable(bytes, start + tableBytes(purges.size));
  const stockAt = fences && start + tableBytes(purges.size) + tableBytes(fences.size);
  const stock = stockAt === undefined ? undefined : readTable(bytes, stockAt);
  if (stockAt === undefined || stock === undefined) return undefined;
  const handles = hasHandles ? readSet(bytes, stockAt + tableBytes(stock.size)) : EMPTY_SET;
  return purges && fences && stock && handles && { purges, fences, stock, handles };
}

function encode(head: Head, { purges, fences, stock, handles }: Base): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify({ ...head, hasHandles: true }));
  const tables = [purges, fences, stock];
  const start = padded(8 + text.byteLength);
  const bytes = new Uint8Array(tables.reduce((sum, table) => sum + tableBytes(table.size), start) + setBytes(handles.size));
  new Uint32Array(bytes.buffer, 0, 2)[0] = text.byteLength;
  bytes.set(text, 8);
  let offset = start;
  for (const table of tables) {
    writeTable(table, bytes, offset);
    offset += tableBytes(table.size);
  }
  writeSet(handles, bytes, offset);
  return bytes;
}

function readHead(bytes: Uint8Array): Head | undefined {
  try {
    const head = JSON.parse(new TextDecoder().decode(bytes)) as Head;
    return Array.isArray(head.rows) ? head : undefined;
  } catch {
    return undefined;
  }
}

const padded = (length: number): number => (length + 7) & ~7;
