/** The reader's ports to the world: the Durable Object, the PoP's object in the Cache API, the clock. */
import { waitUntil } from "cloudflare:workers";
import { intact, withChecksum } from "../checksum.io.ts";
import { machineClock } from "../clock.io.ts";
import { operation } from "../lanes.io.ts";
import type { DeltaAnswer, ReadAsk } from "./delta.ts";
import type { BulletinPorts } from "./reader.ts";
import { decodeShared, encodeShared } from "./shared-delta.ts";

/** What the reader wants of the Durable Object. */
export interface BulletinSource {
  read(ask: ReadAsk): Promise<DeltaAnswer>;
  readBase(name: string): Promise<Uint8Array | null>;
}

const CACHE = "bulletin-v1";
const DELTA_ADDRESS = "https://bulletin.invalid/delta";
const baseAddress = (name: string): string => `https://bulletin.invalid/base/${name}`;
/** Looked at for 1.25 s at most; the rest is slack. */
const DELTA_MAX_AGE = "max-age=5";
const BASE_MAX_AGE = "max-age=86400, immutable";

/** `source` is called for each read: a stub belongs to the request that made it. */
export function bulletinPorts(pop: string | null, source: () => BulletinSource): BulletinPorts {
  return {
    ...machineClock,
    token: () => crypto.randomUUID(),
    background: (work) => waitUntil(work),
    async readDelta() {
      return operation(async () => {
        const sentAt = Date.now();
        return { ...plain(await source().read({ pop })), sentAt };
      }, "bulletin");
    },
    async readBase(name) {
      const kept = await readBytes(baseAddress(name));
      if (kept !== undefined) return kept;
      const bytes = await operation(() => source().readBase(name), "bulletin");
      if (bytes === null) throw new Error(`the bulletin has no base ${name}`);
      waitUntil(writeBytes(baseAddress(name), bytes, BASE_MAX_AGE));
      return bytes;
    },
    async readShared() {
      const bytes = await readBytes(DELTA_ADDRESS);
      return bytes && decodeShared(bytes);
    },
    writeShared: (shared) => writeBytes(DELTA_ADDRESS, encodeShared(shared), DELTA_MAX_AGE),
  };
}

/** Only the answer's own fields: an RPC result also carries disposers. */
function plain({ epoch, seq, issuedAt, floorSeq, base, nextBase, stockSeq, stockAt, handlesAt, body }: DeltaAnswer): DeltaAnswer {
  return { epoch, seq, issuedAt, floorSeq, base, nextBase, stockSeq, stockAt, handlesAt, body };
}

async function readBytes(address: string): Promise<Uint8Array | undefined> {
  try {
    const cache = await caches.open(CACHE);
    const response = await operation(() => cache.match(address), "bulletin");
    return response && intact(new Uint8Array(await response.arrayBuffer()));
  } catch {
    return undefined;
  }
}

async function writeBytes(address: string, bytes: Uint8Array, cacheControl: string): Promise<void> {
  try {
    const body = new Response(withChecksum(bytes), { headers: { "Cache-Control": cacheControl } });
    const cache = await caches.open(CACHE);
    await operation(() => cache.put(address, body), "bulletin");
  } catch {
    // The PoP's object only saves reads.
  }
}
