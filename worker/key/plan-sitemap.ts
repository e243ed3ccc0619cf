import { DEFAULT_MARKET } from "#contract/market";
import type { KeyPlan, Site } from "./key-parts.ts";

/** A part's number has four digits at most: made-up ones are as few. */
const PATH = /^\/sitemap(?:-([1-9][0-9]{0,3}))?\.xml$/;

/** Where a part of the sitemap is, or the whole. */
export function sitemapPath(handle?: string): string {
  return handle === undefined ? "/sitemap.xml" : `/sitemap-${handle}.xml`;
}

/** What crawlers ask for outside of the markets: the sitemap, or a part of it, whose number is its handle. Undefined for any other path. */
export function planSitemap(pathname: string, { host }: Site): Extract<KeyPlan, { kind: "page" }> | undefined {
  const found = PATH.exec(pathname);
  if (found === null) return undefined;
  const [canonical, handle] = found;
  const path: Record<string, string> = handle === undefined ? {} : { handle };
  const parts = { host, market: DEFAULT_MARKET, route: "sitemap", path, query: {}, dimensions: {} };
  return { kind: "page", parts, canonical, kept: [], dropped: [] };
}
