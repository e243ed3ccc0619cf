/** Bytes that are kept where others keep theirs, with a checksum before them: what was altered there is as good as none. */

const SEAL_BYTES = 4;

export function sealed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(SEAL_BYTES + bytes.byteLength);
  whole.set(bytes, SEAL_BYTES);
  new DataView(whole.buffer).setUint32(0, checksum(bytes));
  return whole;
}

/** A view of what was sealed; undefined when that was altered or cut off. */
export function unsealed(whole: Uint8Array): Uint8Array | undefined {
  if (whole.byteLength < SEAL_BYTES) return undefined;
  const bytes = whole.subarray(SEAL_BYTES);
  return new DataView(whole.buffer, whole.byteOffset).getUint32(0) === checksum(bytes) ? bytes : undefined;
}

/** Four bytes a step as FNV-1a does one: no single flipped bit leaves it the same. Not for secrets. */
function checksum({ buffer, byteOffset, byteLength }: Uint8Array): number {
  const view = new DataView(buffer, byteOffset, byteLength);
  let sum = 0x811c9dc5;
  let at = 0;
  for (; at + 4 <= byteLength; at += 4) sum = Math.imul(sum ^ view.getUint32(at), 0x01000193);
  for (; at < byteLength; at++) sum = Math.imul(sum ^ view.getUint8(at), 0x01000193);
  return sum >>> 0;
}
