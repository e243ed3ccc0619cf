/** Which request goes where: writes and fragments by their own paths, everything else by the key compiler. */
import { type Context, Hono } from "hono";
import { isMarket, MARKET_NAMES, type Market } from "#contract/market";
import type { Gate } from "./admin/identify.ts";
import { identify } from "./admin/identify.ts";
import { cacheFields } from "./browser-promise.ts";
import { readPurgeSeq } from "./bulletin/as-of.ts";
import { serveFragments } from "./carts/serve-fragments.ts";
import { signIn } from "./carts/sign-in.ts";
import { addLine, setLine } from "./carts/write-line.ts";
import { clientOf } from "./client-of.ts";
import type { Edge } from "./edge.io.ts";
import { negotiateMarket } from "./key/negotiate-market.ts";
import { marketHome, planKey } from "./key/plan-key.ts";
import { rememberingPlans } from "./key/remember-plans.ts";
import { moved } from "./moved-response.ts";
import { openFragments } from "./open-fragments.ts";
import { securityFields } from "./page-headers.ts";
import type { Lens, PagePlan, PageRequest } from "./page-request.ts";
import { robotsTxt } from "./pages/sitemap.ts";
import { toProblem } from "./problem/to-problem.ts";
import { refuseUrl } from "./refuse-url.ts";
import { logRequest } from "./request-log.ts";
import { KEY_POLICIES } from "./routes.ts";
import { doubtOf, serveDoubtful } from "./serve-doubtful.ts";
import { serveNotFound, servePage, serveSitemap } from "./serve-page.ts";
import { write } from "./shop-writes.ts";
import { traced } from "./trace-request.io.ts";
import { showOverlay } from "./workbench/show-overlay.ts";

const PAGE_METHODS = ["GET", "HEAD"];
/** A form's address is moved from when it is asked for as a page. */
const WRITE_METHODS = ["GET", "HEAD", "POST"];

/**
 * Answers pages, which the key compiler alone tells from everything else; undefined for what is none. Nearly every request
 * is one, and this is its whole way.
 */
export function shopPages(edge: Edge, gate: Gate): (request: Request) => Promise<Response> | undefined {
  const planOf = rememberingPlans(KEY_POLICIES, edge.config.site);
  return (request) => {
    if (!PAGE_METHODS.includes(request.method)) return undefined;
    const plan = planOf(request.url);
    if (plan.kind !== "page") return undefined;
    return VITRINE_DEMO === "true"
      ? showOverlay(edge, request, (seen, lens) => planned(edge, gate, seen, plan, lens))
      : planned(edge, gate, request, plan);
  };
}

/** All routes of the shop. `gate` recognizes admins, who are told more and may ask for purges to have arrived. */
export function shopRoutes(edge: Edge, gate: Gate): Hono {
  const { site } = edge.config;
  const app = new Hono({ strict: true });
  const logged = (route: string, answer: Answer) => (c: Context) => answerLogged(edge, route, c, answer);
  app.get(
    "/robots.txt",
    logged("robots", () => robots(edge)),
  );
  app.get(
    "/favicon.ico",
    logged("favicon", () => moved(site, 301, edge.assets.icons.icon)),
  );
  app.get("/sitemap.xml", ({ req }) => serveSitemap(edge, plainRequest(edge, req.raw)));
  app.post(
    "/:market/cart/lines",
    logged("cart-lines", ({ req }) => write(edge, req, addLine)),
  );
  app.post(
    "/:market/cart/lines/:line",
    logged("cart-line", ({ req }) => write(edge, req, (request, context) => setLine(request, context, req.param("line") ?? ""))),
  );
  for (const path of ["/:market/cart/lines", "/:market/cart/lines/:line"])
    app.on(
      ["PUT", "PATCH", "DELETE", "OPTIONS"],
      path,
      logged("refused", () => toProblem({ kind: "method-not-allowed", allow: WRITE_METHODS })),
    );
  // Whoever loads the answer of a form anew by its address looks for the cart.
  app.get(
    `/:market{${MARKET_NAMES.join("|")}}/cart/lines/:line?`,
    logged("cart-lines", ({ req }) => moved(site, 302, `${site.origin}/${req.param("market")}/cart`)),
  );
  if (VITRINE_DEMO === "true")
    app.post(
      "/:market/_demo/sign-in",
      logged("sign-in", ({ req }) => write(edge, req, signIn)),
    );
  const open = (request: Request) => (page: string, names: readonly string[]) => openFragments(traced(edge, request), request, page, names);
  app.get(
    "/:market/_fragments",
    logged("fragments", ({ req }) => serveFragments(req.raw, { site, open: open(req.raw) })),
  );
  app.on(PAGE_METHODS, "*", (c) =>
    VITRINE_DEMO === "true"
      ? showOverlay(edge, c.req.raw, (request, lens) => page(edge, gate, c, request, lens))
      : page(edge, gate, c, c.req.raw),
  );
  app.all(
    "*",
    logged("refused", () => toProblem({ kind: "method-not-allowed", allow: PAGE_METHODS })),
  );
  return app;
}

type Answer = (c: Context) => Response | Promise<Response>;

async function answerLogged(edge: Edge, route: string, c: Context, answer: Answer): Promise<Response> {
  const startedAt = edge.cache.now();
  const response = await answer(c);
  const market = c.req.param("market") ?? "";
  logRequest(traced(edge, c.req.raw), route, isMarket(market) ? market : undefined, { request: c.req.raw, response, startedAt });
  return response;
}

function robots({ config }: Edge): Response {
  return new Response(robotsTxt(config.site), {
    headers: { ...cacheFields({ kind: "text" }), ...securityFields(config.site), "Content-Type": "text/plain; charset=utf-8" },
  });
}

async function page(edge: Edge, gate: Gate, c: Context, request: Request, lens?: Lens): Promise<Response> {
  const { site } = edge.config;
  const plan = planKey(request.url, KEY_POLICIES, site);
  switch (plan.kind) {
    case "page":
      return planned(edge, gate, request, plan, lens);
    case "unknown":
      return serveNotFound(edge, plainRequest(edge, request, lens), plan.market ?? marketOf(request));
    case "redirect":
      return answerLogged(edge, "redirect", c, () => moved(site, 301, plan.location));
    case "negotiate":
      return answerLogged(edge, "negotiate", c, () => moved(site, 302, marketHome(request.url, marketOf(request), site)));
    case "refused":
      return answerLogged(edge, "refused", c, () => refuseUrl(edge, request, plan, marketOf(request)));
  }
}

/** Only a request that shows a token is looked at as an admin's: everybody else costs nothing here. */
function planned(edge: Edge, gate: Gate, request: Request, plan: PagePlan, lens?: Lens): Promise<Response> {
  if (!request.headers.has("Authorization")) return serve(edge, plainRequest(edge, request, lens), plan);
  return adminRequest(edge, gate, request, lens).then((asked) => serve(edge, asked, plan));
}

function serve(edge: Edge, asked: PageRequest, plan: PagePlan): Promise<Response> {
  const doubt = doubtOf(edge, plan);
  return doubt === undefined ? servePage(edge, asked, plan) : serveDoubtful(edge, asked, plan, doubt);
}

async function adminRequest(edge: Edge, gate: Gate, request: Request, lens?: Lens): Promise<PageRequest> {
  const identified = await identify(request.headers, gate, edge.cache.now());
  if (identified.kind !== "actor") return plainRequest(edge, request, lens);
  return { request, isAdmin: true, purgeSeq: readPurgeSeq(request.headers.get("Purge-Seq")), mayMiss: always, lens };
}

const always = () => Promise.resolve(true);

function plainRequest(edge: Edge, request: Request, lens?: Lens): PageRequest {
  return { request, isAdmin: false, purgeSeq: undefined, mayMiss: (miss) => edge.mayMiss(clientOf(request.headers), miss), lens };
}

function marketOf(request: Request): Market {
  const country = request.cf?.country;
  return negotiateMarket(request.headers.get("Accept-Language"), typeof country === "string" ? country : undefined);
}
