/** The part that people who run the shop use: `/admin`, `/admin/api/*`, `/admin/metrics`, `/healthz`, `/readyz`. */
import { Hono } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { failureFacts } from "../telemetry/failure-facts.ts";
import { PROMETHEUS_TYPE, toPrometheus } from "../telemetry/prometheus.ts";
import { Unreachable } from "../unreachable.ts";
import { answerJson, answerText, refuseMethod } from "./answers.ts";
import { apiRoutes } from "./api.ts";
import { consoleRoutes } from "./console-routes.tsx";
import type { AdminDeps } from "./deps.ts";
import { type AdminEnv, recognize } from "./guard.ts";
import { knownQuery } from "./known-query.ts";

/** True for paths that `adminApp` answers. */
export function isAdminPath(pathname: string): boolean {
  return pathname === "/admin" || pathname.startsWith("/admin/") || pathname === "/healthz" || pathname === "/readyz";
}

/** Everything it answers is `no-store`. Make it once an isolate: building the routes costs more than a request. */
export function adminApp(deps: AdminDeps): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>({ strict: false });
  app.get("/healthz", () => answerText("ok\n", "text/plain; charset=utf-8"));
  app.all("/healthz", refuseMethod("GET", "HEAD"));
  app.get("/readyz", () => ready(deps));
  app.all("/readyz", refuseMethod("GET", "HEAD"));
  app.route("/admin/api", apiRoutes(deps));
  app.get("/admin/metrics", recognize(deps), knownQuery(), async () => answerText(toPrometheus(await deps.stats()), PROMETHEUS_TYPE));
  app.all("/admin/metrics", refuseMethod("GET", "HEAD"));
  app.route("/admin", consoleRoutes(deps));
  app.notFound(() => toProblem({ kind: "not-found" }));
  app.onError((error) => {
    deps.log("failed", failureFacts(error));
    return toProblem(error instanceof Unreachable ? { kind: "unavailable", retryAfterSeconds: 5 } : { kind: "internal" });
  });
  return app;
}

/** 200 when everything the shop needs answers, else 503 with what does not. */
async function ready(deps: AdminDeps): Promise<Response> {
  const checks = await deps.checks();
  const isReady = Object.values(checks).every((check) => check.ok);
  return answerJson({ ready: isReady, checks }, isReady ? 200 : 503, isReady ? {} : { "Retry-After": "1" });
}
