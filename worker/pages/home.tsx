import type { Card, HomePage, HomeRow, Navigation } from "#contract/pages";
import { ProductCard } from "../../fragments/product-card.tsx";
import { recentlyViewed } from "../../fragments/recently-viewed.tsx";
import { SCENES } from "./assets.ts";
import type { HomeFragment } from "./places.ts";
import { shopData } from "./structured-data.ts";
import type { Html, PageBody, View } from "./view.ts";

type HomeView = View<HomeFragment>;
interface RowProps {
  readonly row: HomeRow;
  readonly view: HomeView;
}

/** How many things the hero's sentence names before it counts the rest. */
const NAMED_IN_HERO = 3;
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
        <Slot of={recentlyViewed} />
      </div>
    </>
  );
}

/** One scene in four compositions: wide and tall, and both for readers from the right. Never a mirrored picture. */
function Hero({ productCount, newShelf, view }: { productCount: number; newShelf: HomeRow | undefined; view: HomeView }) {
  const { market, text, assets } = view;
  const end = market.direction === "rtl" ? "-rtl" : "";
  return (
    <section class="hero" aria-labelledby="hero">
      <picture>
        <source media="(max-width: 680px)" srcset={assets.scenes[`hero-tall${end}`]} {...SCENES["hero-tall"]} />
        <img src={assets.scenes[`hero-wide${end}`]} alt="" {...SCENES["hero-wide"]} fetchpriority="high" />
      </picture>
      <div class="hero-text wrap">
        <h1 class="type-hero" id="hero">
          {text("hero.title")}
        </h1>
        <p class="lead">{text("hero.lead", { count: Math.max(0, productCount - NAMED_IN_HERO) })}</p>
        <a class="button" href={newShelf?.collection ? market.path(`/collections/${newShelf.collection.handle}`) : "#rooms"}>
          {text("hero.action")}
        </a>
      </div>
    </section>
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

function ShelfIndex({ navigation, view: { market, text } }: { navigation: Navigation; view: HomeView }) {
  const shelves = navigation.rooms.reduce((sum, room) => sum + room.collections.length, 0);
  if (navigation.rooms.length === 0) return null;
  return (
    <section class="row wrap" aria-labelledby="rooms">
      <div class="row-head">
        <h2 class="type-title" id="rooms">
          {text("index.title", { rooms: navigation.rooms.length, shelves })}
        </h2>
      </div>
      <ul class="shelf-index">
        {navigation.rooms.map((room) => (
          <li>
            <h3>
              <a href={market.path(`/collections/${room.handle}`)}>{room.title}</a>
            </h3>
            <ul>
              {room.collections.map((shelf) => (
                <li>
                  <a href={market.path(`/collections/${shelf.handle}`)}>
                    {shelf.title} <span>{shelf.productCount}</span>
                  </a>
                </li>
              ))}
            </ul>
            {room.picture === null ? null : <img src={room.picture.src} alt="" width="88" height="110" loading="lazy" decoding="async" />}
          </li>
        ))}
      </ul>
    </section>
  );
}
