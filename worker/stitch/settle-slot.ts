/** What stands in one slot. Never rejects. */
import type { StoredSlot } from "../cache/stored.ts";
import type { EpochMs } from "../time.ts";
import { fillFromBulletin } from "./fill-from-bulletin.ts";
import { inTime } from "./filling.ts";
import { fallback, type Outcome, type Settled } from "./piece.ts";
import type { StartedFragments } from "./start-fragments.ts";

/** What a slot comes to, if that is known without waiting. */
export function settleNow(slot: StoredSlot, { fillings, wanted }: StartedFragments): Settled | undefined {
  const filling = fillings.get(slot.fragment);
  if (filling) return filling.settled();
  const fragment = wanted.fragments.find(({ name }) => name === slot.fragment);
  return fragment ? fillFromBulletin(wanted, fragment, slot) : fallback("undeclared");
}

/** What it comes to by its deadline, or by another. */
export async function settleInTime(slot: StoredSlot, started: StartedFragments, until?: EpochMs): Promise<Settled> {
  const filling = started.fillings.get(slot.fragment);
  return settleNow(slot, started) ?? (filling ? inTime(filling, started.wanted.clock, until) : fallback("undeclared"));
}

export function outcomeOf(piece: Settled): Outcome {
  return piece.kind === "filled" ? piece.outcome : { source: "fallback", because: piece.because };
}

const encoder = new TextEncoder();
const fallbacks = new WeakMap<StoredSlot, Uint8Array>();

/** The bytes that go into the slot. */
export function slotBytes(piece: Settled, slot: StoredSlot): Uint8Array {
  return piece.kind === "filled" ? piece.bytes : fallbackBytes(slot);
}

function fallbackBytes(slot: StoredSlot): Uint8Array {
  const known = fallbacks.get(slot) ?? encoder.encode(slot.fallback);
  fallbacks.set(slot, known);
  return known;
}
