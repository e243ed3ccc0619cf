import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { atHand, type Filling, promised } from "../stitch/filling.ts";
import { fallback } from "../stitch/piece.ts";
import type { StartedFragments } from "../stitch/start-fragments.ts";
import type { Ms } from "../time.ts";
import type { Switch } from "./switches.ts";

const DELAYS: Readonly<Record<Exclude<Switch, "fail">, Ms>> = { late: 700, "too-late": 5_000 };

/**
 * Holds up or fails fragments of one view. Their answers come and are kept as ever: only what this view does with them is
 * another. What is read from memory when its slot is filled cannot be slow.
 */
export function switchFragments(started: StartedFragments, switches: ReadonlyMap<string, Switch>): StartedFragments {
  const fillings = new Map(started.fillings);
  for (const fragment of started.wanted.fragments) {
    const how = switches.get(fragment.name);
    const filling = fillings.get(fragment.name);
    if (how === "fail")
      fillings.set(
        fragment.name,
        atHand(fragment.name, () => fallback("failed-on-purpose")),
      );
    else if (how && filling) fillings.set(fragment.name, slowed(filling, DELAYS[how], fragment, started));
  }
  return { ...started, fillings };
}

function slowed(filling: Filling, ms: Ms, { name, budgetMs }: AnyFragment, { wanted, endsAt }: StartedFragments): Filling {
  const deadline = Math.min(wanted.budget.startedAt + budgetMs, endsAt);
  const slow = wanted.clock.sleep(ms).then(() => filling.done);
  return promised(name, deadline, slow);
}

/** How long after the view began each fragment was there; those that have not come yet are missing. */
export function watchTimes({ fillings, wanted: { clock, budget } }: StartedFragments): ReadonlyMap<string, Ms> {
  const times = new Map<string, Ms>();
  for (const [name, { done }] of fillings) done.then(() => times.set(name, clock.now() - budget.startedAt));
  return times;
}
