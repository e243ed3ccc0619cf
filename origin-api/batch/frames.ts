import { type Frame, MAX_FRAME_BYTES } from "#contract/questions";

const encoder = new TextEncoder();

/** A frame of `application/json-seq` (RFC 7464): a record separator, JSON, a line feed. One that is too large becomes its own failure. */
export function writeFrame(frame: Frame): Uint8Array {
  const bytes = encoder.encode(`\u001e${JSON.stringify(frame)}\n`);
  if (bytes.byteLength <= MAX_FRAME_BYTES || !("id" in frame)) return bytes;
  return writeFrame({ id: frame.id, ok: false, reason: "oversize" });
}
