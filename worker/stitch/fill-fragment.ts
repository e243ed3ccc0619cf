/** How each kind of plan becomes a piece of the page. None of these rejects for a reason outside this program. */

import * as v from "valibot";
import { ANSWERS, type AnswerOf } from "#contract/questions";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { present } from "../../fragments/present.ts";
import type { Stored } from "../cache/stored.ts";
import type { StaleReason } from "../shell/find-wanted.ts";
import type { Adopted } from "../visitor/adopt-token.ts";
import { atHand, type Filling } from "./filling.ts";
import { findHeld, findShared, type PageView, sharedAnswer } from "./find-shared.ts";
import { fallback, type Outcome, type Rendered, renderMarkup, type Settled } from "./piece.ts";
import { type FragmentPlan, planFragment } from "./plan-fragment.ts";
import { isPlain, namesNobody, renderOnce } from "./render-once.ts";
import { readAnswer } from "./shared-answer.ts";

type PlanOf<K extends FragmentPlan["kind"]> = Extract<FragmentPlan, { kind: K }>;
/** The visitor that a renewed token tells of, if one comes in time. */
export type Renewed = Promise<Adopted | undefined>;

/** A visitor fragment from what the token says. Data that names nobody is rendered once, and so is what all guests see. */
export function fillFromToken(view: PageView, fragment: AnyFragment, data: unknown): Settled {
  const isGuest = view.wanted.visitor.claims === undefined && fragment.scope === "visitor" && !fragment.needs.includes("recent");
  if (!(isGuest ? isPlain(data) : namesNobody(data))) return fillFromData(view, fragment, data, "token");
  const rendered = renderOnce(view.wanted.surroundings, fragment, data, () => render(view, fragment, data));
  return { kind: "filled", ...rendered, outcome: { source: "token" } };
}

/** A visitor fragment from data at hand. */
function fillFromData(view: PageView, fragment: AnyFragment, data: unknown, source: Outcome["source"]): Settled {
  return { kind: "filled", ...render(view, fragment, data), outcome: { source } };
}

/** What the visitor's facts tell or name, once the renewed token is here: a page shows what the cookies it sets say. */
export async function fillFromRenewed(
  view: PageView,
  fragment: AnyFragment,
  before: PlanOf<"data" | "shows">,
  renewed: Renewed,
): Promise<Settled> {
  const adopted = await renewed;
  const after = adopted && planFragment(fragment, adopted.visitor.facts, view.wanted.parts);
  const plan = after?.kind === "data" || after?.kind === "shows" ? after : before;
  return plan.kind === "data" ? fillFromToken(view, fragment, plan.data) : fillFromShown(view, fragment, plan);
}

/** A visitor fragment from the batch. Its answer goes into this page and nowhere else. */
export async function fillFromBatch(view: PageView, fragment: AnyFragment, plan: PlanOf<"batch">, renewed?: Renewed): Promise<Settled> {
  const { ask } = plan;
  const answer = await view.batch.ask(ask);
  if (!answer.ok) return fillMeanwhile(view, fragment, plan, answer.because, renewed);
  const decoded = v.safeParse(ANSWERS[ask.question], answer.data);
  return decoded.success ? fillFromData(view, fragment, decoded.output, "batch") : fillMeanwhile(view, fragment, plan, "foreign", renewed);
}

/** The stand-in for an answer that does not come, or not in time: what the facts say of it, renewed ones if they are. */
export async function fillMeanwhile(
  view: PageView,
  fragment: AnyFragment,
  before: PlanOf<"batch">,
  because: string,
  renewed: Renewed | undefined,
): Promise<Settled> {
  const adopted = await renewed;
  const plan = adopted ? planFragment(fragment, adopted.visitor.facts, view.wanted.parts) : before;
  const data = plan.kind === "data" ? plan.data : plan.kind === "batch" ? plan.meanwhile() : undefined;
  if (data === undefined) return fallback(because);
  const piece = fillFromToken(view, fragment, data);
  return piece.kind === "filled" ? { ...piece, outcome: { source: "token", because } } : piece;
}

/** A visitor fragment that shows public data its facts name. What cannot be found is left out. */
export async function fillFromShown(view: PageView, fragment: AnyFragment, { asks, shows }: PlanOf<"shows">): Promise<Settled> {
  const answers = await Promise.all(asks.map((ask) => findShared(view, ask, shows.lifetime).catch(() => undefined)));
  const source = answers.some((answer) => answer?.asked) ? "batch" : "tier";
  const found = answers.map((answer) => (answer?.found.kind === "found" ? answer.found.stored : undefined));
  return fillFromCards(view, fragment, shows, found, source);
}

function fillFromCards(
  view: PageView,
  fragment: AnyFragment,
  shows: PlanOf<"shows">["shows"],
  found: readonly (Stored | undefined)[],
  source: "tier" | "batch",
): Settled {
  if (found.every((stored) => stored === undefined)) return fallback("unavailable");
  const cards = found.map((stored) => (stored && (readAnswer("card", stored)?.data as AnswerOf<"card"> | undefined)) ?? null);
  const data: unknown = present(shows.data(cards));
  return data === undefined ? fallback("no-subject") : fillFromData(view, fragment, data, source);
}

/** The same for one whose cards memory holds, all of them: at hand without a promise. */
export function fillFromHeldCards(view: PageView, fragment: AnyFragment, { asks, shows }: PlanOf<"shows">): Filling | undefined {
  const held: Stored[] = [];
  for (const ask of asks) {
    const found = findHeld(view, ask, shows.lifetime);
    if (found === undefined) return undefined;
    held.push(found.stored);
  }
  return atHand(fragment.name, () => fillFromCards(view, fragment, shows, held, "tier"));
}

/** A public or segment fragment whose answer memory holds: at hand without a promise. */
export function fillFromHeld(view: PageView, fragment: AnyFragment, { ask, lifetime }: PlanOf<"tier">): Filling | undefined {
  const found = findHeld(view, ask, lifetime);
  return found && atHand(fragment.name, () => fillFromStored(view, fragment, ask.question, found, "tier"));
}

/** A public or segment fragment from its answer in the tiers. */
export async function fillFromTier(view: PageView, fragment: AnyFragment, { ask, lifetime }: PlanOf<"tier">): Promise<Settled> {
  const { found, asked } = await findShared(view, ask, lifetime);
  if (found.kind === "unavailable") return fallback("unavailable");
  // What is shown in grace was held before, whatever was asked in vain.
  const source = asked && found.because === undefined ? "batch" : "tier";
  return fillFromStored(view, fragment, ask.question, found, source);
}

/** The stand-in for one that is late: an answer that is stored and still allowed to be shown. */
export async function fillFromLastGood(
  view: PageView,
  fragment: AnyFragment,
  { ask, lifetime }: PlanOf<"tier">,
): Promise<Settled | undefined> {
  const stored = await view.wanted.findLastGood?.(sharedAnswer(view.wanted, ask, lifetime));
  return stored && fillFromStored(view, fragment, ask.question, { stored, because: "late" }, "tier");
}

const rendered = new WeakMap<Stored, Map<AnyFragment, Rendered>>();

function fillFromStored(
  view: PageView,
  fragment: AnyFragment,
  question: PlanOf<"tier">["ask"]["question"],
  { stored, because }: { readonly stored: Stored; readonly because?: StaleReason | "late" | undefined },
  source: "tier" | "batch",
): Settled {
  const answer = readAnswer(question, stored);
  if (!answer) return fallback("foreign");
  const ageSeconds = Math.max(0, Math.floor((view.wanted.clock.now() - stored.stamps.storedAt) / 1000));
  const outcome = because ? { source, because, ageSeconds } : { source, ageSeconds };
  return { kind: "filled", ...renderStored(view, fragment, stored, answer.data), outcome };
}

/** The markup of a stored answer, rendered once: its key fixes the market, and nothing of the visitor is in it. */
function renderStored(view: PageView, fragment: AnyFragment, stored: Stored, data: unknown): Rendered {
  const made = rendered.get(stored) ?? new Map<AnyFragment, Rendered>();
  if (made.size === 0) rendered.set(stored, made);
  const known = made.get(fragment) ?? render(view, fragment, data);
  made.set(fragment, known);
  return known;
}

function render(view: PageView, fragment: AnyFragment, data: unknown): Rendered {
  return renderMarkup(fragment.render(data, view.wanted.surroundings, undefined));
}
