/** Bytes that are kept where others keep theirs, with a checksum before them: what was altered there is as good as none. */
import { crc32 } from "node:zlib";

const SUM_BYTES = 4;

export function withChecksum(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(SUM_BYTES + bytes.byteLength);
  whole.set(bytes, SUM_BYTES);
  new DataView(whole.buffer).setUint32(0, crc32(bytes));
  return whole;
}

/** A view of what stands behind the checksum; undefined when that was altered or cut off. */
export function intact(whole: Uint8Array): Uint8Array | undefined {
  if (whole.byteLength < SUM_BYTES) return undefined;
  const bytes = whole.subarray(SUM_BYTES);
  return new DataView(whole.buffer, whole.byteOffset).getUint32(0) === crc32(bytes) ? bytes : undefined;
}
