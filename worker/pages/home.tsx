import type { Card, HomePage, HomeRow } from "#contract/pages";
import { ProductCard } from "../../fragments/product-card.tsx";
import { seenEverywhere } from "../../fragments/seen-everywhere.tsx";
import { segmentBanner } from "../../fragments/segment-banner.tsx";
import { SCENES } from "./assets.ts";
import { Hero } from "./hero.tsx";
import type { HomeFragment } from "./places.ts";
import { ShelfIndex } from "./shelf-index.tsx";
import { shopData } from "./structured-data.ts";
import type { Html, PageBody, View } from "./view.ts";

type HomeView = View<HomeFragment>;
interface RowProps {
  readonly row: HomeRow;
  readonly view: HomeView;
}

const NEW_SHOWN = 4;
const SHELF_SHOWN = 5;

export function homePage(page: HomePage, view: HomeView): PageBody {
  return {
    status: 200,
    title: view.text("home.title"),
    description: view.text("home.description"),
    indexAs: "",
    room: null,
    data: [shopData(view)],
    picture: view.assets.scenes["hero-wide"],
    main: <Home page={page} view={view} />,
  };
}

function Home({ page, view }: { page: HomePage; view: HomeView }) {
  const row = (name: HomeRow["name"], Row: (props: RowProps) => Html) => {
    const found = page.rows.find((candidate) => candidate.name === name && candidate.cards.length > 0);
    return found === undefined ? null : <Row row={found} view={view} />;
  };
  // The words of these two are about their own listings.
  const listed = (name: "story" | "evening", Row: (props: RowProps) => Html) =>
    page.rows.some((candidate) => candidate.name === name && candidate.collection !== null) ? row(name, Row) : null;
  const { Slot } = view;
  return (
    <>
      <Hero productCount={page.navigation.productCount} newShelf={page.rows.find(({ name }) => name === "new")} view={view} />
      {row("new", NewRow)}
      {listed("story", Story)}
      {listed("evening", EveningShelf)}
      <ShelfIndex navigation={page.navigation} view={view} />
      <div class="wrap">
        <Slot of={segmentBanner} />
        <Slot of={seenEverywhere} />
        {/* `npm run new` puts fragments here; move them to where they belong. */}
      </div>
    </>
  );
}

function NewRow({ row, view }: RowProps) {
  const { text } = view;
  return (
    <section class="row wrap" aria-labelledby="row-new">
      <div class="row-head">
        <h2 class="type-title" id="row-new">
          {text("new.title")}
        </h2>
        <AllLink row={row} label={text("new.all", { count: row.collection?.productCount ?? row.cards.length })} view={view} />
      </div>
      <ul class="grid one-row">
        {row.cards.slice(0, NEW_SHOWN).map((card) => (
          <li>
            <ProductCard card={card} surroundings={view} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Story({ row, view }: RowProps) {
  const { market, text, assets } = view;
  const cheapest = row.cards.reduce(
    (low, { price }) => (price.minor < low.minor ? price : low),
    row.cards[0]?.price ?? zero(market.currency),
  );
  const count = row.collection?.productCount ?? row.cards.length;
  return (
    <section class="row wrap" aria-labelledby="row-story">
      <div class="story">
        <div class={`tile photo ${row.ground}`}>
          <img src={assets.scenes.story} alt="" {...SCENES.story} loading="lazy" decoding="async" />
        </div>
        <div class="story-text">
          <h2 class="type-title" id="row-story">
            {text("story.title")}
          </h2>
          <p class="lead">{text("story.text")}</p>
          <p class="muted">{text("story.note", { count, price: market.money(cheapest) })}</p>
          {row.collection === null ? null : (
            <a class="button outlined" href={market.path(`/collections/${row.collection.handle}`)}>
              {text("story.action")}
            </a>
          )}
        </div>
      </div>
    </section>
  );
}

const zero = (currency: View<never>["market"]["currency"]) => ({ minor: 0, currency });

function EveningShelf({ row, view }: RowProps) {
  const { text, assets } = view;
  // Of one scale where such pictures exist; else each as on its tile.
  const onShelf = (card: Card): Card => {
    const src = assets.shelfPictures[card.handle];
    return src === undefined ? card : { ...card, picture: { src, kind: "cutout" } };
  };
  return (
    <section class={`shelf ${row.ground}`} aria-labelledby="row-evening">
      <div class="wrap">
        <div class="row-head">
          <h2 class="type-title" id="row-evening">
            {text("evening.title")}
          </h2>
          <AllLink row={row} label={text("evening.all")} view={view} />
        </div>
        <ul>
          {row.cards.slice(0, SHELF_SHOWN).map((card) => (
            <li>
              <ProductCard card={onShelf(card)} surroundings={view} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function AllLink({ row, label, view: { market } }: { row: HomeRow; label: string; view: HomeView }) {
  return row.collection === null ? null : <a href={market.path(`/collections/${row.collection.handle}`)}>{label}</a>;
}
