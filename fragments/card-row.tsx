import type { Card } from "#contract/pages";
import type { Surroundings } from "./define-fragment.ts";
import { ProductCard } from "./product-card.tsx";

interface CardRowProps {
  readonly title: string;
  readonly cards: readonly Card[];
  readonly surroundings: Surroundings;
  /** True when the row may drop cards rather than wrap. */
  readonly single?: boolean;
}

/** A titled row of cards; nothing at all without cards. */
export function CardRow({ title, cards, surroundings, single = false }: CardRowProps) {
  if (cards.length === 0) return null;
  return (
    <section class="row">
      <div class="row-head">
        <h2 class="type-section">{title}</h2>
      </div>
      <ul class={single ? "grid one-row" : "grid"}>
        {cards.map((card) => (
          <li>
            <ProductCard card={card} surroundings={surroundings} />
          </li>
        ))}
      </ul>
    </section>
  );
}
