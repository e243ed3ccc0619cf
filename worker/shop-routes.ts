/** Which request goes where: writes and fragments by their own paths, everything else by the key compiler. */
import { Hono } from "hono";
import { isMarket, type Market } from "#contract/market";
import type { Gate } from "./admin/identify.ts";
import { identify } from "./admin/identify.ts";
import { readPurgeSeq } from "./bulletin/as-of.ts";
import { serveFragments } from "./carts/serve-fragments.ts";
import { signIn } from "./carts/sign-in.ts";
import type { WriteContext } from "./carts/write-context.ts";
import { addLine, setLine } from "./carts/write-line.ts";
import type { Edge } from "./edge.io.ts";
import { negotiateMarket } from "./key/negotiate-market.ts";
import { marketHome, planKey } from "./key/plan-key.ts";
import { surroundingsOf } from "./messages.ts";
import { openFragments } from "./open-fragments.ts";
import { cacheFields } from "./page-headers.ts";
import { noticePage } from "./page-response.ts";
import { robotsTxt } from "./pages/sitemap.ts";
import type { Failure } from "./problem/failure.ts";
import { problemOf, toProblem } from "./problem/to-problem.ts";
import { KEY_POLICIES } from "./routes.ts";
import { type PageRequest, serveNotFound, servePage, serveSitemap } from "./serve-page.ts";
import { readVisitor } from "./visitor/read-visitor.ts";

const PAGE_METHODS = ["GET", "HEAD"];

/** The shop's routes. `gate` recognizes admins, who are told more and may ask for purges to have arrived. */
export function shopRoutes(edge: Edge, gate: Gate): Hono {
  const app = new Hono({ strict: true });
  app.get(
    "/robots.txt",
    () =>
      new Response(robotsTxt(edge.config.site), { headers: { ...cacheFields("no-cache"), "Content-Type": "text/plain; charset=utf-8" } }),
  );
  app.get("/favicon.ico", () => moved(301, edge.assets.icons.icon));
  app.get("/sitemap.xml", ({ req }) => serveSitemap(edge, plainRequest(req.raw)));
  app.post("/:market/cart/lines", ({ req }) => write(edge, req.raw, req.param("market"), addLine));
  app.post("/:market/cart/lines/:line", ({ req }) =>
    write(edge, req.raw, req.param("market"), (request, context) => setLine(request, context, req.param("line"))),
  );
  if (edge.config.demo) app.post("/:market/_demo/sign-in", ({ req }) => write(edge, req.raw, req.param("market"), signIn));
  app.get("/:market/_fragments", ({ req }) =>
    serveFragments(req.raw, { site: edge.config.site, open: (page, names) => openFragments(edge, req.raw, page, names) }),
  );
  app.all("*", async ({ req }) =>
    PAGE_METHODS.includes(req.method) ? page(edge, gate, req.raw) : toProblem({ kind: "method-not-allowed", allow: PAGE_METHODS }),
  );
  return app;
}

async function page(edge: Edge, gate: Gate, request: Request): Promise<Response> {
  const { site } = edge.config;
  const plan = planKey(request.url, KEY_POLICIES, site);
  switch (plan.kind) {
    case "page":
      return servePage(edge, await pageRequest(edge, gate, request), plan);
    case "redirect":
      return moved(301, plan.location);
    case "negotiate":
      return moved(302, marketHome(request.url, marketOf(request), site));
    case "unknown":
      return serveNotFound(edge, plainRequest(request), plan.market ?? marketOf(request));
    case "refused":
      return toProblem(
        plan.status === 414 ? { kind: "uri-too-long" } : { kind: "bad-input", errors: [{ field: "url", because: plan.because }] },
      );
  }
}

/** Only a request that shows a token is looked at as an admin's: everybody else costs nothing here. */
async function pageRequest(edge: Edge, gate: Gate, request: Request): Promise<PageRequest> {
  if (!request.headers.has("Authorization")) return plainRequest(request);
  const identified = await identify(request.headers, gate, edge.cache.now());
  if (identified.kind !== "actor") return plainRequest(request);
  return { request, isAdmin: true, purgeSeq: readPurgeSeq(request.headers.get("Purge-Seq")) };
}

const plainRequest = (request: Request): PageRequest => ({ request, isAdmin: false, purgeSeq: undefined });

function marketOf(request: Request): Market {
  const country = request.cf?.country;
  return negotiateMarket(request.headers.get("Accept-Language"), typeof country === "string" ? country : undefined);
}

/** Permanent moves may be remembered for a day; a chosen market is nobody's to remember. */
function moved(status: 301 | 302, location: string): Response {
  const caching = status === 301 ? { "Cache-Control": "private, max-age=86400", "CDN-Cache-Control": "no-store" } : cacheFields("no-cache");
  return new Response(null, { status, headers: { ...caching, Location: location } });
}

type Write = (request: Request, context: WriteContext) => Promise<Response>;

async function write(edge: Edge, request: Request, market: string, act: Write): Promise<Response> {
  if (!isMarket(market)) return toProblem({ kind: "not-found" });
  const { config, cookies, port, cache } = edge;
  const now = cache.now();
  const visitor = await readVisitor(request.headers.get("Cookie"), cookies, config.tokenKeys, now);
  edge.reporter.soon(cache.background);
  return act(request, {
    surroundings: surroundingsOf(market),
    visitor,
    site: config.site,
    cookies,
    tokenKeys: config.tokenKeys,
    now,
    port,
    idempotencyKey: crypto.randomUUID(),
    failedPage: (failure) => refusedPage(edge, market, failure),
  });
}

/** What was wrong with a form, for people. */
function refusedPage(edge: Edge, market: Market, failure: Failure): Response {
  const { status } = problemOf(failure);
  const because = "errors" in failure ? failure.errors.map(({ field, because }) => `${field}: ${because}`) : [];
  const shown =
    status >= 500
      ? ({ kind: "failed", navigation: null, status } as const)
      : ({ kind: "refused", navigation: null, status, because } as const);
  return noticePage(edge, market, shown, failure.kind === "unavailable" ? failure.retryAfterSeconds : undefined);
}
