import type { Card } from "#contract/pages";
import type { VisitorFacts } from "#contract/visitor-facts";
import { CardRow } from "./card-row.tsx";
import { defineFragment, type Shows, type SubjectParts } from "./define-fragment.ts";

const SHOWN = 6;

/** The cards of what this browser looked at last. */
const recentCards: Shows<"recent", { cards: Card[] }> = {
  lifetime: "recommendation",
  which: (facts, parts) => others(facts, parts).map((handle) => ({ question: "card", handle })),
  data: (shown) => ({ cards: shown.filter((card) => card !== null) }),
};

/** What the visitor looked at last: which products is theirs alone, the cards are everybody's. */
export const recentlyViewed = defineFragment({
  name: "recently-viewed",
  scope: "visitor",
  needs: ["recent"],
  fromToken: (facts, parts) => (others(facts, parts).length === 0 ? { cards: [] } : undefined),
  shows: recentCards,
  budgetMs: 200,
  reserve: "recent",
  render: ({ cards }, surroundings) => <CardRow title={surroundings.t("recent.title")} cards={cards} surroundings={surroundings} />,
  // Something, if nothing to see: an empty slot gives up the space it keeps.
  fallback: () => <div />,
});

/** All but the product whose page this is. */
function others({ recent }: Pick<VisitorFacts, "recent">, { path }: SubjectParts): readonly string[] {
  return recent.filter((handle) => handle !== path.handle).slice(0, SHOWN);
}
