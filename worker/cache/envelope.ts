/** A stored response as bytes: a checksum, four bytes of length, that much JSON, then the segments one after the other. */

import { intact, withChecksum } from "../checksum.io.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { keptBefore, type Storable } from "./storable.ts";
import type { Stored } from "./stored.ts";

const VERSION = 1;

interface Head extends Omit<Stored, "segments"> {
  readonly version: number;
  readonly lengths: readonly number[];
}

export function encodeEnvelope(stored: Stored): Uint8Array<ArrayBuffer> {
  const { segments } = stored;
  const text = headOf(stored);
  const bytes = new Uint8Array(sizeWith(text, segments));
  new DataView(bytes.buffer).setUint32(0, text.byteLength);
  bytes.set(text, 4);
  let offset = 4 + text.byteLength;
  for (const segment of segments) {
    bytes.set(segment, offset);
    offset += segment.byteLength;
  }
  return withChecksum(bytes);
}

/** How many bytes the envelope has, but for its checksum. */
export function envelopeSize(stored: Stored): number {
  return sizeWith(headOf(stored), stored.segments);
}

function headOf({ segments, ...rest }: Stored): Uint8Array {
  const head: Head = { version: VERSION, ...rest, lengths: segments.map((segment) => segment.byteLength) };
  return new TextEncoder().encode(JSON.stringify(head));
}

function sizeWith(head: Uint8Array, segments: readonly Uint8Array[]): number {
  return segments.reduce((sum, segment) => sum + segment.byteLength, 4 + head.byteLength);
}

/**
 * The response stored under exactly `key`; undefined for another key's, a cut-off or altered one, or another version's layout.
 * Segments are views of `envelope`.
 */
export function decodeEnvelope(envelope: Uint8Array, key: CacheKey): Storable | undefined {
  const bytes = intact(envelope);
  if (bytes === undefined || bytes.byteLength < 4) return undefined;
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const head = readHead(bytes.subarray(4, start));
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
