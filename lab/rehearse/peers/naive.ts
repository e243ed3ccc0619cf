/**
 * Caching as it is usually done at the edge: pages in the Cache API under their URL for five minutes, made personal by
 * HTMLRewriter at each view. A basket's count is asked of the origin. Recommendations and recently viewed products are
 * left out, to its advantage. A purge deletes in the one place that hears of it.
 */
import { assets } from "#assets";
import type { TokenClaims, TokenKeys } from "#contract/token";
import { importTokenKeys, verifyToken } from "#contract/token";
import { planKey } from "../../../worker/key/plan-key.ts";
import { openOrigin } from "../../../worker/origin/origin.io.ts";
import type { OriginPort } from "../../../worker/origin/port.ts";
import { openOriginFetch } from "../../../worker/origin-fetch.io.ts";
import { PAGES } from "../../../worker/routes.ts";
import { compileShell, joinShell } from "../../../worker/shell/compile.ts";
import { renderPage } from "../../../worker/shell/render-page.tsx";

interface Env {
  readonly ORIGIN: Fetcher;
  readonly TOKEN_KEYS: string;
  readonly SITE_ORIGIN: string;
}

const MAX_AGE_S = 300;
const POLICIES = Object.values(PAGES).map(({ key }) => key);
let keys: Promise<TokenKeys> | undefined;

export default {
  async fetch(request, env, context) {
    const url = new URL(request.url);
    const port = openOrigin(openOriginFetch(env.ORIGIN, { remote: undefined, keys: undefined }));
    if (request.method === "POST") return url.pathname === "/__purge" ? purged(request, env) : buy(request, url, port);
    const cached = await caches.default.match(addressOf(url, env));
    const shell = cached ?? (await fill(url, env, port));
    if (!cached && shell.ok) context.waitUntil(caches.default.put(addressOf(url, env), shell.clone()));
    const page = await personal(shell, await claimsOf(request, env), port);
    page.headers.set("Cache-Status", cached ? "vitrine-pop;hit" : "vitrine-pop;fwd=miss");
    return page;
  },
} satisfies ExportedHandler<Env>;

const addressOf = ({ pathname, search }: URL, { SITE_ORIGIN }: Env): string => `${SITE_ORIGIN}${pathname}${search}`;

async function fill(url: URL, env: Env, port: OriginPort): Promise<Response> {
  const site = { origin: env.SITE_ORIGIN, host: new URL(env.SITE_ORIGIN).host };
  const plan = planKey(url.href, POLICIES, site);
  if (plan.kind !== "page") return new Response(null, { status: 404 });
  const { parts, canonical } = plan;
  const { recipe } = Object.values(PAGES).find(({ key }) => key.name === parts.route) ?? PAGES.home;
  const ask = { kind: recipe.page, handle: recipe.handle(parts), market: parts.market, params: parts.query, at: Date.now() };
  const answered = await port.page(ask);
  if (!answered.ok) return new Response(null, { status: 502 });
  const nonce = crypto.randomUUID();
  const { html, headers, slots } = renderPage({ parts, canonical, answer: answered.value.page, nonce, site, assets });
  const caching = { "Cache-Control": `max-age=${MAX_AGE_S}` };
  return new Response(joinShell(compileShell(html, slots, nonce)), { headers: { ...headers, ...caching } });
}

async function personal(shell: Response, claims: TokenClaims | undefined, port: OriginPort): Promise<Response> {
  const count = claims?.cart && (await countOf(claims, port));
  const put = (html: string) => ({ element: (element: Element) => void element.setInnerContent(html, { html: true }) });
  const rewriter = new HTMLRewriter();
  if (claims?.firstName) rewriter.on('[data-fragment="greeting"]', put(`<span>Hello, ${claims.firstName}</span>`));
  if (count !== undefined)
    rewriter.on('[data-fragment="cart-badge"]', put(`<a href="/en-us/cart" class="badge">Basket <b>${count}</b></a>`));
  const page = rewriter.transform(shell);
  return new Response(page.body, page);
}

async function countOf({ sub, market, cart }: TokenClaims, port: OriginPort): Promise<number | undefined> {
  const asks = [{ id: "0", question: "cart-summary" as const, cart: cart?.id ?? "" }];
  for await (const frame of port.batch({ market, visitor: { sub, cartId: cart?.id ?? null, refresh: false }, asks }, 2_000))
    if ("data" in frame) return (frame.data as { itemCount: number }).itemCount;
  return undefined;
}

async function claimsOf(request: Request, env: Env): Promise<TokenClaims | undefined> {
  const token = /__Host-visitor=([^;]+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  keys ??= importTokenKeys(env.TOKEN_KEYS);
  const verified = token === undefined ? undefined : await verifyToken(token, await keys, Date.now());
  return verified?.ok ? verified.claims : undefined;
}

async function buy(request: Request, url: URL, port: OriginPort): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const market = url.pathname.split("/")[1] as TokenClaims["market"];
  const line = { market, cartId: null, customer: null, variant: form.get("variant") ?? "", quantity: 1 };
  const answered = await port.addLine(line, crypto.randomUUID());
  if (!answered.ok) return new Response(null, { status: 502 });
  const headers = { Location: `/${market}/cart`, "Set-Cookie": `__Host-visitor=${answered.value.token}; Path=/; Secure; HttpOnly` };
  return new Response(null, { status: 303, headers });
}

async function purged(request: Request, env: Env): Promise<Response> {
  const gone = await caches.default.delete(`${env.SITE_ORIGIN}${await request.text()}`);
  return Response.json({ gone });
}
