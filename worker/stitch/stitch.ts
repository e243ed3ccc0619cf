/** Puts a page view's fragments into its shell: one array when all are there, two writes when some are late. */
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import type { Stored, StoredSlot } from "../cache/stored.ts";
import { etagOf } from "./etag.ts";
import { fillFromBulletin } from "./fill-from-bulletin.ts";
import { type Filling, inTime, within } from "./filling.ts";
import { join } from "./join.ts";
import { cutAtBodyEnd, type LateFragment, lateMarkup, twoWrites } from "./late.ts";
import { fallback, type Outcome, type Settled } from "./piece.ts";
import type { StartedFragments } from "./start-fragments.ts";

export interface Stitched {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Present only when every slot was filled before the headers. */
  readonly etag: string | undefined;
  /** `Fragment-Status` by fragment name, in the order of the slots. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/**
 * Stitches a stored shell. Never rejects: each slot is filled with its fragment, the last good one or its fallback.
 * `lateScript` is the code of the one inline script for late fragments.
 */
export async function stitch(stored: Stored, started: StartedFragments, lateScript: string): Promise<Stitched> {
  const { slots } = stored;
  const settled = slots.map((slot) => settle(slot, started));
  if (settled.includes(undefined)) await Promise.all(slots.map(async (slot, i) => (settled[i] ??= await waitFor(slot, started))));
  const pieces = settled.map((piece, i) => pieceBytes(piece, slots[i]));
  const outcomes = outcomesOf(slots, settled);
  const late = lateOnes(outcomes, started);
  const whole = join(stored.segments, pieces);
  if (late.length === 0) return { body: whole, etag: etagWhenFilled(stored, settled), outcomes };
  const [head, tail] = cutAtBodyEnd(whole);
  const rest = lateFragments(late, started).then((came) => concat([...lateMarkup(came, lateScript), tail]));
  return { body: twoWrites(head, rest), etag: undefined, outcomes };
}

/** What a slot comes to, if that is known without waiting. */
function settle(slot: StoredSlot, started: StartedFragments): Settled | undefined {
  const filling = started.fillings.get(slot.fragment);
  if (filling) return filling.settled();
  const fragment = fragmentNamed(slot.fragment, started);
  return fragment ? fillFromBulletin(started.wanted, fragment, slot) : fallback("undeclared");
}

function fragmentNamed(name: string, started: StartedFragments): AnyFragment | undefined {
  return started.wanted.fragments.find((fragment) => fragment.name === name);
}

function waitFor(slot: StoredSlot, started: StartedFragments): Promise<Settled> | Settled {
  const filling = started.fillings.get(slot.fragment);
  return filling ? inTime(filling, started.wanted.clock) : fallback("undeclared");
}

const encoder = new TextEncoder();
const fallbacks = new WeakMap<StoredSlot, Uint8Array>();
const EMPTY = new Uint8Array();

function pieceBytes(piece: Settled | undefined, slot: StoredSlot | undefined): Uint8Array {
  if (piece?.kind === "filled") return piece.bytes;
  return slot ? fallbackBytes(slot) : EMPTY;
}

function fallbackBytes(slot: StoredSlot): Uint8Array {
  const known = fallbacks.get(slot) ?? encoder.encode(slot.fallback);
  fallbacks.set(slot, known);
  return known;
}

/** One outcome a fragment: where it stands in several slots, the worst. */
function outcomesOf(slots: readonly StoredSlot[], settled: readonly (Settled | undefined)[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  slots.forEach(({ fragment }, i) => {
    const outcome = outcomeOf(settled[i] ?? fallback("error"));
    if (!outcomes.has(fragment) || outcome.source === "fallback") outcomes.set(fragment, outcome);
  });
  return outcomes;
}

function outcomeOf(piece: Settled): Outcome {
  return piece.kind === "filled" ? piece.outcome : { source: "fallback", because: piece.because };
}

/** Fragments still under way whose slot shows something else for the time being. */
function lateOnes(outcomes: ReadonlyMap<string, Outcome>, started: StartedFragments): readonly Filling[] {
  if (started.endsAt <= started.wanted.clock.now()) return [];
  const late: Filling[] = [];
  for (const [name, { because }] of outcomes) {
    const filling = because === "late" ? started.fillings.get(name) : undefined;
    if (filling) late.push(filling);
  }
  return late;
}

async function lateFragments(late: readonly Filling[], { endsAt, wanted: { clock } }: StartedFragments): Promise<readonly LateFragment[]> {
  const came = await Promise.all(late.map(async ({ name, done }) => ({ name, piece: await within(done, endsAt - clock.now(), clock) })));
  return came.flatMap(({ name, piece }) => (piece?.kind === "filled" ? [{ name, piece }] : []));
}

function etagWhenFilled(stored: Stored, settled: readonly (Settled | undefined)[]): string | undefined {
  const tags: string[] = [];
  for (const piece of settled) {
    if (piece?.kind !== "filled") return undefined;
    tags.push(piece.tag);
  }
  return etagOf(stored, tags);
}

function concat(runs: readonly Uint8Array[]): Uint8Array {
  return join(runs, []);
}
