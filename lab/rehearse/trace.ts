/**
 * The standard trace of DESIGN section 8, by a seed: 5 views a shopper, Zipf(1) over all products with half of the product
 * views on one, a third of the URLs with tracking parameters, 60% product, 25% listing, 12% home and 3% basket pages, five
 * markets 40/20/20/15/5, 10% of the shoppers with baskets. Pure.
 */
import type { Market } from "#contract/market";
import { SORTS } from "#contract/pages";
import { Random } from "../purge-checker/random.ts";
import type { Places } from "./places.ts";

const VIEWS_A_SHOPPER = 5;
const MARKETS = [
  ["en-us", 0.4],
  ["en-gb", 0.2],
  ["de-de", 0.2],
  ["ja-jp", 0.15],
  ["ar-ae", 0.05],
] as const satisfies readonly (readonly [Market, number])[];
const KINDS = [
  ["product", 0.6],
  ["listing", 0.25],
  ["home", 0.12],
  ["basket", 0.03],
] as const;
const WITH_BASKET = 0.1;
/** Without a basket, but with a name on every page, as those with one have. */
const WITH_NAME = 0.2;
const WITH_TRACKING = 1 / 3;
const SORTED = 0.2;

export type ViewKind = (typeof KINDS)[number][0];

export interface TraceShopper {
  readonly number: number;
  readonly market: Market;
  /** Index of the point of presence. */
  readonly pop: number;
  /** Has a first name that nobody else has. */
  readonly hasName: boolean;
  /** What is put into the basket before the first view. */
  readonly buys: string | undefined;
}

export interface TraceStep {
  readonly atMs: number;
  readonly shopper: TraceShopper;
  /** `buy` puts the shopper's variant into the basket. */
  readonly kind: ViewKind | "buy";
  readonly path: string;
  /** The page without what does not belong to its key: one object of the shop. */
  readonly object: string;
}

export interface TraceOptions {
  readonly shoppers: number;
  readonly seconds: number;
  readonly pops: number;
  readonly seed: number;
  /** Of so many views one is sent; the shoppers stay as many. */
  readonly oneIn?: number;
  /** Besides these, of each object the first view, and the first since each of these moments: what a cache makes calls for. */
  readonly firstsSince?: readonly number[];
}

export function makeTrace(places: Places, options: TraceOptions): TraceStep[] {
  const { shoppers, seconds, pops, seed } = options;
  const random = new Random(seed);
  const pickProduct = zipf(places.products, random);
  const pickCollection = zipf(places.collections, random);
  const views: TraceStep[] = [];
  for (let number = 0; number < shoppers; number++) {
    const hasBasket = random.chance(WITH_BASKET);
    const shopper: TraceShopper = {
      number,
      market: weighted(MARKETS, random),
      pop: random.below(pops),
      hasName: hasBasket || random.chance(WITH_NAME),
      buys: hasBasket ? random.pick(places.skus) : undefined,
    };
    for (let left = VIEWS_A_SHOPPER; left > 0; left--) views.push(view(random.next() * seconds * 1000, shopper));
  }
  views.sort((a, b) => a.atMs - b.atMs);
  return withBuys(thin(views, options, random));

  function view(atMs: number, shopper: TraceShopper): TraceStep {
    const kind = weighted(KINDS, random);
    const object = pathOf(kind, shopper.market);
    const tracking = `utm_source=letter&utm_campaign=${random.below(40)}&gclid=${Math.floor(random.next() * 1e9).toString(36)}`;
    const path = random.chance(WITH_TRACKING) ? `${object}${object.includes("?") ? "&" : "?"}${tracking}` : object;
    return { atMs, shopper, kind, path, object };
  }

  function pathOf(kind: ViewKind, market: Market): string {
    switch (kind) {
      case "product":
        return `/${market}/products/${random.chance(0.5) ? places.hot.handle : soldIn(market)}`;
      case "listing":
        return `/${market}/collections/${pickCollection()}${random.chance(SORTED) ? `?sort=${random.pick(SORTS.slice(1))}` : ""}`;
      case "home":
        return `/${market}`;
      case "basket":
        return `/${market}/cart`;
    }
  }

  function soldIn(market: Market): string {
    for (;;) {
      const product = pickProduct();
      if (product.soldIn.includes(market)) return product.handle;
    }
  }
}

function thin(views: TraceStep[], { oneIn = 1, firstsSince }: TraceOptions, random: Random): TraceStep[] {
  if (oneIn === 1) return views;
  const moments = [...(firstsSince ?? [])];
  let seen = new Set<string>();
  return views.filter(({ atMs, object }) => {
    if (atMs >= (moments[0] ?? Number.POSITIVE_INFINITY)) {
      moments.shift();
      seen = new Set();
    }
    const isFirst = firstsSince !== undefined && !seen.has(object);
    seen.add(object);
    return random.chance(1 / oneIn) || isFirst;
  });
}

/** Whoever buys does so right before the first view. */
function withBuys(views: readonly TraceStep[]): TraceStep[] {
  const cameAlready = new Set<TraceShopper>();
  return views.flatMap((first) => {
    const { shopper } = first;
    if (shopper.buys === undefined || cameAlready.has(shopper)) return [first];
    cameAlready.add(shopper);
    return [{ ...first, kind: "buy", path: `/${shopper.market}/cart/lines`, object: "" } as const, first];
  });
}

function weighted<T>(choices: readonly (readonly [T, number])[], random: Random): T {
  let left = random.next();
  for (const [choice, share] of choices) {
    left -= share;
    if (left < 0) return choice;
  }
  return (choices.at(-1) as readonly [T, number])[0];
}

/** The n-th of them is picked 1/n as often as the first. */
function zipf<T>(all: readonly T[], random: Random): () => T {
  let sum = 0;
  const upTo = all.map((_, rank) => (sum += 1 / (rank + 1)));
  return () => {
    const wanted = random.next() * sum;
    return all[upTo.findIndex((bound) => bound >= wanted)] as T;
  };
}
