/** `/admin`: the console. Every form works without script. */
import { type Context, Hono } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import type { Actor } from "./admin.ts";
import { refuseMethod } from "./answers.ts";
import { auditPage } from "./console/audit-page.tsx";
import { PARTS } from "./console/parts/all.ts";
import { emptyInput } from "./console/prewarm-input.ts";
import { trafficPage } from "./console/traffic-page.tsx";
import { answerHtml } from "./console-answers.ts";
import type { AdminDeps } from "./deps.ts";
import { feedsConsole } from "./feeds-console.tsx";
import { type AdminEnv, recognize } from "./guard.ts";
import { limitBody } from "./limit-body.ts";
import { postPrewarm, setPrewarm, showPrewarms } from "./prewarm-forms.tsx";
import { productsConsole } from "./products-console.tsx";
import { postPurge } from "./purge-forms.tsx";
import { askIn, signIn, signOut } from "./session-routes.ts";
import { showCache, showPage } from "./show-console.tsx";

export function consoleRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const pages = new Hono<AdminEnv>({ strict: false });
  pages.post("*", limitBody);
  openRoutes(pages, deps);
  // Whoever is nobody, or was signed in too long ago, sees the way in, whatever stands below.
  pages.use(recognize(deps, (mayTry, request) => askIn(mayTry, request, deps)));
  showRoutes(pages, deps);
  orderRoutes(pages, deps);
  pages.route("/products", productsConsole(deps));
  pages.route("/feeds", feedsConsole(deps));
  return pages;
}

/** What people ask for without a session, and what only the console's script asks for. */
function openRoutes(pages: Hono<AdminEnv>, deps: AdminDeps): void {
  pages.post("/session", (c) => signIn(c, deps));
  pages.post("/session/end", (c) => signOut(c, deps));
  for (const path of ["/session", "/session/end"]) pages.all(path, refuseMethod("POST"));
  pages.get("/live/:part", recognize(deps), (c) => showPart(c, deps));
  pages.all("/live/:part", refuseMethod("GET", "HEAD"));
}

function showRoutes(pages: Hono<AdminEnv>, deps: AdminDeps): void {
  const page = (path: string, show: (actor: Actor, query: URLSearchParams) => Promise<Response>) =>
    pages.get(path, (c) => show(c.var.actor, new URL(c.req.url).searchParams));
  page("/", (actor, query) => showCache(actor, deps, { explainUrl: query.get("explain") ?? "", arms: query.getAll("arm") }));
  page("/traffic", (actor, query) =>
    showPage(actor, deps, { path: "/admin/traffic", title: "Traffic", content: trafficPage(deps, query, actor) }),
  );
  page("/audit", (actor, query) => showPage(actor, deps, { path: "/admin/audit", title: "Audit", content: auditPage(deps, query, actor) }));
  page("/prewarms", (actor) => showPrewarms(actor, deps, emptyInput(String(deps.now()))));
  for (const path of ["/", "/traffic", "/audit"]) pages.all(path, refuseMethod("GET", "HEAD"));
}

function orderRoutes(pages: Hono<AdminEnv>, deps: AdminDeps): void {
  pages.post("/purges", (c) => postPurge(c, deps));
  pages.post("/prewarms", (c) => postPrewarm(c, deps));
  for (const to of ["cancel", "resume"] as const)
    pages.post(`/prewarms/:id/${to}`, (c) => setPrewarm(c, c.req.param("id") ?? "", to, deps));
  for (const path of ["/purges", "/prewarms/:id/cancel", "/prewarms/:id/resume"]) pages.all(path, refuseMethod("POST"));
  pages.all("/prewarms", refuseMethod("GET", "HEAD", "POST"));
}

/** A part of a page as it is at this moment, for the console's script. */
async function showPart(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const part = PARTS.get(c.req.param("part") ?? "");
  return part ? answerHtml(await part.show(deps, new URL(c.req.url).searchParams, c.var.actor), 200, {}) : toProblem({ kind: "not-found" });
}
