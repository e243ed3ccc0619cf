/** Finds any of many texts in bytes, in whatever form they hide there. */
import { formsOf } from "./marker-forms.ts";

interface Pattern<M> {
  readonly bytes: Uint8Array;
  /** True when a letter or digit beside it makes it part of something else. */
  readonly whole: boolean;
  readonly marker: M;
}

const TAIL = 4;
const BITS = 20;

/** Texts are looked up by their last four bytes, so that a pass over the bytes costs the same for one text and for thousands. */
export class MarkerIndex<M> {
  readonly #byTail = new Map<number, Pattern<M>[]>();
  readonly #tails = new Uint8Array(1 << (BITS - 3));

  /** `whole` is for short texts, such as numbers, which count only where they stand alone. */
  add(text: string, marker: M, whole = false): void {
    const forms = whole ? [Buffer.from(text, "utf8")] : formsOf(text);
    for (const bytes of forms) this.#put({ bytes, whole, marker });
  }

  find(haystack: Uint8Array): Set<M> {
    const found = new Set<M>();
    let window = 0;
    for (let at = 0; at < haystack.length; at++) {
      window = (window << 8) | (haystack[at] ?? 0);
      const slot = slotOf(window);
      if (at < TAIL - 1 || ((this.#tails[slot >>> 3] ?? 0) & (1 << (slot & 7))) === 0) continue;
      for (const pattern of this.#byTail.get(window) ?? []) if (endsAt(haystack, at, pattern)) found.add(pattern.marker);
    }
    return found;
  }

  #put(pattern: Pattern<M>): void {
    const tail = pattern.bytes.slice(-TAIL).reduce((window, byte) => (window << 8) | byte, 0);
    const slot = slotOf(tail);
    this.#tails[slot >>> 3] = (this.#tails[slot >>> 3] ?? 0) | (1 << (slot & 7));
    const known = this.#byTail.get(tail);
    if (known) known.push(pattern);
    else this.#byTail.set(tail, [pattern]);
  }
}

const slotOf = (window: number): number => Math.imul(window, 0x9e3779b1) >>> (32 - BITS);

function endsAt<M>(haystack: Uint8Array, end: number, { bytes, whole }: Pattern<M>): boolean {
  const start = end - bytes.length + 1;
  if (start < 0) return false;
  for (let i = 0; i < bytes.length; i++) if (haystack[start + i] !== bytes[i]) return false;
  return !whole || !(isWordByte(haystack[start - 1]) || isWordByte(haystack[end + 1]));
}

function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && /[0-9A-Za-z]/.test(String.fromCharCode(byte));
}
