/** What crawlers are told: every public address of every market, in one file or by its parts, and what they need not look at. */
import { MARKET_NAMES, type Market } from "#contract/market";
import type { SitemapPage } from "#contract/pages";
import type { Site } from "../key/key-parts.ts";
import { sitemapPath } from "../key/plan-sitemap.ts";
import { alternates } from "./markets.ts";

const FOLDER = { product: "products", collection: "collections" } as const;

/** Naming siblings takes most of the file: where pages are more than this, only the pages themselves name theirs. */
export const MOST_WITH_SIBLINGS = 350;

/** The addresses, or where they are told. */
export function sitemapXml({ parts, ...page }: SitemapPage, site: Site): string {
  return parts === undefined ? urlsXml(page, site) : indexXml(parts, site);
}

function indexXml(parts: NonNullable<SitemapPage["parts"]>, site: Site): string {
  const sitemaps = parts.map(
    ({ handle, changedAt }) => `<sitemap><loc>${toXml(`${site.origin}${sitemapPath(handle)}`)}</loc>${lastmod(changedAt)}</sitemap>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${sitemaps.join("\n")}
</sitemapindex>
`;
}

const HOME = { path: "", changedAt: null, soldIn: MARKET_NAMES };

/**
 * One `<url>` for each market of each page, each naming all its siblings while that fits into a file of two megabytes. The home pages
 * stand in the whole, or in its first part.
 */
function urlsXml({ handle: part = "1", entries }: SitemapPage, site: Site): string {
  const paths = [
    ...(part === "1" ? [HOME] : []),
    ...entries.map(({ kind, handle, changedAt, soldIn }) => ({ path: `/${FOLDER[kind]}/${handle}`, changedAt, soldIn })),
  ];
  const namesSiblings = paths.length <= MOST_WITH_SIBLINGS;
  const urls = paths.flatMap((place) => urlsOf(place, site, namesSiblings));
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join("\n")}
</urlset>
`;
}

interface Place {
  readonly path: string;
  readonly changedAt: number | null;
  readonly soldIn: readonly Market[];
}

function urlsOf({ path, changedAt, soldIn }: Place, site: Site, namesSiblings: boolean): readonly string[] {
  const siblings = namesSiblings ? alternates(site, path, soldIn) : [];
  const links = siblings.map(({ hreflang, href }) => `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${toXml(href)}"/>`);
  return soldIn.map((market) => `<url><loc>${toXml(`${site.origin}/${market}${path}`)}</loc>${lastmod(changedAt)}${links.join("")}</url>`);
}

function lastmod(changedAt: number | null): string {
  return changedAt === null ? "" : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`;
}

function toXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&apos;");
}

export function robotsTxt(site: Site): string {
  return `User-agent: *
Disallow: /admin
Disallow: /*/_fragments
Disallow: /*/cart/lines

Sitemap: ${site.origin}/sitemap.xml
`;
}
