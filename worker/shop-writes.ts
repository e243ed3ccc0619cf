/** What a write of a visitor needs, and the page that tells people why one was refused. */
import type { HonoRequest } from "hono";
import { isMarket, type Market } from "#contract/market";
import { messageKey } from "./carts/answer-write.ts";
import type { WriteContext } from "./carts/write-context.ts";
import type { Edge } from "./edge.io.ts";
import { surroundingsOf } from "./messages.ts";
import { noticePage } from "./notice-page.ts";
import type { Failure } from "./problem/failure.ts";
import { problemOf, toProblem } from "./problem/to-problem.ts";
import { traced } from "./trace-request.io.ts";
import { readVisitor } from "./visitor/read-visitor.ts";

type Write = (request: Request, context: WriteContext) => Promise<Response>;

/** Lets `act` write for the visitor of a request, in the market of its path. */
export async function write(edge: Edge, req: HonoRequest, act: Write): Promise<Response> {
  const { raw: request } = req;
  const market = req.param("market") ?? "";
  if (!isMarket(market)) return toProblem({ kind: "not-found" });
  const { config, cookies, port, cache } = traced(edge, request);
  const now = cache.now();
  const visitor = await readVisitor(request.headers.get("Cookie"), cookies, config.tokenKeys, now);
  edge.reporter.soon(cache.background);
  return act(request, {
    surroundings: surroundingsOf(market),
    visitor,
    site: config.site,
    cookies,
    tokenKeys: config.tokenKeys,
    now,
    port,
    idempotencyKey: readAttempt(request) ?? crypto.randomUUID(),
    failedPage: (failure, back) => failedPage(edge, market, failure, back),
    partlyPage: (because, back) => partlyPage(edge, market, because, back),
  });
}

/** The name a script gave to this attempt and its repetitions. Only what cannot be guessed passes: its answer may go to whoever knows it. */
function readAttempt({ headers }: Request): string | undefined {
  const name = headers.get("Idempotency-Key") ?? "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name) ? name : undefined;
}

/** What was wrong with a form, for people: in their language, so without the names of fields. */
function failedPage(edge: Edge, market: Market, failure: Failure, back: string | undefined): Response {
  const { status } = problemOf(failure);
  if (status >= 500) {
    const retryAfterSeconds = failure.kind === "unavailable" ? failure.retryAfterSeconds : undefined;
    return noticePage(edge, market, { kind: "failed", navigation: null, status }, retryAfterSeconds);
  }
  const reason = messageKey(failure);
  const because = [surroundingsOf(market).t(reason === "refused.title" ? "refused.text" : reason)];
  const ways = back === undefined ? [] : [{ href: back, label: "refused.return" as const }];
  return noticePage(edge, market, { kind: "refused", navigation: null, status, title: "refused.title", because, ways });
}

/** Done, but only in part: a redirect could not say so. */
function partlyPage(edge: Edge, market: Market, because: readonly string[], back: string): Response {
  const cart = `/${market}/cart`;
  const ways = [{ href: cart, label: "cart.title" as const }, ...(back === cart ? [] : [{ href: back, label: "refused.return" as const }])];
  return noticePage(edge, market, { kind: "refused", navigation: null, status: 200, title: "refused.partly", because, ways });
}
