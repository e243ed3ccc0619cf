/** Turns what a page view came to into the answer: headers that explain it, cookies that follow it. */
import { browserPromise, type Leaving } from "./browser-promise.ts";
import { toPurgeSeq } from "./bulletin/as-of.ts";
import type { Edge } from "./edge.io.ts";
import type { FoundShell } from "./find-shell.ts";
import type { PagePlan, PageRequest } from "./page-request.ts";
import type { PageRoute } from "./routes.ts";
import { isNotModified } from "./stitch/etag.ts";
import type { Stitched } from "./stitch/stitched.ts";
import { cacheStatus } from "./telemetry/cache-status.ts";
import { fragmentStatus } from "./telemetry/fragment-status.ts";
import { serverTiming } from "./telemetry/server-timing.ts";
import type { Ms } from "./time.ts";
import { fieldsOf, type Told } from "./view-fields.ts";
import { type Adopted, clearedCookies } from "./visitor/adopt-token.ts";
import { keepRecent, withProduct } from "./visitor/recent.ts";
import type { Visitor } from "./visitor/visitor.ts";

export interface PageOutcome {
  readonly route: PageRoute;
  readonly plan: PagePlan;
  readonly shell: Extract<FoundShell, { kind: "shell" }>;
  readonly stitched: Stitched;
  readonly visitor: Visitor;
  readonly renewed: Adopted | undefined;
  readonly waited: { readonly shellMs: Ms; readonly fragmentsMs: Ms };
}

export interface PageAnswered {
  readonly response: Response;
  readonly told: Told;
  /** What there is to tell when the whole page is written, where its headers left before. Never rejects. */
  readonly toldAtEnd?: Promise<Told>;
}

/** The page as a browser gets it, 304 when the browser has these very bytes; and what its headers tell of it. */
export function pageResponse(edge: Edge, { request, isAdmin, seedCookie }: PageRequest, outcome: PageOutcome): PageAnswered {
  const { route, shell, stitched } = outcome;
  const leaving: Leaving = { kind: "page", status: shell.status, browsers: route.browsers, filled: stitched.etag !== undefined };
  const etag = browserPromise(leaving).mayValidate ? stitched.etag : undefined;
  const told = {
    cache: cacheStatus(shell.found.trail, isAdmin ? shell.found.stored.key : undefined),
    fragments: statusOf(stitched.outcomes),
  };
  const isKept = isNotModified(request.headers.get("If-None-Match"), etag);
  const body = isKept || request.method === "HEAD" ? null : stitched.body;
  const telling = { ...told, purgeSeq: purgeSeq(edge), timing: timing(outcome) };
  const headers = fieldsOf(shell.stored, { site: edge.config.site, leaving, key: route.key }, telling);
  const response = new Response(body, { status: isKept ? 304 : shell.status, headers });
  if (etag !== undefined) response.headers.set("ETag", etag);
  for (const cookie of cookiesOf(edge, outcome)) response.headers.append("Set-Cookie", cookie);
  if (seedCookie !== undefined) response.headers.append("Set-Cookie", seedCookie);
  const toldAtEnd = stitched.ended?.then((outcomes) => ({ ...told, fragments: statusOf(outcomes) }));
  return toldAtEnd === undefined ? { response, told } : { response, told, toldAtEnd };
}

function statusOf(outcomes: Stitched["outcomes"]): string {
  return fragmentStatus(
    Array.from(outcomes, ([name, { source, because, ageSeconds, waitedMs }]) => ({ name, state: source, because, ageSeconds, waitedMs })),
  );
}

function purgeSeq({ cache }: Edge): string | undefined {
  const copy = cache.bulletin.copy();
  return copy && `"${toPurgeSeq(copy)}"`;
}

function timing({ waited }: PageOutcome): string {
  return serverTiming([
    { name: "shell", ms: waited.shellMs },
    { name: "fragments", ms: waited.fragmentsMs },
  ]);
}

/** The renewed token or a cleared one, and what was looked at: the product just seen, and what other devices told of. */
function cookiesOf({ cookies }: Edge, { plan, shell, visitor, renewed }: PageOutcome): readonly string[] {
  const { handle } = plan.parts.path;
  const seen = plan.parts.route === "product" && shell.status === 200 && handle !== undefined;
  const { recent } = (renewed?.visitor ?? visitor).facts;
  const remembered = keepRecent(cookies, visitor.facts.recent, seen ? withProduct(recent, handle) : recent);
  const token = renewed ? [renewed.setCookie] : clearedCookies(visitor, cookies);
  return remembered === undefined ? token : [...token, remembered];
}
