/**
 * The pages: what each is called, what its shell depends on, how long it lives and which fragments it places.
 * The order of a route's declared parameters is the order of its canonical query.
 */
import type { Market } from "#contract/market";
import { SORTS } from "#contract/pages";
import type { AnyFragment } from "../fragments/define-fragment.ts";
import { CART_EXPERIMENTS } from "./experiments.ts";
import type { KeyParts, KeyPolicy } from "./key/key-parts.ts";
import { LIFETIMES, type Lifetime } from "./lifetimes.ts";
import { PLACES } from "./pages/places.ts";
import type { ShellRecipe } from "./shell/fill-shell.ts";

export interface PageRoute {
  /** Its dimensions are experiments: by name, the arms that visitors see. */
  readonly key: KeyPolicy;
  readonly recipe: ShellRecipe;
  readonly lifetime: Lifetime;
  readonly fragments: readonly AnyFragment[];
  /** What browsers may keep: `no-store` where a page is all about one person. */
  readonly browsers: "no-cache" | "no-store";
}

const theShop = () => "shop";
const byHandle: ShellRecipe["handle"] = ({ path }) => path.handle ?? "";

export const PAGES = {
  home: {
    key: { name: "home", path: "", query: {} },
    recipe: { page: "home", handle: theShop },
    lifetime: LIFETIMES.editorial,
    fragments: PLACES.home,
    browsers: "no-cache",
  },
  collection: {
    key: {
      name: "collection",
      path: "/collections/:handle",
      query: {
        page: { type: "integer", default: 1, min: 1, max: 100 },
        sort: { type: "choice", default: "featured", values: SORTS },
      },
    },
    recipe: { page: "collection", handle: byHandle },
    lifetime: LIFETIMES.listing,
    fragments: PLACES.collection,
    browsers: "no-cache",
  },
  product: {
    key: { name: "product", path: "/products/:handle", query: { variant: { type: "token", maxLength: 64 } } },
    recipe: { page: "product", handle: byHandle },
    lifetime: LIFETIMES.catalog,
    fragments: PLACES.product,
    browsers: "no-cache",
  },
  cart: {
    key: { name: "cart", path: "/cart", query: {}, dimensions: CART_EXPERIMENTS },
    recipe: { page: "chrome", handle: theShop },
    lifetime: LIFETIMES.chrome,
    fragments: PLACES.cart,
    browsers: "no-store",
  },
} as const satisfies Record<string, PageRoute>;

/** Pages without a place of their own: one for each market, shown wherever something is missing. */
export const NOTICES = {
  "not-found": {
    key: { name: "not-found", path: "/404", query: {} },
    recipe: { page: "chrome", handle: theShop, present: (page) => ({ kind: "not-found", navigation: navigationOf(page) }) },
    lifetime: LIFETIMES.chrome,
    fragments: PLACES.notice,
    browsers: "no-cache",
  },
  gone: {
    key: { name: "gone", path: "/410", query: {} },
    recipe: { page: "chrome", handle: theShop, present: (page) => ({ kind: "gone", navigation: navigationOf(page) }) },
    lifetime: LIFETIMES.chrome,
    fragments: PLACES.notice,
    browsers: "no-cache",
  },
} as const satisfies Record<string, PageRoute>;

/** For crawlers, outside of the markets (`planSitemap`): the whole, or a part by its number. */
const SITEMAP: PageRoute = {
  key: { name: "sitemap", path: "/sitemap.xml", query: {} },
  recipe: { page: "sitemap", handle: ({ path }) => path.handle ?? "shop" },
  lifetime: LIFETIMES.editorial,
  // Of a part that is missing: the page that says so.
  fragments: PLACES.notice,
  browsers: "no-cache",
};

/** Of a page that is one for each market: whatever was asked for is no part of it. */
export const partsOf = ({ key }: PageRoute, host: string, market: Market): KeyParts => ({
  host,
  market,
  route: key.name,
  path: {},
  query: {},
  dimensions: {},
});

export const KEY_POLICIES: readonly KeyPolicy[] = Object.values(PAGES).map(({ key }) => key);

const BY_NAME: Readonly<Record<string, PageRoute>> = { ...PAGES, ...NOTICES, sitemap: SITEMAP };

/** The route of a key. Keys are made of declared routes only; anything else is a bug. */
export function routeNamed(name: string): PageRoute {
  const route = BY_NAME[name];
  if (!route) throw new Error(`no route is called ${name}`);
  return route;
}

function navigationOf(page: Parameters<NonNullable<ShellRecipe["present"]>>[0]) {
  return page.kind === "chrome" ? page.navigation : null;
}
