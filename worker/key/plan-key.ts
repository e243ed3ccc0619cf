/**
 * The key compiler: from a URL, and nothing else of a request, to the parts a shell may depend on. Anything
 * undeclared is dropped here, so it cannot reach the origin or influence a byte.
 */
import { canonicalPath } from "./canonical-path.ts";
import { type ReadQuery, readQuery, writeQuery } from "./declared-query.ts";
import type { KeyPlan, KeyPolicy, Site } from "./key-parts.ts";
import { matchRoute, type RouteMatch } from "./match-route.ts";

/** RFC 9110 section 4.1 asks for 8,000 octets at least. */
const MAX_URL_LENGTH = 8192;

/**
 * What the path and query of `url` mean. The host of `url` is ignored: keys and redirects name the configured one.
 * A redirect never leads to another redirect, nor off the site. Undeclared parameters never cause one, and ride along in one.
 */
export function planKey(url: string, policies: readonly KeyPolicy[], site: Site): KeyPlan {
  if (url.length > MAX_URL_LENGTH) return { kind: "refused", status: 414, because: "The URL is longer than 8,192 characters." };
  const parsed = readPlain(url) ?? URL.parse(url);
  if (!parsed) return { kind: "refused", status: 400, because: "This is not a URL." };
  const path = canonicalPath(parsed.pathname);
  if (path.kind === "malformed") return { kind: "refused", status: 400, because: path.because };
  if (path.segments.length === 0) return { kind: "negotiate" };
  const match = matchRoute(path.segments, policies);
  if (match.kind === "none") return { kind: "unknown", market: match.market, because: match.market ? "no-route" : "no-market" };
  const query = readQuery(parsed.search.slice(1), match.policy.query);
  if (query.kind === "malformed") return { kind: "refused", status: 400, because: query.because };
  if (path.changed || query.changed) return redirectTo(path.path, path.changed ? "path" : "parameter", query, site);
  return pageOf(path.path, match, query, site);
}

/** A host by its name and a path of plain letters, without a query: nearly every request. A URL parser would find the same. */
const PLAIN_URL = /^https?:\/\/(?:[a-z0-9-]+\.)*[a-z][a-z-]*(?::\d{1,4})?(\/[a-z0-9/-]*)$/;

function readPlain(url: string): Pick<URL, "pathname" | "search"> | undefined {
  const path = PLAIN_URL.exec(url)?.[1];
  return path === undefined ? undefined : { pathname: path, search: "" };
}

/** Where `/` leads once a market is chosen, with the query as it came: `https://shop.example/en-gb?utm_source=letter`. */
export function marketHome(url: string, market: string, site: Site): string {
  return `${site.origin}/${market}${URL.parse(url)?.search ?? ""}`;
}

/** Where a page that has moved to `path` leads the reader of `url`: parameters its route does not declare ride along as they came. */
export function followMove(path: string, url: string, { query }: KeyPolicy): string {
  const read = readQuery(URL.parse(url)?.search.slice(1) ?? "", query);
  return withQuery(path, read.kind === "read" ? read.undeclared : "");
}

type Read = Extract<ReadQuery, { kind: "read" }>;

function redirectTo(path: string, because: "path" | "parameter", read: Read, site: Site): KeyPlan {
  const query = [writeQuery(read.query), read.undeclared].filter((part) => part !== "").join("&");
  return { kind: "redirect", location: `${site.origin}${withQuery(path, query)}`, because, dropped: read.dropped };
}

function pageOf(path: string, match: Extract<RouteMatch, { kind: "route" }>, read: Read, site: Site): KeyPlan {
  const { market, policy, params } = match;
  return {
    kind: "page",
    parts: { host: site.host, market, route: policy.name, path: params, query: read.query, dimensions: defaultDimensions(policy) },
    canonical: withQuery(path, writeQuery(read.query)),
    kept: Object.keys(read.query),
    dropped: read.dropped,
  };
}

/** `path` may have a query of its own. */
function withQuery(path: string, query: string): string {
  return query === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

/** Each declared dimension begins at its first value; whoever assigns another one replaces it before the key is made. */
function defaultDimensions(policy: KeyPolicy): Readonly<Record<string, string>> {
  const dimensions: Record<string, string> = {};
  for (const [name, values] of Object.entries(policy.dimensions ?? {})) dimensions[name] = values[0] ?? "";
  return dimensions;
}
