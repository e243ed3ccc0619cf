import { CardRow } from "./card-row.tsx";
import { defineFragment } from "./define-fragment.ts";

const SHOWN = 4;

/** What goes with a product: the same for everybody, kept in the tiers under the product's handle. */
export const recommendations = defineFragment({
  name: "recommendations",
  scope: "public",
  source: "tier",
  lifetime: "recommendation",
  about: ({ path }) => (path.handle === undefined ? undefined : { question: "recommendations", handle: path.handle }),
  budgetMs: 120,
  reserve: "recommendations",
  render: ({ cards }, surroundings) => (
    <CardRow title={surroundings.t("recommendations.title")} cards={cards.slice(0, SHOWN)} surroundings={surroundings} single />
  ),
  // Something, if nothing to see: an empty slot gives up the space it keeps.
  fallback: () => <div />,
});
