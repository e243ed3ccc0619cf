/** Turns what a page view came to into the answer: headers that explain it, cookies that follow it. */
import type { Market } from "#contract/market";
import { browserPromise, cacheFields, type Leaving } from "./browser-promise.ts";
import { toPurgeSeq } from "./bulletin/as-of.ts";
import type { Edge } from "./edge.io.ts";
import type { FoundShell } from "./find-shell.ts";
import type { KeyParts, Site } from "./key/key-parts.ts";
import { securityFields, setFields } from "./page-headers.ts";
import type { PagePlan, PageRequest } from "./page-request.ts";
import type { PageRoute } from "./routes.ts";
import { compileShell, joinShell } from "./shell/compile.ts";
import { LIMITED } from "./shell/find-fill.ts";
import { type Renderable, renderPage } from "./shell/render-page.tsx";
import { isNotModified } from "./stitch/etag.ts";
import type { Stitched } from "./stitch/stitched.ts";
import { cacheStatus, unavailableStatus } from "./telemetry/cache-status.ts";
import { fragmentStatus } from "./telemetry/fragment-status.ts";
import { serverTiming } from "./telemetry/server-timing.ts";
import type { Ms } from "./time.ts";
import { fieldsOf, type Told } from "./view-fields.ts";
import { type Adopted, clearedCookies } from "./visitor/adopt-token.ts";
import { keepRecent, withProduct } from "./visitor/recent.ts";
import type { Visitor } from "./visitor/visitor.ts";

export interface PageOutcome {
  readonly route: PageRoute;
  readonly plan: PagePlan;
  readonly shell: Extract<FoundShell, { kind: "shell" }>;
  readonly stitched: Stitched;
  readonly visitor: Visitor;
  readonly renewed: Adopted | undefined;
  readonly waited: { readonly shellMs: Ms; readonly fragmentsMs: Ms };
}

export interface PageAnswered {
  readonly response: Response;
  readonly told: Told;
  /** What there is to tell when the whole page is written, where its headers left before. Never rejects. */
  readonly toldAtEnd?: Promise<Told>;
}

/** The page as a browser gets it, 304 when the browser has these very bytes; and what its headers tell of it. */
export function pageResponse(edge: Edge, { request, isAdmin, seedCookie }: PageRequest, outcome: PageOutcome): PageAnswered {
  const { route, shell, stitched } = outcome;
  const leaving: Leaving = { kind: "page", status: shell.status, browsers: route.browsers, filled: stitched.etag !== undefined };
  const etag = browserPromise(leaving).mayValidate ? stitched.etag : undefined;
  const told = {
    cache: cacheStatus(shell.found.trail, isAdmin ? shell.found.stored.key : undefined),
    fragments: statusOf(stitched.outcomes),
  };
  const isKept = isNotModified(request.headers.get("If-None-Match"), etag);
  const body = isKept || request.method === "HEAD" ? null : stitched.body;
  const telling = { ...told, purgeSeq: purgeSeq(edge), timing: timing(outcome) };
  const headers = fieldsOf(shell.stored, { site: edge.config.site, leaving, key: route.key }, telling);
  const response = new Response(body, { status: isKept ? 304 : shell.status, headers });
  if (etag !== undefined) response.headers.set("ETag", etag);
  for (const cookie of cookiesOf(edge, outcome)) response.headers.append("Set-Cookie", cookie);
  if (seedCookie !== undefined) response.headers.append("Set-Cookie", seedCookie);
  const toldAtEnd = stitched.ended?.then((outcomes) => ({ ...told, fragments: statusOf(outcomes) }));
  return toldAtEnd === undefined ? { response, told } : { response, told, toldAtEnd };
}

export const NOTHING_TOLD: Told = { cache: "", fragments: "" };

function statusOf(outcomes: Stitched["outcomes"]): string {
  return fragmentStatus(
    Array.from(outcomes, ([name, { source, because, ageSeconds, waitedMs }]) => ({ name, state: source, because, ageSeconds, waitedMs })),
  );
}

function purgeSeq({ cache }: Edge): string | undefined {
  const copy = cache.bulletin.copy();
  return copy && `"${toPurgeSeq(copy)}"`;
}

function timing({ waited }: PageOutcome): string {
  return serverTiming([
    { name: "shell", ms: waited.shellMs },
    { name: "fragments", ms: waited.fragmentsMs },
  ]);
}

/** The renewed token or a cleared one, and what was looked at: the product just seen, and what other devices told of. */
function cookiesOf({ cookies }: Edge, { plan, shell, visitor, renewed }: PageOutcome): readonly string[] {
  const { handle } = plan.parts.path;
  const seen = plan.parts.route === "product" && shell.status === 200 && handle !== undefined;
  const { recent } = (renewed?.visitor ?? visitor).facts;
  const remembered = keepRecent(cookies, visitor.facts.recent, seen ? withProduct(recent, handle) : recent);
  const token = renewed ? [renewed.setCookie] : clearedCookies(visitor, cookies);
  return remembered === undefined ? token : [...token, remembered];
}

/** 301 or 302 to a path of this site. */
export function movedPage(edge: Edge, status: number, path: string): Response {
  const { site } = edge.config;
  return moved(site, status, `${site.origin}${path}`);
}

/** A move to an absolute address of this site. */
export function moved(site: Site, status: number, location: string): Response {
  const fields = { ...cacheFields({ kind: "move", status, setsCookie: false }), ...securityFields(site) };
  return new Response(null, { status, headers: { ...fields, Location: location } });
}

/** Nothing may be served: 429 to a client that missed too often, 503 to everybody else. */
export function closedPage(edge: Edge, market: Market, { because, retryAfterSeconds }: Unavailable): Response {
  const status = because === LIMITED ? 429 : 503;
  return noticePage(edge, market, { kind: "failed", navigation: null, status }, retryAfterSeconds);
}

/** The same for a page that was looked for: its tiers say why there is none. */
export function closedAnswer(edge: Edge, market: Market, shell: Extract<FoundShell, { kind: "unavailable" }>): PageAnswered {
  const response = closedPage(edge, market, shell);
  const cache = unavailableStatus(shell.trail, shell.because);
  if (cache !== "") response.headers.set("Cache-Status", cache);
  return { response, told: { ...NOTHING_TOLD, cache } };
}

type Unavailable = Pick<Extract<FoundShell, { kind: "unavailable" }>, "because" | "retryAfterSeconds">;
type NoticeShown = Extract<Renderable, { kind: "failed" | "refused" }>;

/** A page for people where none can be served, in the interface's own words and without data. Never stored by anybody. */
export function noticePage(edge: Edge, market: Market, shown: NoticeShown, retryAfterSeconds?: number): Response {
  const { site } = edge.config;
  const parts: KeyParts = { host: site.host, market, route: "notice", path: {}, query: {}, dimensions: {} };
  const nonce = crypto.randomUUID();
  const { status, html, headers: rendered, slots } = renderPage(parts, `/${market}`, shown, nonce, site, edge.assets);
  const headers = new Headers(rendered);
  setFields(headers, { ...cacheFields({ kind: "notice" }), ...securityFields(site) });
  if (retryAfterSeconds !== undefined) headers.set("Retry-After", String(retryAfterSeconds));
  return new Response(joinShell(compileShell(html, slots, nonce)), { status, headers });
}
