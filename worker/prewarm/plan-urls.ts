/** Which pages an order means: pure, from what the origin's sitemap names. */
import type { Market } from "#contract/market";
import { isMarket, MARKET_NAMES } from "#contract/market";
import type { SitemapPage } from "#contract/pages";
import { collectionKey, listingKey, pageKey, productKey } from "#contract/surrogate-keys";
import { implicitKeys } from "../cache/implicit-keys.ts";
import type { PrewarmOrder } from "./prewarm.ts";

/** A job takes no more pages: they come to its object in one message, which has 32 MB at most. */
export const MAX_URLS = 200_000;

interface Candidate {
  readonly url: string;
  readonly market: Market;
  /** Its own surrogate keys, as far as they are known before it was filled. */
  readonly keys: readonly string[];
}

/** Home pages first, then collections, then products: in the order in which most people come by. */
export function planUrls(
  order: Pick<PrewarmOrder, "by" | "values" | "markets">,
  entries: SitemapPage["entries"],
  stored: readonly string[],
): string[] {
  const isWanted = (market: string) => isMarket(market) && (order.markets.length === 0 || order.markets.includes(market));
  const marketOf = (url: string) => url.split(/[/?]/)[1] ?? "";
  if (order.by === "url") return order.values.filter((url) => isWanted(marketOf(url)));
  const wanted = new Set(order.values);
  const isMeant = (candidate: Candidate) => order.by === "sitemap" || keysOf(candidate).some((key) => wanted.has(key));
  const urls = new Set<string>();
  for (const candidate of candidatesOf(entries)) if (isWanted(candidate.market) && isMeant(candidate)) urls.add(candidate.url);
  for (const url of stored) if (isWanted(marketOf(url))) urls.add(url);
  return [...urls];
}

/** One after the other: a large shop has more of them than an isolate has room for with all their keys. */
function* candidatesOf(entries: SitemapPage["entries"]): Iterable<Candidate> {
  for (const market of MARKET_NAMES) yield toCandidate(market, "", [pageKey("home")]);
  for (const market of MARKET_NAMES) yield toCandidate(market, "/cart", [pageKey("chrome")]);
  for (const { kind, id, handle, soldIn } of entries)
    if (kind === "collection") for (const market of soldIn) yield toCandidate(market, `/collections/${handle}`, listingKeys(id));
  for (const { kind, id, handle, soldIn } of entries)
    if (kind === "product") for (const market of soldIn) yield toCandidate(market, `/products/${handle}`, [productKey(id)]);
}

const listingKeys = (id: string) => [collectionKey(id), listingKey(id), listingKey(id, "price"), listingKey(id, "available")];

function toCandidate(market: Market, path: string, keys: readonly string[]): Candidate {
  return { url: `/${market}${path}`, market, keys };
}

/** With those that every page has. */
const keysOf = ({ url, market, keys }: Candidate) => [...keys, pageKey("navigation"), ...implicitKeys({ market }, url)];
