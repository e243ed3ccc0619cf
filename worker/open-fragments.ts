/** Opens some fragments of a page without the page: for a script that refreshes what a write touched. */
import type { Market } from "#contract/market";
import { assignArms } from "./assign-arms.ts";
import type { OpenedPage } from "./carts/serve-fragments.ts";
import { clientOf } from "./client-of.ts";
import type { Edge } from "./edge.io.ts";
import { shellKeys } from "./key/cache-key.ts";
import type { KeyPlan } from "./key/key-parts.ts";
import { planKey } from "./key/plan-key.ts";
import { startPageFragments } from "./page-fragments.ts";
import type { PagePlan } from "./page-request.ts";
import { KEY_POLICIES, NOTICES, partsOf, routeNamed } from "./routes.ts";
import { doubtOf } from "./serve-doubtful.ts";
import { peek } from "./shell/find-stored.ts";
import { readVisitor } from "./visitor/read-visitor.ts";

/**
 * Undefined when `page` is no address of the request's market. One that is missing or gone has the fragments of the page that says so.
 * A fragment the page does not declare is left out.
 */
export async function openFragments(edge: Edge, request: Request, page: string, names: readonly string[]): Promise<OpenedPage | undefined> {
  const { config, cache, cookies } = edge;
  const planned = planKey(`${config.site.origin}${page}`, KEY_POLICIES, config.site);
  const market = marketOf(planned);
  if (market === undefined || !new URL(request.url).pathname.startsWith(`/${market}/`)) return undefined;
  const startedAt = cache.now();
  await cache.bulletin.ensure();
  const known = planned.kind === "page" ? await findSlots(edge, request, planned) : undefined;
  const { parts, slots } = known ?? { parts: partsOf(NOTICES["not-found"], config.site.host, market), slots: [] };
  const declared = routeNamed(parts.route);
  const route = { ...declared, fragments: declared.fragments.filter(({ name }) => names.includes(name)) };
  const visitor = await readVisitor(request.headers.get("Cookie"), cookies, config.tokenKeys, startedAt);
  return { started: startPageFragments(edge, route, parts, visitor, startedAt), slots };
}

function marketOf(planned: KeyPlan): Market | undefined {
  if (planned.kind === "page") return planned.parts.market;
  return planned.kind === "unknown" ? planned.market : undefined;
}

/** The slots of a page, as far as its shell is at hand; undefined when it is missing or gone. */
async function findSlots(edge: Edge, request: Request, planned: PagePlan) {
  if (await isNowhere(edge, request, planned)) return undefined;
  const { cache, assets } = edge;
  const { parts } = assignArms(edge, request, planned).plan;
  const { key, earlierKey } = shellKeys(parts, assets);
  const tiers = await peek(cache, key, earlierKey);
  const shell = tiers.find(({ stored }) => stored)?.stored;
  return shell === undefined || shell.status === 200 ? { parts, slots: shell?.slots ?? [] } : undefined;
}

/** A made-up page has no fragments of its own, so none of them is asked for. */
async function isNowhere(edge: Edge, request: Request, plan: PagePlan): Promise<boolean> {
  const doubt = doubtOf(edge, plan);
  if (doubt === undefined) return false;
  const found = await edge.names.find(edge.cache, doubt.name, () => edge.mayMiss(clientOf(request.headers), "unknown"));
  return found !== "known" && found !== "untold";
}
