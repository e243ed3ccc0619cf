/** The PoP's shared object as bytes: four bytes of length, that much JSON, then the delta's body as it came. */
import type { Claim, SentDelta, SharedDelta } from "./delta.ts";

interface Head extends Omit<SentDelta, "body"> {
  readonly claim?: Claim | null;
}

export function encodeShared({ delta: { body, ...rest }, claim }: SharedDelta): Uint8Array<ArrayBuffer> {
  const head: Head = { ...rest, claim };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.byteLength + body.byteLength);
  new DataView(bytes.buffer).setUint32(0, text.byteLength);
  bytes.set(text, 4);
  bytes.set(body, 4 + text.byteLength);
  return bytes;
}

/** Undefined when the bytes are not what `encodeShared` wrote. */
export function decodeShared(bytes: Uint8Array): SharedDelta | undefined {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
    const { claim = null, ...delta } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Head;
    return { delta: { ...delta, body: bytes.subarray(4 + length) }, claim };
  } catch {
    return undefined;
  }
}
