/** JSON lines of requests: what a shell may depend on, and what came of it. Nothing of who asked. Of hits that nothing disturbed, one stands for many. */
import { isMarket, type Market } from "#contract/market";
import type { Edge } from "./edge.io.ts";
import type { FoundShell } from "./find-shell.ts";
import type { PagePlan } from "./page-request.ts";
import { type RequestRecord, requestLine } from "./telemetry/log-line.ts";
import type { EpochMs } from "./time.ts";
import { traced } from "./trace-request.io.ts";
import { NOTHING_TOLD, type Told } from "./view-fields.ts";

export interface Answered {
  readonly request: Request;
  readonly response: Response;
  /** What its headers tell, where they tell anything. */
  readonly told?: Told;
  /** True when a token was to be renewed or to be cleared. */
  readonly changesToken?: boolean;
  readonly startedAt: EpochMs;
}

type Asked = Pick<RequestRecord, "market" | "route" | "path" | "query" | "originCalls" | "undeclared" | "weight">;

const NONE: readonly string[] = [];

/** A page view, with its key's parts: they are public by construction. */
export function logPage(edge: Edge, { parts, dropped }: PagePlan, shell: FoundShell, answered: Answered): void {
  const weight = isUndisturbed(shell, answered) ? edge.loggedHits.weigh() : 1;
  if (weight === 0) return;
  const { market, route, path, query } = parts;
  const undeclared = dropped.length === 0 ? NONE : dropped.filter(({ because }) => because === "undeclared").map(({ name }) => name);
  const calls = originCalls(shell, answered.told ?? NOTHING_TOLD);
  edge.log(requestLine(recordOf(edge, answered, { market, route, path, query, originCalls: calls, undeclared, weight })));
}

/** Anything else, by the name of its route alone. */
export function logRequest(edge: Edge, route: string, market: Market | undefined, answered: Answered): void {
  edge.log(requestLine(recordOf(edge, answered, { market, route, path: {}, query: {}, originCalls: 0, undeclared: NONE, weight: 1 })));
}

/** Answers and writes a line of it. `market` is what stands where a market's name does. */
export async function answerLogged(
  edge: Edge,
  route: string,
  request: Request,
  answer: () => Response | Promise<Response>,
  market = "",
): Promise<Response> {
  const startedAt = edge.cache.now();
  const response = await answer();
  logRequest(traced(edge, request), route, isMarket(market) ? market : undefined, { request, response, startedAt });
  return response;
}

function recordOf(edge: Edge, { request, response, told = NOTHING_TOLD, startedAt }: Answered, asked: Asked): RequestRecord {
  return {
    at: startedAt,
    method: request.method,
    status: response.status,
    pop: edge.config.pop,
    // An admin is told the key too: it says nothing that the record does not.
    cache: told.cache.includes(";key=") ? told.cache.replace(/;key=".*"$/, "") : told.cache,
    fragments: told.fragments,
    waitedMs: edge.cache.now() - startedAt,
    trace: edge.trace,
    ...asked,
  };
}

/** A page from memory, fresh, with all of its fragments at hand as they should be: like the hits before it and after it. */
function isUndisturbed(shell: FoundShell, { response, told = NOTHING_TOLD, changesToken }: Answered): boolean {
  if (changesToken || shell.kind !== "shell" || shell.found.how !== "fresh" || shell.found.trail[0]?.hit !== true) return false;
  return (response.status === 200 || response.status === 304) && AT_HAND.test(told.fragments);
}

/** A `Fragment-Status` of which nothing was asked of the origin, waited for, shown in grace, or missing. */
const AT_HAND = /^(?:[^=;,]+=(?:token|bulletin|tier)(?:;age=\d+)?(?:, |$))*$/;

/** Calls this view led itself: the page's, unless another view's was joined, and the batch. */
function originCalls(shell: FoundShell, { fragments }: Told): number {
  const { trail } = shell.kind === "unavailable" ? shell : shell.found;
  const led = trail.some(({ tier }) => tier === "origin") && !trail.some(({ collapsed }) => collapsed);
  return (led ? 1 : 0) + (fragments.includes("=batch") ? 1 : 0);
}
