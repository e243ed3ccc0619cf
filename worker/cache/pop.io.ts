/** The PoP tier on the Cache API. It is asked for nothing but bytes: freshness, keys and purges are the envelope's. */
import { hashHex, keyHash } from "../bulletin/key-hash.ts";
import { operation } from "../lanes.io.ts";
import { WIDE_GRACE } from "../lifetimes.ts";
import type { EpochMs } from "../time.ts";
import { decodeEnvelope, encodeEnvelope } from "./envelope.ts";
import { mayReplace } from "./may-replace.ts";
import type { Storable } from "./storable.ts";
import type { PopTier, TierKey } from "./tiers.ts";

const POP_CACHE = "shells-v1";

export class CacheApiPop implements PopTier {
  readonly #now: () => EpochMs;

  constructor(now: () => EpochMs) {
    this.#now = now;
  }

  async get(at: TierKey): Promise<Storable | undefined> {
    try {
      const cache = await caches.open(POP_CACHE);
      const response = await operation(() => cache.match(addressOf(at)));
      return response && decodeEnvelope(new Uint8Array(await response.arrayBuffer()), at.key);
    } catch {
      return undefined;
    }
  }

  async put(storable: Storable): Promise<void> {
    const at = { key: storable.key, notBefore: storable.stamps.notBefore };
    const held = await this.get(at);
    if (held !== undefined && !mayReplace(held, storable)) return;
    try {
      const cache = await caches.open(POP_CACHE);
      const kept = new Response(encodeEnvelope(storable), { headers: { "Cache-Control": this.#maxAge(storable) } });
      await operation(() => cache.put(addressOf(at), kept));
    } catch {
      // A store that cannot keep is an empty one.
    }
  }

  /** The whole of its life, widened grace included: the Cache API only forgets, it does not judge. */
  #maxAge({ stamps }: Storable): string {
    return `max-age=${Math.max(1, Math.ceil((stamps.staleUntil + WIDE_GRACE - this.#now()) / 1_000))}`;
  }
}

/** The key itself may be longer than a URL may be; the full one stands in the envelope and is compared on read. */
function addressOf({ key, notBefore }: TierKey): string {
  return `https://shells.invalid/${hashHex(keyHash(key))}${notBefore === null ? "" : `/${notBefore}`}`;
}
