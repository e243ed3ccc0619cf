/** A fragment on its way: at hand already, or promised. Filling a slot never rejects. */
import { type Clock, type EpochMs, type Ms, unlessLate } from "../time.ts";
import { fallback, type Settled } from "./piece.ts";

export interface Filling {
  readonly name: string;
  /** Until when a page waits for it. */
  readonly deadline: EpochMs;
  /** What it came to, once it has. */
  settled(): Settled | undefined;
  readonly done: Promise<Settled>;
  /** What may stand in for it meanwhile: a stored answer that is still allowed to be shown, or what the visitor's facts say. */
  readonly standIn?: (() => Promise<Settled | undefined>) | undefined;
}

/** How long a page waits for the stand-in after the deadline has passed. */
const STAND_IN_MS: Ms = 20;

/** A filling that needs no waiting; `make` runs when its slot is filled. */
export function atHand(name: string, make: () => Settled): Filling {
  return new AtHand(name, make);
}

/** A class, because nearly every fragment of every page view is one of these: its instances share what a literal would make anew. */
class AtHand implements Filling {
  readonly name: string;
  readonly deadline = 0;
  readonly #make: () => Settled;
  #made: Settled | undefined;

  constructor(name: string, make: () => Settled) {
    this.name = name;
    this.#make = make;
  }

  settled(): Settled {
    this.#made ??= guarded(this.#make);
    return this.#made;
  }

  get done(): Promise<Settled> {
    return Promise.resolve(this.settled());
  }
}

/** A filling that settles with `work`; a rejection becomes the fallback. */
export function promised(name: string, deadline: EpochMs, work: Promise<Settled>, standIn?: () => Promise<Settled | undefined>): Filling {
  let settled: Settled | undefined;
  const done = work.then(
    (piece) => (settled = piece),
    () => (settled = fallback("error")),
  );
  return { name, deadline, settled: () => settled, done, standIn };
}

/** What stands in the slot when the page is written: the fragment if it comes by its deadline, else its last good answer, else the fallback. */
export async function inTime(filling: Filling, clock: Clock, until = filling.deadline): Promise<Settled> {
  const piece = filling.settled() ?? (await within(filling.done, until - clock.now(), clock));
  if (piece) return piece;
  return (await standInFor(filling, clock)) ?? fallback("late");
}

async function standInFor({ standIn }: Filling, clock: Clock): Promise<Settled | undefined> {
  return (
    standIn &&
    within(
      standIn().catch(() => undefined),
      STAND_IN_MS,
      clock,
    )
  );
}

/** The value of `work`, or undefined when it takes longer than `ms`. */
export function within<P extends Promise<unknown>>(work: P, ms: Ms, clock: Clock): Promise<Awaited<P> | undefined> {
  return ms <= 0 ? Promise.race([work, undefined]) : unlessLate(work, ms, clock, () => undefined);
}

function guarded(make: () => Settled): Settled {
  try {
    return make();
  } catch {
    return fallback("error");
  }
}
