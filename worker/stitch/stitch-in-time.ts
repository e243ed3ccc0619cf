/** A page with something to wait for: it begins soon, goes on in its order, and ends with what was late. */
import type { Stored, StoredSlot } from "../cache/stored.ts";
import type { Ms } from "../time.ts";
import { type Filling, within } from "./filling.ts";
import { join } from "./join.ts";
import { cutAtBodyEnd, lateMarkup, type Write, writing } from "./late.ts";
import type { Outcome, Settled } from "./piece.ts";
import { settleInTime, settleNow, slotBytes } from "./settle-slot.ts";
import type { StartedFragments } from "./start-fragments.ts";
import { type Filled, fillNow, outcomesOf, type Stitched, whole } from "./stitched.ts";

/** After its shell was found, how long a page's first bytes wait for what is not at hand: look-ups in the tiers come within it, slow answers do not. */
const FIRST_BYTES_WAIT: Ms = 25;
const EMPTY = new Uint8Array();

/** Never rejects. */
export async function stitchInTime(stored: Stored, started: StartedFragments, lateScript: string): Promise<Stitched> {
  await settleSoon(stored.slots, started);
  const filled = fillNow(stored.slots, started);
  if (filled) return whole(stored, filled);
  const places = stored.slots.map((slot) => placeOf(slot, started));
  await firstBytesDue(places, started);
  const outcomes = outcomesOf(places);
  if (places.every(isFilled) && lateOnes(outcomes, started).length === 0) return whole(stored, places);
  const ended = Promise.withResolvers<ReadonlyMap<string, Outcome>>();
  const body = writing((write) => writeInOrder({ stored, places, started, lateScript, ended: ended.resolve }, write));
  return { body, etag: undefined, outcomes, ended: ended.promise };
}

/** A slot that is filled by its deadline, with whatever there is then. */
interface Place {
  readonly slot: StoredSlot;
  readonly done: Promise<void>;
  piece: Settled | undefined;
}

function placeOf(slot: StoredSlot, started: StartedFragments): Place {
  const place = { slot, piece: settleNow(slot, started), done: Promise.resolve() };
  if (place.piece === undefined) {
    place.done = settleOvertaken(slot, started)
      .then(() => settleInTime(slot, started))
      .then((piece) => {
        place.piece = piece;
      });
  }
  return place;
}

/** A shell that took longer to find than a fragment's budget is, as on a cold view, leaves it the moment that first bytes may wait. */
async function settleOvertaken({ fragment }: StoredSlot, { fillings, wanted: { clock } }: StartedFragments): Promise<void> {
  const filling = fillings.get(fragment);
  if (filling !== undefined && filling.deadline < clock.now()) await within(filling.done, FIRST_BYTES_WAIT, clock);
}

const isFilled = (place: Place): place is Place & Filled => place.piece !== undefined;

/** Resolves when every slot is filled; at the latest when the first bytes have to leave and the headers may. */
async function firstBytesDue(places: readonly Place[], { renewed, wanted: { clock } }: StartedFragments): Promise<void> {
  const all = Promise.all(places.map(({ done }) => done));
  const due = Promise.all([clock.sleep(FIRST_BYTES_WAIT), renewed]);
  await Promise.race([all, due]);
  // What waits for the renewed token is there a few turns after it.
  await turnsUntil(() => places.every(isFilled));
}

interface Writing {
  readonly stored: Stored;
  readonly places: readonly Place[];
  readonly started: StartedFragments;
  readonly lateScript: string;
  readonly ended: (outcomes: ReadonlyMap<string, Outcome>) => void;
}

/** Writes the document in its order, a run of what is there at a time; then, before its end, what was late. */
async function writeInOrder({ stored, places, started, lateScript, ended }: Writing, write: Write): Promise<void> {
  let run = [stored.segments[0] ?? EMPTY];
  for (const [i, place] of places.entries()) {
    if (!isFilled(place)) {
      write(join(run, []));
      run = [];
      await place.done;
    }
    if (isFilled(place)) run.push(slotBytes(place.piece, place.slot));
    run.push(stored.segments[i + 1] ?? EMPTY);
  }
  const outcomes = outcomesOf(places);
  ended(outcomes);
  const [head, tail] = cutAtBodyEnd(join(run, []));
  write(head);
  const late = lateOnes(outcomes, started);
  await Promise.all(late.map(async (filling) => write(await lateFragment(filling, places, started, lateScript))));
  write(tail);
}

/** Turns of the microtask queue that an answer from memory may take: more than it does, and still next to nothing. */
const TURNS = 64;

/** Lets answers that wait for no I/O arrive, so that no timer is set for them. */
async function settleSoon(slots: readonly StoredSlot[], { fillings }: StartedFragments): Promise<void> {
  const isPending = ({ fragment }: StoredSlot) => fillings.get(fragment)?.settled() === undefined && fillings.has(fragment);
  await turnsUntil(() => !slots.some(isPending));
}

async function turnsUntil(isReached: () => boolean): Promise<void> {
  for (let turn = 0; turn < TURNS && !isReached(); turn++) await undefined;
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

/** What is written of a late fragment; undefined when it does not come before the document has to end, or is what stands there already. */
async function lateFragment(
  { name, done }: Filling,
  places: readonly Place[],
  { endsAt, wanted: { clock } }: StartedFragments,
  script: string,
): Promise<Uint8Array | undefined> {
  const piece = await within(done, endsAt - clock.now(), clock);
  if (piece?.kind !== "filled") return undefined;
  const stands = places.some((place) => place.slot.fragment === name && place.piece?.kind === "filled" && place.piece.tag === piece.tag);
  return stands ? undefined : lateMarkup({ name, piece }, script);
}
