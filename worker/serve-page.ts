/** One page view: about one line for each folder that a request meets. */
import { assignArms } from "./assign-arms.ts";
import { countExposures, countFragments, countPage } from "./count-page.ts";
import type { Edge } from "./edge.io.ts";
import { type FoundShell, findShell } from "./find-shell.ts";
import type { KeyParts } from "./key/key-parts.ts";
import { followMove } from "./key/plan-key.ts";
import { movedPage } from "./moved-response.ts";
import { closedAnswer } from "./notice-page.ts";
import { startPageFragments } from "./page-fragments.ts";
import type { PagePlan, PageRequest } from "./page-request.ts";
import { type PageAnswered, pageResponse } from "./page-response.ts";
import { logPage } from "./request-log.ts";
import { NOTICES, type PageRoute, partsOf, routeNamed } from "./routes.ts";
import type { StartedFragments } from "./stitch/start-fragments.ts";
import { stitch } from "./stitch/stitch.ts";
import type { Stitched } from "./stitch/stitched.ts";
import type { EpochMs } from "./time.ts";
import { tracedOnce } from "./trace-request.io.ts";
import { NOTHING_TOLD, type Told } from "./view-fields.ts";
import type { Adopted } from "./visitor/adopt-token.ts";
import { readVisitor } from "./visitor/read-visitor.ts";
import type { Visitor } from "./visitor/visitor.ts";

/** Answers a page. Degrades in the fixed order of DESIGN law 6, and never rejects for what the origin, the bulletin or a fragment does. */
export function servePage(edge: Edge, asked: PageRequest, planned: PagePlan): Promise<Response> {
  const { plan, setCookie: seedCookie } = assignArms(edge, asked.request, planned);
  return view(edge, seedCookie === undefined ? asked : { ...asked, seedCookie }, plan);
}

/** Answers an address of a market that is no page. */
export function serveNotFound(edge: Edge, asked: PageRequest, market: KeyParts["market"]): Promise<Response> {
  const route = NOTICES["not-found"];
  const parts = partsOf(route, edge.config.site.host, market);
  return view(edge, asked, { kind: "page", parts, canonical: `/${market}${route.key.path}`, kept: [], dropped: [] });
}

/** The sitemap of all markets, or a part of it: a shell without slots. */
export function serveSitemap(edge: Edge, asked: PageRequest, plan: PagePlan): Promise<Response> {
  return view(edge, asked, plan);
}

async function view(shop: Edge, asked: PageRequest, plan: PagePlan): Promise<Response> {
  const edge = tracedOnce(shop, asked.request);
  const startedAt = edge.cache.now();
  const { request, purgeSeq, mayMiss } = asked;
  const route = routeNamed(plan.parts.route);
  const visitor = await readVisitor(request.headers.get("Cookie"), edge.cookies, edge.config.tokenKeys, startedAt);
  const fragments = startPageFragments(edge, route, plan.parts, visitor, startedAt);
  const started = asked.lens?.(fragments, plan) ?? fragments;
  const wanted = { route, parts: plan.parts, canonical: plan.canonical, purgeSeq, mayMiss };
  const finding = findShell(edge, wanted);
  const shell = finding instanceof Promise ? await finding : finding;
  countPage(edge, shell);
  countExposures(edge, plan, shell);
  const answered = answer(edge, asked, plan, { route, visitor, started, shell, startedAt });
  const { response, told, toldAtEnd } = answered instanceof Promise ? await answered : answered;
  const changesToken = visitor.refreshDue || visitor.clearCookie;
  const log = (told: Told) => logPage(edge, plan, shell, { request, response, told, startedAt, changesToken });
  if (toldAtEnd === undefined) log(told);
  else edge.cache.background(toldAtEnd.then(log));
  return response;
}

interface Viewed {
  readonly route: PageRoute;
  readonly visitor: Visitor;
  readonly started: StartedFragments;
  readonly shell: FoundShell;
  readonly startedAt: EpochMs;
}

function answer(edge: Edge, asked: PageRequest, plan: PagePlan, viewed: Viewed): PageAnswered | Promise<PageAnswered> {
  const { route, visitor, started, shell, startedAt } = viewed;
  if (shell.kind === "unavailable") return closedAnswer(edge, plan.parts.market, shell);
  if (shell.kind === "moved")
    return { response: movedPage(edge, shell.status, followMove(shell.path, asked.request.url, route.key)), told: NOTHING_TOLD };
  const { now } = edge.cache;
  const shellAt = now();
  const page = (stitched: Stitched, renewed: Adopted | undefined) => {
    countFragments(edge, stitched);
    const waited = { shellMs: shellAt - startedAt, fragmentsMs: now() - shellAt };
    return pageResponse(edge, asked, { route, plan, shell, stitched, visitor, renewed, waited });
  };
  const stitching = stitch(shell.stored, started, edge.assets.lateScript.code);
  if (stitching instanceof Promise || visitor.refreshDue) return Promise.all([stitching, started.renewed]).then((both) => page(...both));
  return page(stitching, undefined);
}
