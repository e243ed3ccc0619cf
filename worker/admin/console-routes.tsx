/** `/admin`: the console. Every form works without script. */
import { type Context, Hono } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import type { Actor } from "./admin.ts";
import { refuseMethod } from "./answers.ts";
import { auditPage } from "./console/audit-page.tsx";
import { PARTS } from "./console/parts/all.ts";
import { emptyInput } from "./console/prewarm-input.ts";
import { prewarmsPage } from "./console/prewarms-page.tsx";
import { trafficPage } from "./console/traffic-page.tsx";
import { answerHtml } from "./console-answers.ts";
import type { AdminDeps } from "./deps.ts";
import { feedsConsole } from "./feeds-console.tsx";
import { type AdminEnv, mayTryToken, recognize } from "./guard.ts";
import { identify } from "./identify.ts";
import { limitBody } from "./limit-body.ts";
import { postPrewarm, setPrewarm } from "./prewarm-forms.tsx";
import { productsConsole } from "./products-console.tsx";
import { postPurge } from "./purge-forms.tsx";
import { signIn, signOut } from "./session-routes.ts";
import { showCache, showLogin, showPage } from "./show-console.tsx";

export function consoleRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const pages = new Hono<AdminEnv>({ strict: false });
  const page = (path: string, show: (actor: Actor, query: URLSearchParams) => Promise<Response>) =>
    pages.get(path, (c) => open(c, deps, show));
  page("/", (actor, query) => showCache(actor, deps, { explainUrl: query.get("explain") ?? "", arms: query.getAll("arm") }));
  page("/traffic", (actor, query) =>
    showPage(actor, deps, { path: "/admin/traffic", title: "Traffic", content: trafficPage(deps, query) }),
  );
  page("/audit", (actor, query) => showPage(actor, deps, { path: "/admin/audit", title: "Audit", content: auditPage(deps, query) }));
  page("/prewarms", (actor) => {
    const state = { input: emptyInput(String(deps.now())), errors: [], dryRun: undefined };
    return showPage(actor, deps, { path: "/admin/prewarms", title: "Prewarm", content: prewarmsPage(deps, state) });
  });
  pages.get("/live/:part", recognize(deps), (c) => showPart(c, deps));
  pages.post("/session", limitBody, (c) => signIn(c, deps));
  pages.post("/session/end", (c) => signOut(c, deps));
  pages.post("/purges", recognize(deps), limitBody, (c) => postPurge(c, deps));
  pages.post("/prewarms", recognize(deps), limitBody, (c) => postPrewarm(c, deps));
  for (const to of ["cancel", "resume"] as const)
    pages.post(`/prewarms/:id/${to}`, recognize(deps), (c) => setPrewarm(c, c.req.param("id") ?? "", to, deps));
  for (const path of ["/", "/traffic", "/audit", "/live/:part"]) pages.all(path, refuseMethod("GET", "HEAD"));
  for (const path of ["/session", "/session/end", "/purges", "/prewarms/:id/cancel", "/prewarms/:id/resume"])
    pages.all(path, refuseMethod("POST"));
  pages.all("/prewarms", refuseMethod("GET", "HEAD", "POST"));
  pages.route("/products", productsConsole(deps));
  pages.route("/feeds", feedsConsole(deps));
  return pages;
}

type Show = (actor: Actor, query: URLSearchParams) => Promise<Response>;

/** A wrong token counts as a try here too: the console must not be the way round the limit. */
async function open(c: Context<AdminEnv>, deps: AdminDeps, show: Show): Promise<Response> {
  const identified = await identify(c.req.raw.headers, deps, deps.now());
  if (identified.kind === "actor") return show(identified.actor, new URL(c.req.url).searchParams);
  const mayTry = identified.kind === "nobody" || (await mayTryToken(c.req.raw, deps));
  return showLogin(deps, undefined, mayTry ? 401 : 429);
}

/** A part of a page as it is at this moment, for the console's script. */
async function showPart(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const part = PARTS.get(c.req.param("part") ?? "");
  return part ? answerHtml(await part.show(deps, new URL(c.req.url).searchParams), 200, {}) : toProblem({ kind: "not-found" });
}
