/** One JSON line for each request: what a shell may depend on, and what came of it. Nothing of who asked. */
import type { Market } from "#contract/market";
import type { Edge } from "./edge.io.ts";
import type { FoundShell } from "./find-shell.ts";
import type { PagePlan } from "./page-request.ts";
import { type RequestRecord, requestLine } from "./telemetry/log-line.ts";
import type { EpochMs } from "./time.ts";

export interface Answered {
  readonly request: Request;
  readonly response: Response;
  readonly startedAt: EpochMs;
}

/** A page view, with its key's parts: they are public by construction. */
export function logPage(edge: Edge, { parts, dropped }: PagePlan, shell: FoundShell, answered: Answered): void {
  const { market, route, path, query } = parts;
  const undeclared = dropped.filter(({ because }) => because === "undeclared").map(({ name }) => name);
  edge.log(
    requestLine({
      ...recordOf(edge, answered),
      market,
      route,
      path,
      query,
      originCalls: originCalls(shell, answered.response),
      undeclared,
    }),
  );
}

/** Anything else, by the name of its route alone. */
export function logRequest(edge: Edge, route: string, market: Market | undefined, answered: Answered): void {
  edge.log(requestLine({ ...recordOf(edge, answered), market, route, path: {}, query: {}, originCalls: 0, undeclared: [] }));
}

type Common = Pick<RequestRecord, "at" | "method" | "status" | "pop" | "cache" | "fragments" | "waitedMs" | "trace">;

function recordOf({ cache, config, trace }: Edge, { request, response, startedAt }: Answered): Common {
  const { headers, status } = response;
  return {
    at: startedAt,
    method: request.method,
    status,
    pop: config.pop,
    // An admin is told the key too: it says nothing that the record does not.
    cache: headers.get("Cache-Status")?.replace(/;key=".*"$/, "") ?? "",
    fragments: headers.get("Fragment-Status") ?? "",
    waitedMs: cache.now() - startedAt,
    trace,
  };
}

/** Calls this view led itself: the page's, unless another view's was joined, and the batch. */
function originCalls(shell: FoundShell, response: Response): number {
  const { trail } = shell.kind === "unavailable" ? shell : shell.found;
  const led = trail.some(({ tier }) => tier === "origin") && !trail.some(({ collapsed }) => collapsed);
  return (led ? 1 : 0) + (response.headers.get("Fragment-Status")?.includes("=batch") ? 1 : 0);
}
