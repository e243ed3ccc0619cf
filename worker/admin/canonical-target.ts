/** URLs and prefixes that admins type, as the surrogate keys of pages have them. */
import { isMarket } from "#contract/market";
import type { KeyPolicy, Site } from "../key/key-parts.ts";
import { planKey } from "../key/plan-key.ts";
import { planSitemap } from "../key/plan-sitemap.ts";
import { isOurs } from "./same-site.ts";

export type Canonical = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly because: string };

const FOREIGN: Canonical = { ok: false, because: "This URL is not of this shop." };

/** As `canonicalPage`, and what no market owns. */
export function canonicalUrl(text: string, site: Site, policies: readonly KeyPolicy[]): Canonical {
  const url = parseOurs(text, site);
  return url && isShopWide(url, site) ? { ok: true, value: url.pathname } : canonicalPage(text, site, policies);
}

/** `/en-gb/collections/mugs?page=2` of any spelling of it, absolute or from the first slash. */
export function canonicalPage(text: string, site: Site, policies: readonly KeyPolicy[]): Canonical {
  const url = parseOurs(text, site);
  if (!url) return FOREIGN;
  if (isShopWide(url, site)) return { ok: false, because: "No market owns this URL: only pages of markets are meant here." };
  const first = planKey(url.href, policies, site);
  const plan = first.kind === "redirect" ? planKey(first.location, policies, site) : first;
  return plan.kind === "page" ? { ok: true, value: plan.canonical } : { ok: false, because: "No page of this shop has such a URL." };
}

/** `/en-gb/products/`: whole segments that pages of the shop begin with. Without its last slash it must end where a handle cannot go on. */
export function canonicalPrefix(text: string, site: Site, policies: readonly KeyPolicy[]): Canonical {
  const url = parseOurs(text, site);
  if (!url) return FOREIGN;
  if (url.search !== "" || url.hash !== "") return { ok: false, because: "A prefix is a path: no query, no fragment." };
  const segments = url.pathname.split("/").slice(1);
  const closed = segments.at(-1) === "";
  if (closed) segments.pop();
  if (!segments.every((segment) => /^[a-z0-9][a-z0-9-]*$/.test(segment)) || segments.length === 0) {
    return { ok: false, because: "A prefix is made of lower-case segments: /en-gb/products/." };
  }
  if (!isMarket(segments[0] ?? "")) return { ok: false, because: "A prefix begins with a market." };
  if (!policies.some((policy) => beginsWith(policy, segments, closed))) {
    return { ok: false, because: "A prefix ends between segments, with a slash, where pages of this shop begin so: /en-gb/products/." };
  }
  return { ok: true, value: `/${segments.join("/")}/` };
}

function beginsWith(policy: KeyPolicy, segments: readonly string[], closed: boolean): boolean {
  const pattern = policy.path.split("/");
  return segments.length <= pattern.length && segments.slice(1).every((segment, at) => mayStand(segment, pattern[at + 1] ?? "", closed));
}

function mayStand(segment: string, expected: string, closed: boolean): boolean {
  return expected.startsWith(":") ? closed : expected === segment;
}

/** Is it of no market? */
function isShopWide({ pathname }: URL, site: Site): boolean {
  return pathname === "/robots.txt" || planSitemap(pathname, site) !== undefined;
}

/** An absolute URL of the shop, or a path of it; `//host` is neither. */
function parseOurs(text: string, site: Site): URL | undefined {
  const path = text.startsWith("/") && !/^\/[/\\]/.test(text);
  const url = path ? URL.parse(text, site.origin) : URL.parse(text);
  return url && isOurs(url, site) ? url : undefined;
}
