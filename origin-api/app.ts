/** The origin's resources under one roof. The same app runs in the Durable Object, in a Worker before PlanetScale, and in tests. */
import { Hono } from "hono";
import { answerOf, CALL_FIELD } from "#contract/own-answer";
import { batchRoutes } from "./batch/routes.ts";
import { cartRoutes } from "./cart/routes.ts";
import { overviewRoutes } from "./catalog/overview.io.ts";
import { pageRoutes } from "./catalog/routes.ts";
import { callKind } from "./counters/call-counts.ts";
import { readCalls } from "./counters/counters.io.ts";
import type { Deps } from "./deps.ts";
import { feedRoutes } from "./feed/routes.ts";
import { openApi } from "./openapi/openapi.ts";
import { methodNotAllowed } from "./problem/methods.ts";
import { done, type Result, toProblem } from "./problem/problem.ts";
import { productRoutes } from "./products/routes.ts";
import { stockRoutes } from "./stock/routes.ts";

/** Answers about one visitor; whatever stands between origin and edge must not keep them. */
const isPersonal = (path: string): boolean => path.startsWith("/v1/carts") || path.startsWith("/v1/demo");

/** Monitors of the platform sign nothing, and learn nothing from this. */
const isOpen = ({ method, url }: Request): boolean => method === "GET" && new URL(url).pathname === "/healthz";

const enter = async ({ guard }: Deps, request: Request): Promise<Result<Request>> =>
  guard && !isOpen(request) ? guard(request) : done(request);

/** `further` mounts resources that not every build has. */
export function createApp(deps: Deps, further: Readonly<Record<string, Hono>> = {}): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    deps.counts.add(callKind(context.req.method, context.req.path));
    const entered = await enter(deps, context.req.raw);
    if (!entered.ok) return toProblem(entered.failure);
    context.req.raw = entered.value;
    await next();
    const name = context.req.header(CALL_FIELD);
    if (name !== undefined) context.res.headers.set(CALL_FIELD, answerOf(name, context.req.method, context.req.url));
    if (isPersonal(context.req.path)) context.res.headers.set("Cache-Control", "no-store");
  });
  app.route("/v1/pages", pageRoutes(deps));
  app.route("/v1/catalogue", overviewRoutes(deps));
  app.route("/v1/stock", stockRoutes(deps));
  app.route("/v1/fragments", batchRoutes(deps));
  app.route("/v1/carts", cartRoutes(deps));
  app.route("/v1/feeds", feedRoutes(deps));
  app.route("/v1/products", productRoutes(deps));
  app.get("/v1/counters", async () => Response.json(await readCalls(deps.db, deps.counts)));
  app.get("/v1/openapi.json", () => Response.json(openApi()));
  app.get("/healthz", () => new Response("ok\n"));
  for (const [path, routes] of Object.entries(further)) app.route(path, routes);
  app.notFound(({ req }) => toProblem(methodNotAllowed(app.routes, req.method, req.path) ?? { kind: "not-found" }));
  app.onError((error) => {
    deps.report(error);
    return toProblem({ kind: "broken" });
  });
  return app;
}
