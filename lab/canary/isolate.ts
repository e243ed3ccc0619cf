/** One isolate of the edge Worker, composed as in production but for its log, which stays here. Entry point of the canary's bundle. */
import { adminApp, isAdminPath } from "../../worker/admin/app.ts";
import { type AdminBindings, adminDeps } from "../../worker/admin-deps.io.ts";
import { type EdgeBindings, openEdge } from "../../worker/edge.io.ts";
import { shopRoutes } from "../../worker/shop-routes.ts";

export { Bulletin } from "../../worker/bulletin/bulletin.object.ts";
export { Prewarms } from "../../worker/prewarms.object.ts";
export { Shield } from "../../worker/shield.object.ts";
export { Stats } from "../../worker/telemetry/stats.object.ts";

export async function openIsolate(bindings: EdgeBindings & AdminBindings) {
  const edge = await openEdge(bindings, "TST");
  const deps = await adminDeps(edge, bindings);
  const admin = adminApp(deps);
  const shop = shopRoutes(edge, deps);
  const fetch = async (request: Request): Promise<Response> =>
    isAdminPath(new URL(request.url).pathname) ? admin.fetch(request) : shop.fetch(request);
  // Hono's keep what stood in the latest path of a route, until the next one: no request is given another's.
  const routers = [admin.router, shop.router];
  return { fetch, routers, memory: edge.cache.memory, flush: () => edge.reporter.flush() };
}
export type Isolate = Awaited<ReturnType<typeof openIsolate>>;
