/** What to do with what the tiers hold, decided before anything is done. Pure. */
import { laterAsOf } from "../bulletin/as-of.ts";
import type { Judgement, RefillNeed } from "../cache/judge.ts";
import { PASS, type Stored } from "../cache/stored.ts";
import type { StaleReason } from "./find-wanted.ts";

/** A stored response and what was made of it. */
export interface Held {
  readonly stored: Stored;
  readonly judgement: Judgement;
}

type Usable = Extract<Judgement, { kind: "fresh" | "reuse" }>;

export type ServePlan =
  | { readonly kind: "serve"; readonly stored: Stored; readonly how: "fresh" | "reuse" }
  | { readonly kind: "serve-and-refresh"; readonly stored: Stored; readonly because: StaleReason; readonly need: RefillNeed }
  /** `rescue` is served when the fill fails; `pass` asks for this one request alone. */
  | { readonly kind: "fill"; readonly rescue: Stored | undefined; readonly need: RefillNeed; readonly pass: boolean };

/** Chooses between serving and filling. Nobody waits for an origin in trouble who holds something that may stand in for it. */
export function planServe(held: Held | undefined, inTrouble = false): ServePlan {
  if (held === undefined) return { kind: "fill", rescue: undefined, need: {}, pass: false };
  const { stored, judgement } = held;
  if (stored.status === PASS) return { kind: "fill", rescue: undefined, need: needOf(judgement), pass: isUsable(judgement) };
  switch (judgement.kind) {
    case "fresh":
    case "reuse":
      return { kind: "serve", stored, how: judgement.kind };
    case "stale":
      if (judgement.use === "if-error" && !inTrouble) return { kind: "fill", rescue: stored, need: judgement.need, pass: false };
      return { kind: "serve-and-refresh", stored, because: staleReason(judgement), need: judgement.need };
    case "dead":
      // What only its age killed may stand in for an origin that fails.
      return { kind: "fill", rescue: judgement.because === "expired" ? stored : undefined, need: judgement.need, pass: false };
  }
}

/** The plan of the shield for one who asks: a refresh is answered with what is better than what he has, and every fill meets his need. */
export function planFor(asked: { readonly need: RefillNeed; readonly background: boolean } | undefined, plan: ServePlan): ServePlan {
  if (asked === undefined || plan.kind === "serve" || (plan.kind === "serve-and-refresh" && !asked.background)) return plan;
  const need = bothNeeds(plan.need, asked.need);
  return plan.kind === "fill" ? { ...plan, need } : { kind: "fill", rescue: plan.stored, need, pass: false };
}

/** What to do with the answer of a fill or of a flight that was joined: it is judged like anything stored. */
export type LandedPlan =
  | Exclude<ServePlan, { kind: "fill" }>
  /** Fill once more; `rescue` as above. */
  | { readonly kind: "again"; readonly rescue: Stored | undefined; readonly need: RefillNeed }
  /** The last fill brought nothing better either: in grace, or not at all. */
  | { readonly kind: "give-up"; readonly rescue: Stored | undefined };

export function planLanded(held: Held, isLastTry: boolean): LandedPlan {
  const plan = planServe(held);
  if (plan.kind !== "fill") return plan;
  return isLastTry ? { kind: "give-up", rescue: plan.rescue } : { kind: "again", rescue: plan.rescue, need: plan.need };
}

export function isUsable(judgement: Judgement): judgement is Usable {
  return judgement.kind === "fresh" || judgement.kind === "reuse";
}

/** Memory's is kept in hand unless the PoP's may be used more freely. */
export function betterOf(memory: Held | undefined, pop: Held | undefined): Held | undefined {
  if (memory === undefined || pop === undefined) return memory ?? pop;
  return rank(pop.judgement) > rank(memory.judgement) ? pop : memory;
}

function rank(judgement: Judgement): number {
  if (judgement.kind === "stale") return judgement.use === "while-refreshing" ? 2 : 1;
  return { fresh: 4, reuse: 3, dead: 0 }[judgement.kind];
}

function bothNeeds(own: RefillNeed, asked: RefillNeed): RefillNeed {
  const [a, b] = [own.minAsOf, asked.minAsOf];
  const minAsOf = a && b ? laterAsOf(a, b) : (a ?? b);
  return { ...own, ...asked, ...(minAsOf && { minAsOf }) };
}

function needOf(judgement: Judgement): RefillNeed {
  return "need" in judgement ? judgement.need : {};
}

function staleReason(judgement: Judgement & { kind: "stale" }): StaleReason {
  if (judgement.use === "if-error") return "sie";
  return judgement.because === "unconfirmed" ? "purge-unconfirmed" : "swr";
}
