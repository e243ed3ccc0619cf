/**
 * Cuts a rendered page into runs of bytes with slots between them, once, when it is stored: a hit only joins
 * buffers. Only markers with this rendering's nonce are slots; anything else that looks like one is text.
 */
import type { StoredSlot } from "../cache/stored.ts";

export interface CompiledShell {
  /** `slots.length + 1` runs of UTF-8. */
  readonly segments: Uint8Array[];
  readonly slots: StoredSlot[];
}

const encoder = new TextEncoder();

/** Splits `html` at its markers. Throws when a placed slot is missing, repeated or out of order: that is a bug of a page. */
export function compileShell(html: string, placed: readonly StoredSlot[], nonce: string): CompiledShell {
  const pieces = html.split(`<!--slot ${nonce} `);
  const segments = pieces.map((piece, index) => encoder.encode(index === 0 ? piece : afterMarker(piece, index - 1)));
  if (pieces.length !== placed.length + 1) throw new Error(`page has ${pieces.length - 1} slots, placed ${placed.length}`);
  return { segments, slots: [...placed] };
}

function afterMarker(piece: string, index: number): string {
  const rest = `${index}-->`;
  if (!piece.startsWith(rest)) throw new Error(`slot ${index} is not where it was placed`);
  return piece.slice(rest.length);
}

/** The whole page with `fill(slot)` in each slot; by default the slots' fallbacks. */
export function joinShell(
  compiled: CompiledShell,
  fill: (slot: StoredSlot, index: number) => string = (slot) => slot.fallback,
): Uint8Array {
  const filled = compiled.slots.map((slot, index) => encoder.encode(fill(slot, index)));
  const runs = compiled.segments.flatMap((segment, index) => [segment, filled[index] ?? new Uint8Array()]);
  const whole = new Uint8Array(runs.reduce((sum, run) => sum + run.length, 0));
  let at = 0;
  for (const run of runs) {
    whole.set(run, at);
    at += run.length;
  }
  return whole;
}
