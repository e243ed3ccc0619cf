/** Which request goes where: writes and fragments by their own paths, everything else by the key compiler. */
import { type Context, Hono } from "hono";
import { MARKET_NAMES } from "#contract/market";
import type { Gate } from "./admin/identify.ts";
import { cacheFields } from "./browser-promise.ts";
import { serveFragments } from "./carts/serve-fragments.ts";
import { signIn } from "./carts/sign-in.ts";
import { addLine, setLine } from "./carts/write-line.ts";
import type { Edge } from "./edge.io.ts";
import { planSitemap } from "./key/plan-sitemap.ts";
import { moved } from "./moved-response.ts";
import { openFragments } from "./open-fragments.ts";
import { securityFields } from "./page-headers.ts";
import { robotsTxt } from "./pages/sitemap.ts";
import { toProblem } from "./problem/to-problem.ts";
import { answerLogged } from "./request-log.ts";
import { PAGE_METHODS, plainRequest, serveAddress } from "./serve-address.ts";
import { serveSitemap } from "./serve-page.ts";
import { write } from "./shop-writes.ts";
import { traced } from "./trace-request.io.ts";

/** A form's address is moved from when it is asked for as a page. */
const WRITE_METHODS = ["GET", "HEAD", "POST"];

/** All routes of the shop. `gate` recognizes admins, who are told more and may ask for purges to have arrived. */
export function shopRoutes(edge: Edge, gate: Gate): Hono {
  const { site } = edge.config;
  const app = new Hono({ strict: true });
  const logged = (route: string, answer: Answer) => (c: Context) =>
    answerLogged(edge, route, c.req.raw, () => answer(c), c.req.param("market"));
  app.get(
    "/robots.txt",
    logged("robots", () => robots(edge)),
  );
  app.get(
    "/favicon.ico",
    logged("favicon", () => moved(site, 301, edge.assets.icons.icon)),
  );
  app.get("/:file{sitemap[^/]*}", ({ req }, next) => {
    const plan = planSitemap(req.path, site);
    return plan ? serveSitemap(edge, plainRequest(edge, req.raw), plan) : next();
  });
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
  app.on(PAGE_METHODS, "*", ({ req }) => serveAddress(edge, gate, req.raw));
  app.all(
    "*",
    logged("refused", () => toProblem({ kind: "method-not-allowed", allow: PAGE_METHODS })),
  );
  return app;
}

type Answer = (c: Context) => Response | Promise<Response>;

function robots({ config }: Edge): Response {
  return new Response(robotsTxt(config.site), {
    headers: { ...cacheFields({ kind: "text" }), ...securityFields(config.site), "Content-Type": "text/plain; charset=utf-8" },
  });
}
