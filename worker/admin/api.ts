/** `/admin/api`: what tools speak to. JSON in, JSON or problem details out. */
import { Hono } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { answerJson, complain, refuseMethod } from "./answers.ts";
import type { AdminDeps } from "./deps.ts";
import { exportFeed } from "./feed-export.ts";
import { uploadFeed } from "./feed-upload.ts";
import { type AdminEnv, recognize } from "./guard.ts";
import { knownQuery } from "./known-query.ts";
import { prewarmsApi } from "./prewarms-api.ts";
import { productsApi } from "./products-api.ts";
import { purgesApi } from "./purges-api.ts";
import { isOurs } from "./same-site.ts";

export function apiRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const api = new Hono<AdminEnv>({ strict: false });
  api.use(recognize(deps));
  api.route("/purges", purgesApi(deps));
  api.route("/prewarms", prewarmsApi(deps));
  api.route("/products", productsApi(deps));
  api.get("/explain", knownQuery("url", "arm"), (c) => explain(c.req.query("url"), c.req.queries("arm") ?? [], deps));
  api.all("/explain", refuseMethod("GET", "HEAD"));
  api.get("/stats", knownQuery(), async () => answerJson(await deps.stats()));
  api.all("/stats", refuseMethod("GET", "HEAD"));
  api.post("/feeds", knownQuery("mode", "format", "currency", "withdraw", "minShare"), (c) => uploadFeed(c, deps));
  api.all("/feeds", refuseMethod("POST"));
  api.get("/feeds/export", knownQuery("market", "of"), (c) => exportFeed(c, deps));
  api.all("/feeds/export", refuseMethod("GET", "HEAD"));
  api.all("/*", () => toProblem({ kind: "not-found" }));
  return api;
}

async function explain(asked: string | undefined, arms: readonly string[], deps: AdminDeps): Promise<Response> {
  if (!asked) return complain(400, "url", "Name the URL to explain: ?url=https://...");
  const url = toOurUrl(asked, deps);
  if (!url) return complain(422, "url", "This URL is not of this shop.");
  const explained = await deps.explain(url, arms);
  return "unknownArm" in explained ? complain(422, "arm", explained.because) : answerJson(explained);
}

/** The URL in full, when it is one of the shop's; also of a path. */
export function toOurUrl(text: string, { site }: Pick<AdminDeps, "site">): string | undefined {
  const absolute = /^\/(?![/\\])/.test(text) ? `${site.origin}${text}` : text;
  const url = URL.parse(absolute);
  return url && isOurs(url, site) ? absolute : undefined;
}
