/** Bytes that are kept where others keep theirs, with a checksum before them: what was altered there is as good as none. */
import { crc32 } from "node:zlib";

const SEAL_BYTES = 4;

export function sealed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(SEAL_BYTES + bytes.byteLength);
  whole.set(bytes, SEAL_BYTES);
  new DataView(whole.buffer).setUint32(0, crc32(bytes));
  return whole;
}

/** A view of what was sealed; undefined when that was altered or cut off. */
export function unsealed(whole: Uint8Array): Uint8Array | undefined {
  if (whole.byteLength < SEAL_BYTES) return undefined;
  const bytes = whole.subarray(SEAL_BYTES);
  return new DataView(whole.buffer, whole.byteOffset).getUint32(0) === crc32(bytes) ? bytes : undefined;
}
