import { isNoPicture } from "#contract/no-picture";
import { type CollectionLink, type CollectionPage, SORTS } from "#contract/pages";
import { ProductCard } from "../../fragments/product-card.tsx";
import { Crumbs, crumbsOf } from "./crumbs.tsx";
import { Pager } from "./pager.tsx";
import type { ListingFragment } from "./places.ts";
import { breadcrumbData, type Crumb } from "./structured-data.ts";
import type { PageBody, View } from "./view.ts";

type ListingView = View<ListingFragment>;
interface ListingProps {
  readonly page: CollectionPage;
  readonly view: ListingView;
}

/** Cards in the first row of the widest layout: their pictures load at once. */
const FIRST_ROW = 4;

/** A room or a shelf of one. */
export function collectionPage(page: CollectionPage, view: ListingView): PageBody {
  const path = `/collections/${page.handle}`;
  const crumbs = crumbsOf([page.room], view, { title: page.title, path });
  const count = page.productCount;
  const pageTitle = page.page > 1 ? `${page.title}, ${view.text("pager.page", { page: page.page })}` : page.title;
  return {
    status: 200,
    title: pageTitle,
    description: page.intro === "" ? view.text("collection.description", { title: page.title, count }) : page.intro,
    indexAs: page.page > 1 ? `${path}?page=${page.page}` : path,
    room: { handle: page.room?.handle ?? page.handle, isRoomItself: page.room === null },
    data: [breadcrumbData(crumbs, view)],
    picture: page.cards.find(({ picture }) => !isNoPicture(picture))?.picture.src ?? null,
    main: <Collection page={page} crumbs={crumbs} view={view} />,
  };
}

function Collection({ page, crumbs, view }: ListingProps & { crumbs: readonly Crumb[] }) {
  return (
    <div class="wrap">
      <div class="collection-head">
        <Crumbs crumbs={crumbs} endsHere view={view} />
        <h1 class="type-title">{page.title}</h1>
        {page.intro === "" ? null : <p class="lead muted">{page.intro}</p>}
      </div>
      <div class="toolbar">
        <Shelves page={page} view={view} />
        <Sorting page={page} view={view} />
      </div>
      <h2 class="visually-hidden">{view.text("collection.products")}</h2>
      {page.cards.length === 0 ? <p class="muted">{view.text("collection.empty")}</p> : <Cards page={page} view={view} />}
      <Pager page={page} view={view} />
      {/* `npm run new` puts fragments here; move them to where they belong. */}
    </div>
  );
}

function Cards({ page, view }: ListingProps) {
  return (
    <ul class="grid">
      {page.cards.map((card, index) => (
        <li>
          <ProductCard card={card} surroundings={view} eager={index < FIRST_ROW} />
        </li>
      ))}
    </ul>
  );
}

/** The shelves beside this one; on a room, its own. The room itself comes first and is everything. */
function Shelves({ page, view: { market, text } }: ListingProps) {
  const whole = page.room ?? { handle: page.handle, title: page.title, productCount: page.productCount };
  const shelves = page.navigation.rooms.find(({ handle }) => handle === whole.handle)?.collections ?? page.children;
  if (shelves.length === 0) return null;
  const chip = ({ handle, productCount }: CollectionLink, label: string) => (
    <li>
      <a class="chip" href={market.path(`/collections/${handle}`)} {...(handle === page.handle ? { "aria-current": "page" } : {})}>
        {label} {handle === whole.handle ? null : <span class="fine">{productCount}</span>}
      </a>
    </li>
  );
  return (
    <nav aria-label={text("collection.siblings")}>
      <ul class="chips">
        {chip(whole, text("collection.all", { count: whole.productCount }))}
        {shelves.map((shelf) => chip(shelf, shelf.title))}
      </ul>
    </nav>
  );
}

/** A form with a button of its own: choosing alone changes nothing, and it needs no script. */
function Sorting({ page, view: { market, text } }: ListingProps) {
  if (page.productCount < 2) return null;
  return (
    <form method="get" action={market.path(`/collections/${page.handle}`)}>
      <label class="visually-hidden" for="sort">
        {text("sort.label")}
      </label>
      <select class="select" id="sort" name="sort">
        {SORTS.map((sort) => (
          <option value={sort} selected={sort === page.sort}>
            {text(`sort.${sort}`)}
          </option>
        ))}
      </select>
      <button class="button outlined low" type="submit">
        {text("sort.apply")}
      </button>
    </form>
  );
}
