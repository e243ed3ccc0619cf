import type { Hono } from "hono";
import { createApp } from "./app.ts";
import { demoRoutes } from "./demo/routes.ts";
import type { Deps } from "./deps.ts";

/** The app of a deployed origin. */
export function composeApp(deps: Deps): Hono {
  return createApp(deps, VITRINE_DEMO === "true" ? { "/v1/demo": demoRoutes(deps) } : {});
}
