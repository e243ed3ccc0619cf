/**
 * The memory tier of one isolate: compiled responses by key, least recently used out first, bounded by bytes. A key
 * comes in on its second use, so that a crawl does not push out what people look at.
 */

import { mayReplace } from "./may-replace.ts";
import type { Storable } from "./storable.ts";
import { PASS, type Stored } from "./stored.ts";
import { type TierKey, tierName } from "./tiers.ts";

export const MEMORY_BYTES = 24 * 1024 * 1024;
const DOOR_KEYS = 4_096;
const OVERHEAD_BYTES = 512;
/** What made-up addresses come to: missing, gone, or another address for now. */
const KEPT_OUT = new Set([302, 404, 410]);

export class MemoryTier {
  readonly #maxBytes: number;
  readonly #entries = new Map<string, { readonly stored: Stored; readonly bytes: number }>();
  readonly #seenOnce = new Set<string>();
  #bytes = 0;

  constructor(maxBytes: number = MEMORY_BYTES) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(at: TierKey): Stored | undefined {
    const name = tierName(at);
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry.stored;
  }

  /** Without counting as a use. */
  peek(at: TierKey): Stored | undefined {
    return this.#entries.get(tierName(at))?.stored;
  }

  /** Everything held, for a dry run that counts what a purge would reach. */
  *entries(): Iterable<Stored> {
    for (const { stored } of this.#entries.values()) yield stored;
  }

  /** Takes a response on its key's second use; says whether it is held. What made-up addresses come to stays out. */
  offer(stored: Storable): boolean {
    const name = tierName({ key: stored.key, notBefore: stored.stamps.notBefore });
    const held = this.#entries.get(name);
    if (held === undefined && !this.#isAdmitted(name, stored)) return false;
    if (held !== undefined && !mayReplace(held.stored, stored)) return false;
    return this.#hold(name, stored);
  }

  #isAdmitted(name: string, stored: Stored): boolean {
    if (KEPT_OUT.has(stored.status)) return false;
    if (stored.status === PASS || this.#seenOnce.delete(name)) return true;
    if (this.#seenOnce.size >= DOOR_KEYS) this.#seenOnce.clear();
    this.#seenOnce.add(name);
    return false;
  }

  #hold(name: string, stored: Stored): boolean {
    this.#drop(name);
    const bytes = bytesOf(stored);
    if (bytes > this.#maxBytes / 8 || KEPT_OUT.has(stored.status)) return false;
    this.#entries.set(name, { stored, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#drop(oldest);
    }
    return true;
  }

  #drop(name: string): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    this.#entries.delete(name);
    this.#bytes -= entry.bytes;
  }
}

function bytesOf(stored: Stored): number {
  let bytes = OVERHEAD_BYTES + 2 * stored.key.length;
  for (const segment of stored.segments) bytes += segment.byteLength;
  for (const key of stored.surrogateKeys) bytes += 2 * key.length;
  for (const [name, value] of Object.entries(stored.headers)) bytes += 2 * (name.length + value.length);
  for (const slot of stored.slots) bytes += 2 * slot.fallback.length + 64;
  return bytes;
}
