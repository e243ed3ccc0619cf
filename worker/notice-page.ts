/** Pages that say why there is none, and the answers of views that have found none. */
import type { Market } from "#contract/market";
import { cacheFields } from "./browser-promise.ts";
import type { Edge } from "./edge.io.ts";
import type { FoundShell } from "./find-shell.ts";
import type { KeyParts } from "./key/key-parts.ts";
import { securityFields, setFields } from "./page-headers.ts";
import type { PageAnswered } from "./page-response.ts";
import { compileShell, joinShell } from "./shell/compile.ts";
import { LIMITED } from "./shell/find-fill.ts";
import { type Renderable, renderPage } from "./shell/render-page.tsx";
import { unavailableStatus } from "./telemetry/cache-status.ts";
import { NOTHING_TOLD } from "./view-fields.ts";

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
export function noticePage(edge: Edge, market: Market, answer: NoticeShown, retryAfterSeconds?: number): Response {
  const { assets, config } = edge;
  const { site } = config;
  const parts: KeyParts = { host: site.host, market, route: "notice", path: {}, query: {}, dimensions: {} };
  const nonce = crypto.randomUUID();
  const { status, html, headers: rendered, slots } = renderPage({ parts, canonical: `/${market}`, answer, nonce, site, assets });
  const headers = new Headers(rendered);
  setFields(headers, { ...cacheFields({ kind: "notice" }), ...securityFields(site) });
  if (retryAfterSeconds !== undefined) headers.set("Retry-After", String(retryAfterSeconds));
  return new Response(joinShell(compileShell(html, slots, nonce)), { status, headers });
}
