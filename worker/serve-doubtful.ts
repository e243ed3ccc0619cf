/** A page view of an address with a name that the shop has not heard of: most likely nothing is there. */
import { isInDoubt } from "./bulletin/judge-name.ts";
import type { Edge } from "./edge.io.ts";
import { followMove } from "./key/plan-key.ts";
import { movedPage } from "./moved-response.ts";
import { type Named, namesIn } from "./names-in.ts";
import { closedPage } from "./notice-page.ts";
import type { PagePlan, PageRequest } from "./page-request.ts";
import { logRequest } from "./request-log.ts";
import { routeNamed } from "./routes.ts";
import { serveNotFound, servePage } from "./serve-page.ts";
import { LIMITED } from "./shell/find-fill.ts";
import type { NameFound } from "./shell/find-name.ts";
import { traced } from "./trace-request.io.ts";

/** The first name of a page's address that is in doubt: of nearly every page, none. */
export function doubtOf({ cache }: Edge, { parts }: PagePlan): Named | undefined {
  const copy = cache.bulletin.copy();
  return namesIn(parts).find(({ name }) => isInDoubt(copy, name));
}

/** Settles the doubt without the origin where that is possible, and answers. */
export async function serveDoubtful(edge: Edge, asked: PageRequest, plan: PagePlan, { name, instead }: Named): Promise<Response> {
  const startedAt = edge.cache.now();
  const found = await edge.names.find(edge.cache, name, () => asked.mayMiss("unknown"));
  if (found === "known" || found === "untold") return servePage(edge, asked, plan);
  count(edge, found);
  if (found === "unknown" && instead === undefined) return serveNotFound(edge, asked, plan.parts.market);
  const response = found === "unknown" ? toProduct(edge, asked, plan, instead ?? "") : closed(edge, plan, found);
  logRequest(traced(edge, asked.request), plan.parts.route, plan.parts.market, { request: asked.request, response, startedAt });
  return response;
}

function toProduct(edge: Edge, { request }: PageRequest, { parts }: PagePlan, path: string): Response {
  return movedPage(edge, 302, followMove(path, request.url, routeNamed(parts.route).key));
}

function closed(edge: Edge, { parts }: PagePlan, found: NameFound): Response {
  const because = found === "limited" ? LIMITED : "busy";
  return closedPage(edge, parts.market, { because, retryAfterSeconds: found === "limited" ? 60 : 1 });
}

function count({ tally, reporter, cache }: Edge, found: Exclude<NameFound, "known" | "untold">): void {
  if (found === "crowded") tally.unavailable();
  else tally.notAsked(found);
  reporter.soon(cache.background);
}
