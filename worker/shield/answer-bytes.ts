/** The shield's answer as bytes: four bytes of length, that much JSON, then the envelope. */
import { decodeEnvelope, encodeEnvelope } from "../cache/envelope.ts";
import type { CacheKey } from "../key/key-parts.ts";
import type { TierVisit } from "../shell/find-wanted.ts";
import type { ShieldAnswer } from "../shell/shield-port.ts";

interface Head {
  readonly kind: ShieldAnswer["kind"];
  readonly visits: readonly TierVisit[];
  readonly isSince?: boolean;
  readonly because?: string;
}

export function encodeAnswer(answer: ShieldAnswer): Uint8Array<ArrayBuffer> {
  const { head, stored } = split(answer);
  const text = new TextEncoder().encode(JSON.stringify(head));
  const envelope = stored === undefined ? new Uint8Array() : encodeEnvelope(stored);
  const bytes = new Uint8Array(4 + text.byteLength + envelope.byteLength);
  new DataView(bytes.buffer).setUint32(0, text.byteLength);
  bytes.set(text, 4);
  bytes.set(envelope, 4 + text.byteLength);
  return bytes;
}

function split(answer: ShieldAnswer) {
  const { kind, visits } = answer;
  if (answer.kind === "failed") return { head: { kind, visits, because: answer.because } satisfies Head, stored: answer.rescue };
  const head: Head = answer.kind === "found" ? { kind, visits, isSince: answer.isSince } : { kind, visits };
  return { head, stored: answer.stored };
}

/** Undefined for a cut-off answer and for another key's. */
export function decodeAnswer(bytes: Uint8Array, key: CacheKey): ShieldAnswer | undefined {
  if (bytes.byteLength < 4) return undefined;
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const head = readHead(bytes.subarray(4, start));
  const stored = decodeEnvelope(bytes.subarray(start), key);
  if (head === undefined) return undefined;
  const { kind, visits, isSince = false, because = "unknown" } = head;
  if (kind === "failed") return { kind, visits, because, rescue: stored };
  if (stored === undefined) return undefined;
  return kind === "mine" ? { kind, visits, stored } : { kind, visits, stored, isSince };
}

function readHead(bytes: Uint8Array): Head | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Head;
  } catch {
    return undefined;
  }
}
