import type { AskFor, VisitorQuestion } from "#contract/questions";
import type { VisitorFacts } from "#contract/visitor-facts";
import type { AnswerLifetime, AnyFragment, Fact, SubjectParts, VisitorFragment } from "../../fragments/define-fragment.ts";
import { present } from "../../fragments/present.ts";
import type { SharedAsk } from "./wanted.ts";

// biome-ignore lint/suspicious/noExplicitAny: any visitor fragment; each one is checked where it is defined.
type AnyVisitorFragment = VisitorFragment<string, any, any, any>;
type AnyShows = NonNullable<AnyVisitorFragment["shows"]>;

/** Where a fragment's data comes from in this page view, decided before anything is asked. */
export type FragmentPlan =
  | { readonly kind: "data"; readonly data: unknown }
  | { readonly kind: "bulletin" }
  | { readonly kind: "tier"; readonly ask: SharedAsk; readonly lifetime: AnswerLifetime }
  | { readonly kind: "shows"; readonly asks: readonly AskFor<"card">[]; readonly shows: AnyShows }
  | { readonly kind: "batch"; readonly ask: AskFor<VisitorQuestion>; readonly meanwhile: () => unknown }
  | { readonly kind: "nothing"; readonly because: "no-subject" | "error" };

/** Decides for one fragment. Pure; what a fragment throws becomes its fallback. */
export function planFragment(fragment: AnyFragment, facts: VisitorFacts, parts: SubjectParts): FragmentPlan {
  try {
    if (fragment.scope === "visitor") return planVisitor(fragment, factsFor(fragment.needs, facts), parts);
    if (fragment.scope === "public" && fragment.source === "bulletin") return { kind: "bulletin" };
    const ask = present(fragment.scope === "segment" ? fragment.about(facts.segment, parts) : fragment.about(parts));
    return ask ? { kind: "tier", ask, lifetime: fragment.lifetime } : { kind: "nothing", because: "no-subject" };
  } catch {
    return { kind: "nothing", because: "error" };
  }
}

function planVisitor(fragment: AnyVisitorFragment, facts: Partial<VisitorFacts>, parts: SubjectParts): FragmentPlan {
  const data: unknown = present(fragment.fromToken?.(facts, parts));
  if (data !== undefined) return { kind: "data", data };
  const ask = present(fragment.ask?.(facts));
  if (ask !== undefined) return { kind: "batch", ask, meanwhile: () => present(fragment.meanwhile?.(facts)) };
  const { shows } = fragment;
  const asks = [...(present(shows?.which(facts, parts)) ?? [])];
  return shows && asks.length > 0 ? { kind: "shows", asks, shows } : { kind: "nothing", because: "no-subject" };
}

/** Only the facts that a fragment lists. What the types promise holds for fragments that got round them too. */
export function factsFor(needs: readonly Fact[], facts: VisitorFacts): Partial<VisitorFacts> {
  const known: Partial<Record<Fact, unknown>> = {};
  for (const fact of needs) known[fact] = facts[fact];
  return known as Partial<VisitorFacts>;
}
