/** What stitching comes to: the body, and what became of each fragment. */
import type { Stored, StoredSlot } from "../cache/stored.ts";
import { etagOf } from "./etag.ts";
import { join } from "./join.ts";
import type { Outcome, Settled } from "./piece.ts";
import { outcomeOf, settleNow, slotBytes } from "./settle-slot.ts";
import type { StartedFragments } from "./start-fragments.ts";

export interface Stitched {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Present only when every slot was filled before the headers. */
  readonly etag: string | undefined;
  /** `Fragment-Status` by fragment name, in the order of the slots: what is known when the first bytes leave. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** The same when every slot is written; undefined when they are already. Never rejects. */
  readonly ended?: Promise<ReadonlyMap<string, Outcome>>;
}

/** A slot and what came of it. */
export interface Filled {
  readonly slot: StoredSlot;
  readonly piece: Settled;
}

const PENDING: Outcome = { source: "pending" };

/** A page that has nothing to wait for: one array. */
export function whole(stored: Stored, filled: readonly Filled[]): Stitched {
  const pieces = filled.map(({ slot, piece }) => slotBytes(piece, slot));
  return { body: join(stored.segments, pieces), etag: etagWhenFilled(stored, filled), outcomes: outcomesOf(filled) };
}

/** All slots, when nothing has to be waited for. */
export function fillNow(slots: readonly StoredSlot[], started: StartedFragments): readonly Filled[] | undefined {
  const filled: Filled[] = [];
  for (const slot of slots) {
    const piece = settleNow(slot, started);
    if (!piece) return undefined;
    filled.push({ slot, piece });
  }
  return filled;
}

/** One outcome a fragment: where it stands in several slots, the worst. */
export function outcomesOf(places: readonly { readonly slot: StoredSlot; readonly piece: Settled | undefined }[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { slot, piece } of places) {
    if (!outcomes.has(slot.fragment) || piece?.kind === "fallback") outcomes.set(slot.fragment, piece ? outcomeOf(piece) : PENDING);
  }
  return outcomes;
}

function etagWhenFilled(stored: Stored, filled: readonly Filled[]): string | undefined {
  const tags: string[] = [];
  for (const { piece } of filled) {
    if (piece.kind !== "filled") return undefined;
    tags.push(piece.tag);
  }
  return etagOf(stored, tags);
}
