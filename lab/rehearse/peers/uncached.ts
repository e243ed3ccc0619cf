/** The shop with every cache taken out: each view asks the origin for its page and for its fragments. */
import { adminApp, isAdminPath } from "../../../worker/admin/app.ts";
import { type AdminBindings, adminDeps } from "../../../worker/admin-deps.io.ts";
import { MemoryTier } from "../../../worker/cache/memory.ts";
import type { PopTier } from "../../../worker/cache/tiers.ts";
import { type EdgeBindings, openEdge } from "../../../worker/edge.io.ts";
import { shopPages } from "../../../worker/serve-address.ts";
import type { Flights } from "../../../worker/shell/find-flights.ts";
import type { CacheContext } from "../../../worker/shell/find-wanted.ts";
import { shopRoutes } from "../../../worker/shop-routes.ts";

type Bindings = EdgeBindings & AdminBindings;
type Answer = (request: Request) => Response | Promise<Response>;

let opened: Promise<Answer> | undefined;

export default {
  async fetch(request, env) {
    opened ??= open(env);
    return (await opened)(request);
  },
} satisfies ExportedHandler<Bindings>;

async function open(env: Bindings): Promise<Answer> {
  const edge = await openEdge(env, undefined);
  const shop = { ...edge, cache: emptied(edge.cache), answers: emptied(edge.answers) };
  const deps = await adminDeps(shop, env);
  const admin = adminApp(deps);
  const others = shopRoutes(shop, deps);
  const pages = shopPages(shop, deps);
  return (request) => (isAdminPath(new URL(request.url).pathname) ? admin.fetch(request) : (pages(request) ?? others.fetch(request)));
}

const NOWHERE: PopTier = { get: async () => undefined, put: async () => undefined };

/** Nobody joins anybody either. */
class NoFlights extends Map {
  override set(): this {
    return this;
  }
}

function emptied({ shield: _, ...cache }: CacheContext): CacheContext {
  return { ...cache, memory: new MemoryTier(0), pop: NOWHERE, flights: new NoFlights() as Flights };
}
