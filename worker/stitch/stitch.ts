/** Puts a page view's fragments into its shell: one array when all are there, few writes when some are late. */
import type { Stored, StoredSlot } from "../cache/stored.ts";
import { etagOf } from "./etag.ts";
import { type Filling, within } from "./filling.ts";
import { join } from "./join.ts";
import { cutAtBodyEnd, lateMarkup, writeAsItComes } from "./late.ts";
import type { Outcome, Settled } from "./piece.ts";
import { outcomeOf, settleInTime, settleNow, slotBytes } from "./settle-slot.ts";
import type { StartedFragments } from "./start-fragments.ts";

export interface Stitched {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Present only when every slot was filled before the headers. */
  readonly etag: string | undefined;
  /** `Fragment-Status` by fragment name, in the order of the slots. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** A slot and what came of it. */
interface Filled {
  readonly slot: StoredSlot;
  readonly piece: Settled;
}

/**
 * Stitches a stored shell. Never rejects: each slot is filled with its fragment, the last good one or its fallback.
 * `lateScript` is the code of the one inline script for late fragments. A promise only when something has to be waited for.
 */
export function stitch(stored: Stored, started: StartedFragments, lateScript: string): Stitched | Promise<Stitched> {
  const filled = fillNow(stored.slots, started);
  return filled ? whole(stored, filled) : stitchInTime(stored, started, lateScript);
}

async function stitchInTime(stored: Stored, started: StartedFragments, lateScript: string): Promise<Stitched> {
  await settleSoon(stored.slots, started);
  const filled = fillNow(stored.slots, started) ?? (await fillInTime(stored.slots, started));
  const page = whole(stored, filled);
  const late = lateOnes(page.outcomes, started);
  if (late.length === 0) return page;
  const [head, tail] = cutAtBodyEnd(page.body);
  const coming = late.map((filling) => lateFragment(filling, started, lateScript));
  return { body: writeAsItComes(head, coming, tail), etag: undefined, outcomes: page.outcomes };
}

/** A page of which nothing is late: one array. */
function whole(stored: Stored, filled: readonly Filled[]) {
  const pieces = filled.map(({ slot, piece }) => slotBytes(piece, slot));
  return { body: join(stored.segments, pieces), etag: etagWhenFilled(stored, filled), outcomes: outcomesOf(filled) };
}

/** Turns of the microtask queue that an answer from memory may take: more than it does, and still next to nothing. */
const TURNS = 64;

/** Lets answers that wait for no I/O arrive, so that no timer is set for them. */
async function settleSoon(slots: readonly StoredSlot[], { fillings }: StartedFragments): Promise<void> {
  const isPending = ({ fragment }: StoredSlot) => fillings.get(fragment)?.settled() === undefined && fillings.has(fragment);
  let pending = slots.filter(isPending);
  for (let turn = 0; pending.length > 0 && turn < TURNS; turn++) {
    await undefined;
    pending = pending.filter(isPending);
  }
}

/** All slots, when nothing has to be waited for. */
function fillNow(slots: readonly StoredSlot[], started: StartedFragments): readonly Filled[] | undefined {
  const filled: Filled[] = [];
  for (const slot of slots) {
    const piece = settleNow(slot, started);
    if (!piece) return undefined;
    filled.push({ slot, piece });
  }
  return filled;
}

function fillInTime(slots: readonly StoredSlot[], started: StartedFragments): Promise<readonly Filled[]> {
  return Promise.all(slots.map(async (slot) => ({ slot, piece: await settleInTime(slot, started) })));
}

/** One outcome a fragment: where it stands in several slots, the worst. */
function outcomesOf(filled: readonly Filled[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { slot, piece } of filled) {
    if (!outcomes.has(slot.fragment) || piece.kind === "fallback") outcomes.set(slot.fragment, outcomeOf(piece));
  }
  return outcomes;
}

/** Fragments still under way whose slot shows something else for the time being. */
function lateOnes(outcomes: ReadonlyMap<string, Outcome>, started: StartedFragments): readonly Filling[] {
  const late: Filling[] = [];
  for (const [name, { because }] of outcomes) {
    const filling = because === "late" ? started.fillings.get(name) : undefined;
    if (filling) late.push(filling);
  }
  return started.endsAt <= started.wanted.clock.now() ? [] : late;
}

/** What is written of a late fragment; undefined when it does not come before the document has to end. */
async function lateFragment({ name, done }: Filling, { endsAt, wanted: { clock } }: StartedFragments, script: string) {
  const piece = await within(done, endsAt - clock.now(), clock);
  return piece?.kind === "filled" ? lateMarkup({ name, piece }, script) : undefined;
}

function etagWhenFilled(stored: Stored, filled: readonly Filled[]): string | undefined {
  const tags: string[] = [];
  for (const { piece } of filled) {
    if (piece.kind !== "filled") return undefined;
    tags.push(piece.tag);
  }
  return etagOf(stored, tags);
}
