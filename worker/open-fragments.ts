/** Opens some fragments of a page without the page: for a script that refreshes what a write touched. */
import { assignArms } from "./assign-arms.ts";
import type { OpenedPage } from "./carts/serve-fragments.ts";
import { clientOf } from "./client-of.ts";
import type { Edge } from "./edge.io.ts";
import { shellKeys } from "./key/cache-key.ts";
import { planKey } from "./key/plan-key.ts";
import { startPageFragments } from "./page-fragments.ts";
import type { PagePlan } from "./page-request.ts";
import { KEY_POLICIES, routeNamed } from "./routes.ts";
import { doubtOf } from "./serve-doubtful.ts";
import { peek } from "./shell/find-stored.ts";
import { readVisitor } from "./visitor/read-visitor.ts";

/** Undefined when `page` is no page of the request's market. A fragment the page does not declare is left out. */
export async function openFragments(edge: Edge, request: Request, page: string, names: readonly string[]): Promise<OpenedPage | undefined> {
  const { config, cache, cookies, assets } = edge;
  const planned = planKey(`${config.site.origin}${page}`, KEY_POLICIES, config.site);
  if (planned.kind !== "page" || !new URL(request.url).pathname.startsWith(`/${planned.parts.market}/`)) return undefined;
  if (await isNowhere(edge, request, planned)) return undefined;
  const { plan } = assignArms(edge, request, planned);
  const declared = routeNamed(plan.parts.route);
  const route = { ...declared, fragments: declared.fragments.filter(({ name }) => names.includes(name)) };
  const startedAt = cache.now();
  const visitor = await readVisitor(request.headers.get("Cookie"), cookies, config.tokenKeys, startedAt);
  await cache.bulletin.ensure();
  const { key, earlierKey } = shellKeys(plan.parts, assets);
  const tiers = await peek(cache, key, earlierKey);
  const shell = tiers.find(({ stored }) => stored)?.stored;
  // A page that is missing or gone has no fragments to refresh.
  if (shell !== undefined && shell.status !== 200) return undefined;
  const slots = shell?.slots ?? [];
  return { started: startPageFragments(edge, route, plan.parts, visitor, startedAt), slots };
}

/** A made-up page has no fragments, so none of them is asked for. */
async function isNowhere(edge: Edge, request: Request, plan: PagePlan): Promise<boolean> {
  const doubt = doubtOf(edge, plan);
  if (doubt === undefined) return false;
  const found = await edge.names.find(edge.cache, doubt.name, () => edge.mayMiss(clientOf(request.headers), "unknown"));
  return found !== "known" && found !== "untold";
}
