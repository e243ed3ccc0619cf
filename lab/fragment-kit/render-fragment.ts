import type { Market } from "#contract/market";
import type { StockLevel } from "#contract/stock";
import type { VisitorFacts } from "#contract/visitor-facts";
import type { AnyFragment, SubjectParts } from "../../fragments/define-fragment.ts";
import { surroundingsOf } from "../../worker/messages.ts";
import { factsFor, planFragment } from "../../worker/stitch/plan-fragment.ts";
import { explained } from "../../worker/workbench/explained.ts";
import { FragmentMistake } from "../../worker/workbench/fragment-mistake.ts";
import { factsOf } from "./visitor.ts";

/** What a fragment is rendered from. Of `data`, `facts`, `stock` and `fallback` one is enough. */
export interface Given<F extends AnyFragment> {
  /** `en-gb` when left out. */
  readonly market?: Market;
  /** The answer itself: what `render` takes. */
  readonly data?: Parameters<F["render"]>[0];
  /** What the visitor's token says, for `fromToken`. */
  readonly facts?: Partial<VisitorFacts>;
  /** What the bulletin says, for `read`. */
  readonly stock?: readonly StockLevel[];
  /** What the slot says it is about. */
  readonly props?: Parameters<F["render"]>[2];
  /** The handle and other parts of the page's path. */
  readonly path?: SubjectParts["path"];
  /** True renders what stands in the slot when nothing comes. */
  readonly fallback?: true;
}

/** The fragment's HTML. Throws, with the fix, where a shop that is open would fall back in silence. */
export function renderFragment<F extends AnyFragment>(fragment: F, given: Given<F> = {}): string {
  const checked: AnyFragment = explained<AnyFragment>(fragment);
  const around = surroundingsOf(given.market ?? "en-gb");
  if (given.fallback) return String(checked.fallback(around, given.props));
  return String(checked.render("data" in given ? given.data : dataFrom(checked, given), around, given.props));
}

function dataFrom(fragment: AnyFragment, given: Given<AnyFragment>): unknown {
  if (given.stock && fragment.scope === "public" && fragment.source === "bulletin") return readStock(fragment, given);
  if (given.facts && fragment.scope === "visitor") return fromFacts(fragment, given);
  const wanted =
    fragment.scope === "visitor" ? "`facts` or `data`" : "source" in fragment && fragment.source === "bulletin" ? "`stock`" : "`data`";
  throw new FragmentMistake(`nothing to render "${fragment.name}" from: pass ${wanted}, or \`fallback: true\``);
}

function readStock(fragment: Extract<AnyFragment, { source: "bulletin" }>, { stock = [], props }: Given<AnyFragment>): unknown {
  const data: unknown = fragment.read((sku) => stock.find((level) => level.sku === sku), props);
  if (data !== undefined) return data;
  throw new FragmentMistake(
    `"${fragment.name}" reads nothing from this stock, so its fallback is shown: pass \`fallback: true\` to see it`,
  );
}

function fromFacts(fragment: Extract<AnyFragment, { scope: "visitor" }>, given: Given<AnyFragment>): unknown {
  const facts = factsOf(given.facts);
  const parts = { market: given.market ?? "en-gb", route: "product", path: given.path ?? {} } as const;
  const data: unknown = fragment.fromToken?.(factsFor(fragment.needs, facts), parts);
  if (data !== undefined) return data;
  const plan = planFragment(fragment, facts, parts);
  const then =
    plan.kind === "batch" ? `asks the origin "${plan.ask.question}"` : plan.kind === "shows" ? "shows public cards" : "shows its fallback";
  throw new FragmentMistake(`"${fragment.name}" ${then} with these facts: pass the answer as \`data\`, or use stitchPage`);
}
