/** A stored response as bytes: a checksum, the length of its JSON (four bytes each), the JSON, then the segments one after the other. */
import type { CacheKey } from "../key/key-parts.ts";
import { keptBefore, type Storable } from "./storable.ts";
import type { Stored } from "./stored.ts";

const VERSION = 1;
/** Where the JSON begins. */
const BEGIN = 8;

interface Head extends Omit<Stored, "segments"> {
  readonly version: number;
  readonly lengths: readonly number[];
}

export function encodeEnvelope(stored: Stored): Uint8Array<ArrayBuffer> {
  const { segments } = stored;
  const text = headOf(stored);
  const bytes = new Uint8Array(sizeWith(text, segments));
  const view = new DataView(bytes.buffer);
  view.setUint32(4, text.byteLength);
  bytes.set(text, BEGIN);
  let offset = BEGIN + text.byteLength;
  for (const segment of segments) {
    bytes.set(segment, offset);
    offset += segment.byteLength;
  }
  view.setUint32(0, checksum(bytes));
  return bytes;
}

/** How many bytes the envelope has. */
export function envelopeSize(stored: Stored): number {
  return sizeWith(headOf(stored), stored.segments);
}

function headOf({ segments, ...rest }: Stored): Uint8Array {
  const head: Head = { version: VERSION, ...rest, lengths: segments.map((segment) => segment.byteLength) };
  return new TextEncoder().encode(JSON.stringify(head));
}

function sizeWith(head: Uint8Array, segments: readonly Uint8Array[]): number {
  return segments.reduce((sum, segment) => sum + segment.byteLength, BEGIN + head.byteLength);
}

/**
 * The response stored under exactly `key`; undefined for another key's, a cut-off or altered one, or another version's layout.
 * Segments are views of `bytes`.
 */
export function decodeEnvelope(bytes: Uint8Array, key: CacheKey): Storable | undefined {
  if (bytes.byteLength < BEGIN) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== checksum(bytes)) return undefined;
  const start = BEGIN + view.getUint32(4);
  const head = readHead(bytes.subarray(BEGIN, start));
  if (head === undefined || head.version !== VERSION || head.key !== key) return undefined;
  const { version: _, lengths, ...rest } = head;
  if (lengths.reduce((sum, length) => sum + length, start) !== bytes.byteLength) return undefined;
  return keptBefore({ ...rest, segments: cut(bytes, start, lengths) });
}

function cut(bytes: Uint8Array, start: number, lengths: readonly number[]): Uint8Array[] {
  let end = start;
  return lengths.map((length) => {
    end += length;
    return bytes.subarray(end - length, end);
  });
}

function readHead(bytes: Uint8Array): Head | undefined {
  try {
    const head: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof head === "object" && head !== null ? (head as Head) : undefined;
  } catch {
    return undefined;
  }
}

/** Of all that follows it, four bytes a step as FNV-1a does one: no single flipped bit leaves it the same. */
function checksum({ buffer, byteOffset, byteLength }: Uint8Array): number {
  const view = new DataView(buffer, byteOffset, byteLength);
  let sum = 0x811c9dc5;
  let at = 4;
  for (; at + 4 <= byteLength; at += 4) sum = Math.imul(sum ^ view.getUint32(at), 0x01000193);
  for (; at < byteLength; at++) sum = Math.imul(sum ^ view.getUint8(at), 0x01000193);
  return sum >>> 0;
}
