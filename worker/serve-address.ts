/** What an address comes to: a page, a move, a notice or a refusal, as the key compiler says; and who asks for it. */
import type { Market } from "#contract/market";
import { type Gate, identify } from "./admin/identify.ts";
import { readPurgeSeq } from "./bulletin/as-of.ts";
import { clientOf } from "./client-of.ts";
import type { Edge } from "./edge.io.ts";
import { negotiateMarket } from "./key/negotiate-market.ts";
import { marketHome, planKey } from "./key/plan-key.ts";
import { rememberingPlans } from "./key/remember-plans.ts";
import { moved } from "./moved-response.ts";
import type { Lens, PagePlan, PageRequest } from "./page-request.ts";
import { refuseUrl } from "./refuse-url.ts";
import { answerLogged } from "./request-log.ts";
import { KEY_POLICIES } from "./routes.ts";
import { doubtOf, serveDoubtful } from "./serve-doubtful.ts";
import { serveNotFound, servePage } from "./serve-page.ts";
import { showOverlay } from "./workbench/show-overlay.ts";

export const PAGE_METHODS = ["GET", "HEAD"];

/**
 * Answers pages, which the key compiler alone tells from everything else; undefined for what is none. Nearly every request
 * is one, and this is its whole way.
 */
export function shopPages(edge: Edge, gate: Gate): (request: Request) => Promise<Response> | undefined {
  const planOf = rememberingPlans(KEY_POLICIES, edge.config.site);
  return (request) => {
    if (!PAGE_METHODS.includes(request.method)) return undefined;
    const plan = planOf(request.url);
    if (plan.kind !== "page") return undefined;
    return overlaid(edge, request, (seen, lens) => planned(edge, gate, seen, plan, lens));
  };
}

/** Answers any address. */
export function serveAddress(edge: Edge, gate: Gate, request: Request): Promise<Response> {
  return overlaid(edge, request, (seen, lens) => addressed(edge, gate, seen, lens));
}

function overlaid(edge: Edge, request: Request, serve: (request: Request, lens?: Lens) => Promise<Response>): Promise<Response> {
  return VITRINE_DEMO === "true" ? showOverlay(edge, request, serve) : serve(request);
}

async function addressed(edge: Edge, gate: Gate, request: Request, lens?: Lens): Promise<Response> {
  const { site } = edge.config;
  const plan = planKey(request.url, KEY_POLICIES, site);
  switch (plan.kind) {
    case "page":
      return planned(edge, gate, request, plan, lens);
    case "unknown":
      return serveNotFound(edge, plainRequest(edge, request, lens), plan.market ?? marketOf(request));
    case "redirect":
      return answerLogged(edge, "redirect", request, () => moved(site, 301, plan.location));
    case "negotiate":
      return answerLogged(edge, "negotiate", request, () => moved(site, 302, marketHome(request.url, marketOf(request), site)));
    case "refused":
      return answerLogged(edge, "refused", request, () => refuseUrl(edge, request, plan, marketOf(request)));
  }
}

/** Only a request that shows a token is looked at as an admin's: everybody else costs nothing here. */
function planned(edge: Edge, gate: Gate, request: Request, plan: PagePlan, lens?: Lens): Promise<Response> {
  if (!request.headers.has("Authorization")) return serve(edge, plainRequest(edge, request, lens), plan);
  return adminRequest(edge, gate, request, lens).then((asked) => serve(edge, asked, plan));
}

function serve(edge: Edge, asked: PageRequest, plan: PagePlan): Promise<Response> {
  const doubt = doubtOf(edge, plan);
  return doubt === undefined ? servePage(edge, asked, plan) : serveDoubtful(edge, asked, plan, doubt);
}

async function adminRequest(edge: Edge, gate: Gate, request: Request, lens?: Lens): Promise<PageRequest> {
  const identified = await identify(request.headers, gate, edge.cache.now());
  if (identified.kind !== "actor") return plainRequest(edge, request, lens);
  const purgeSeq = readPurgeSeq(request.headers.get("Purge-Seq"), edge.cache.bulletin.copy()?.epoch);
  return { request, isAdmin: true, purgeSeq, mayMiss: always, lens };
}

const always = () => Promise.resolve(true);

export function plainRequest(edge: Edge, request: Request, lens?: Lens): PageRequest {
  return { request, isAdmin: false, purgeSeq: undefined, mayMiss: (miss) => edge.mayMiss(clientOf(request.headers), miss), lens };
}

function marketOf(request: Request): Market {
  const country = request.cf?.country;
  return negotiateMarket(request.headers.get("Accept-Language"), typeof country === "string" ? country : undefined);
}
