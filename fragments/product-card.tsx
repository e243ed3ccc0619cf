import type { Card, Swatch } from "#contract/pages";
import type { Markup, Surroundings } from "./define-fragment.ts";
import { unbroken } from "./unbroken.ts";

const SWATCHES_SHOWN = 4;

export interface ProductCardProps {
  readonly card: Card;
  readonly surroundings: Surroundings;
  /** 3 under a row's `h2`, 2 straight under the page's `h1`. */
  readonly level?: 2 | 3;
  /** True for the few cards at the top of a page: their pictures load at once. */
  readonly eager?: boolean;
}

/** One product as a card: the whole of it is one link. Stands in a list item of a `.grid`. */
export function ProductCard({ card, surroundings, level = 3, eager = false }: ProductCardProps) {
  const { market, t } = surroundings;
  const Heading = level === 2 ? "h2" : "h3";
  const isOut = card.availability === "out";
  return (
    <article class={isOut ? "card is-out" : "card"}>
      <div class={`tile ${card.ground} ${card.picture.kind}`}>
        <img src={card.picture.src} alt="" width="800" height="1000" loading={eager ? "eager" : "lazy"} decoding="async" />
        <CardTag card={card} surroundings={surroundings} />
      </div>
      <Heading class="card-name">
        <a href={market.path(`/products/${card.handle}`)}>{card.title}</a>
      </Heading>
      <p class="card-detail">{unbroken(card.detail)}</p>
      <div class="card-price">
        <CardPrice card={card} surroundings={surroundings} />
        {card.availability === "low" ? <span class="card-note hot">{t("card.low")}</span> : <Swatches swatches={card.swatches} t={t} />}
      </div>
    </article>
  );
}

function CardTag({ card, surroundings: { t } }: ProductCardProps) {
  if (card.availability === "out") return <p class="tag">{t("card.soldOut")}</p>;
  return card.isNew ? <p class="tag">{t("card.new")}</p> : null;
}

function CardPrice({ card, surroundings: { market, t } }: ProductCardProps) {
  const price = <bdi>{market.money(card.price)}</bdi>;
  if (card.was === null) return <p>{card.priceIsFrom ? <FromPrice price={price} t={t} /> : price}</p>;
  return (
    <p>
      <span class="visually-hidden">{t("price.now")} </span>
      <b class="hot">{price}</b> <span class="visually-hidden">{t("price.was")} </span>
      <s>
        <bdi>{market.money(card.was)}</bdi>
      </s>
    </p>
  );
}

/** The word stands before or behind the price, as the language has it. */
function FromPrice({ price, t }: { price: Markup; t: Surroundings["t"] }) {
  const [before, behind] = t("price.from", { price: PRICE_HERE }).split(PRICE_HERE);
  return (
    <>
      <span class="card-from">{before}</span>
      {price}
      <span class="card-from">{behind}</span>
    </>
  );
}

const PRICE_HERE = "\u0000";

function Swatches({ swatches, t }: { swatches: readonly Swatch[]; t: Surroundings["t"] }) {
  if (swatches.length < 2) return null;
  const shown = swatches.slice(0, SWATCHES_SHOWN);
  return (
    <span class="swatches">
      <span class="visually-hidden">{t("card.colors", { count: swatches.length })}</span>
      {shown.map(({ body, rim }) => (
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <circle cx="7" cy="7" r="6" fill={body} stroke={rim} stroke-width="2" />
        </svg>
      ))}
    </span>
  );
}
