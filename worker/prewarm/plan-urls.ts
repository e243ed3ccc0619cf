/** Which pages an order means: pure, from what the origin's sitemap names. */
import type { Market } from "#contract/market";
import { isMarket, MARKET_NAMES } from "#contract/market";
import type { SitemapPage } from "#contract/pages";
import { collectionKey, listingKey, pageKey, productKey } from "#contract/surrogate-keys";
import { implicitKeys } from "../cache/implicit-keys.ts";
import type { PrewarmOrder } from "./prewarm.ts";

/** More pages than a job takes. */
export const MAX_URLS = 20_000;

interface Candidate {
  readonly url: string;
  readonly market: Market;
  /** The surrogate keys that the page is known to have before it was filled. */
  readonly keys: readonly string[];
}

/** Home pages first, then collections, then products: in the order in which most people come by. */
export function planUrls(
  order: Pick<PrewarmOrder, "by" | "values" | "markets">,
  sitemap: SitemapPage,
  stored: readonly string[],
): string[] {
  const isWanted = (market: string) => isMarket(market) && (order.markets.length === 0 || order.markets.includes(market));
  const marketOf = (url: string) => url.split(/[/?]/)[1] ?? "";
  if (order.by === "url") return order.values.filter((url) => isWanted(marketOf(url)));
  const candidates = candidatesOf(sitemap).filter(({ market }) => isWanted(market));
  if (order.by === "sitemap") return candidates.map(({ url }) => url);
  const wanted = new Set(order.values);
  const named = candidates.filter(({ keys }) => keys.some((key) => wanted.has(key))).map(({ url }) => url);
  return [...new Set([...named, ...stored.filter((url) => isWanted(marketOf(url)))])];
}

function candidatesOf({ entries }: SitemapPage): Candidate[] {
  const homes = MARKET_NAMES.map((market) => toCandidate(market, "", [pageKey("home")]));
  const carts = MARKET_NAMES.map((market) => toCandidate(market, "/cart", [pageKey("chrome")]));
  const ranked = [...entries].sort((a, b) => Number(a.kind === "product") - Number(b.kind === "product"));
  const others = ranked.flatMap(({ kind, id, handle, soldIn }) =>
    soldIn.map((market) =>
      kind === "product"
        ? toCandidate(market, `/products/${handle}`, [productKey(id)])
        : toCandidate(market, `/collections/${handle}`, [
            collectionKey(id),
            listingKey(id),
            listingKey(id, "price"),
            listingKey(id, "available"),
          ]),
    ),
  );
  return [...homes, ...carts, ...others];
}

function toCandidate(market: Market, path: string, keys: readonly string[]): Candidate {
  const url = `/${market}${path}`;
  return { url, market, keys: [...keys, pageKey("navigation"), ...implicitKeys({ market }, url)] };
}
