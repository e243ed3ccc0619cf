/** Where shoppers can go, as the origin itself tells it: asking the edge would warm it. */
import { MARKET_NAMES, type Market } from "#contract/market";
import type { PageAnswer, ProductPage, SitemapPage } from "#contract/pages";
import type { World } from "../world/world.ts";

export interface Place {
  readonly handle: string;
  readonly soldIn: readonly Market[];
}

export interface Places {
  readonly products: readonly Place[];
  readonly collections: readonly string[];
  /** The product that half of all product views are of. */
  readonly hot: { readonly handle: string; readonly surrogateKey: string };
  /** Variants that can be bought everywhere. */
  readonly skus: readonly string[];
}

const BASKET_PRODUCTS = 6;

export async function findPlaces(world: Pick<World, "askOrigin">): Promise<Places> {
  const { entries } = await pageOf<SitemapPage>(world, "sitemap/shop");
  const products = entries.filter(({ kind }) => kind === "product");
  const everywhere = products.filter(({ soldIn }) => soldIn.length === MARKET_NAMES.length);
  const some = await Promise.all(everywhere.slice(0, BASKET_PRODUCTS).map(({ handle }) => pageOf<ProductPage>(world, `product/${handle}`)));
  const [hot] = some;
  if (!hot) throw new Error("nothing is sold in all markets");
  return {
    products,
    collections: entries.filter(({ kind }) => kind === "collection").map(({ handle }) => handle),
    hot: { handle: hot.handle, surrogateKey: `product:${hot.id}` },
    skus: some.flatMap(({ variants }) => variants.filter(({ availability }) => availability === "in").map(({ sku }) => sku)),
  };
}

async function pageOf<P extends PageAnswer["page"]>(world: Pick<World, "askOrigin">, path: string): Promise<P> {
  const { page } = await world.askOrigin<PageAnswer>(`/v1/pages/${path}?market=en-gb&at=${Date.now()}`);
  return page as P;
}
