/** Starts a page view's fragments before its shell is found: what the token knows is at hand, the rest is under way. */
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { Adopted } from "../visitor/adopt-token.ts";
import {
  fillFromBatch,
  fillFromHeld,
  fillFromHeldCards,
  fillFromLastGood,
  fillFromRenewed,
  fillFromShown,
  fillFromTier,
  fillFromToken,
  fillMeanwhile,
  type Renewed,
} from "./fill-fragment.ts";
import { atHand, type Filling, promised, within } from "./filling.ts";
import type { PageView } from "./find-shared.ts";
import { PageBatch } from "./page-batch.ts";
import { fallback, type Settled } from "./piece.ts";
import { type FragmentPlan, planFragment } from "./plan-fragment.ts";
import type { FragmentsWanted } from "./wanted.ts";

/** A page view's fragments on their way. */
export interface StartedFragments {
  readonly wanted: FragmentsWanted;
  /** By name; fragments read from the bulletin are not among them: they are filled when their slot is. */
  readonly fillings: ReadonlyMap<string, Filling>;
  /** The renewed token, if one was due and came in time for the headers. Never rejects, and waits 80 ms at most. */
  readonly renewed: Promise<Adopted | undefined>;
  /** When the document has to end. */
  readonly endsAt: EpochMs;
}

/** How long a page holds its headers for a renewed token. */
const HOLD_HEADERS_MS: Ms = 80;
const NOTHING_RENEWED: Renewed = Promise.resolve(undefined);

/** Starts every fragment the route declares. Costs no origin call when the token and the tiers answer. */
export function startFragments(wanted: FragmentsWanted): StartedFragments {
  const { visitor, budget } = wanted;
  const endsAt = budget.startedAt + budget.pageMs;
  const view = new OpenView(wanted, endsAt);
  const renewed = visitor.refreshDue ? renew(view) : undefined;
  const fillings = new Map<string, Filling>();
  for (const fragment of wanted.fragments) {
    const plan = planFragment(fragment, visitor.facts, wanted.parts);
    const deadline = Math.min(budget.startedAt + fragment.budgetMs, endsAt);
    if (plan.kind !== "bulletin") fillings.set(fragment.name, startAlone(view, fragment, plan, deadline, renewed));
  }
  view.seal();
  return { wanted, fillings, renewed: renewed ?? NOTHING_RENEWED, endsAt };
}

/** The batch is made when somebody asks for it: on most views nobody does. */
class OpenView implements PageView {
  readonly wanted: FragmentsWanted;
  readonly #endsAt: EpochMs;
  #batch: PageBatch | undefined;

  constructor(wanted: FragmentsWanted, endsAt: EpochMs) {
    this.wanted = wanted;
    this.#endsAt = endsAt;
  }

  get batch(): PageBatch {
    this.#batch ??= this.#openBatch();
    return this.#batch;
  }

  #openBatch(): PageBatch {
    const { port, visitor, clock, background, surroundings } = this.wanted;
    return new PageBatch({ port, market: surroundings.market.name, visitor, endsAt: this.#endsAt, clock, background });
  }

  /** All has been planned. */
  seal(): void {
    this.#batch?.seal();
  }
}

async function renew({ wanted, batch }: PageView): Renewed {
  try {
    const frame = await within(batch.renewToken(), HOLD_HEADERS_MS, wanted.clock);
    return frame && (await wanted.adopt(frame));
  } catch {
    return undefined;
  }
}

type StartedPlan = Exclude<FragmentPlan, { kind: "bulletin" }>;

/** What a fragment says that cannot be looked up is its own failure, and no other's. */
function startAlone(...of: Parameters<typeof start>): Filling {
  try {
    return start(...of);
  } catch {
    const [, { name }] = of;
    return atHand(name, () => fallback("error"));
  }
}

function start(view: PageView, fragment: AnyFragment, plan: StartedPlan, deadline: EpochMs, renewed: Renewed | undefined): Filling {
  const { name } = fragment;
  const coming = (work: Promise<Settled>, standIn?: () => Promise<Settled | undefined>) =>
    promised(name, deadline, timed(view, name, work), standIn);
  switch (plan.kind) {
    case "data": {
      const fill = () => fillFromToken(view, fragment, plan.data);
      if (!renewed) return atHand(name, fill);
      return coming(fillFromRenewed(view, fragment, plan, renewed), async () => fill());
    }
    case "batch":
      return coming(fillFromBatch(view, fragment, plan, renewed), () => fillMeanwhile(view, fragment, plan, "late", renewed));
    case "shows":
      if (renewed) return coming(fillFromRenewed(view, fragment, plan, renewed));
      return fillFromHeldCards(view, fragment, plan) ?? coming(fillFromShown(view, fragment, plan));
    case "tier":
      return fillFromHeld(view, fragment, plan) ?? coming(fillFromTier(view, fragment, plan), () => fillFromLastGood(view, fragment, plan));
    case "nothing":
      return atHand(name, () => fallback(plan.because));
  }
}

/** Notes, and tells, how long the page view was under way when the fragment came, however late. */
async function timed({ wanted: { waited, clock, budget } }: PageView, name: string, work: Promise<Settled>): Promise<Settled> {
  const tookMs = () => clock.now() - budget.startedAt;
  try {
    const piece = await work;
    const waitedMs = tookMs();
    return piece.kind === "filled" && waitedMs > 0 ? { ...piece, outcome: { ...piece.outcome, waitedMs } } : piece;
  } finally {
    waited?.(name, tookMs());
  }
}
