import type { MiddlewareHandler } from "hono";
import { toProblem } from "../problem/to-problem.ts";

/** Refuses parameters that a route does not know: a misspelled filter must not look like an answer. */
export function knownQuery(...known: readonly string[]): MiddlewareHandler {
  const because =
    known.length === 0 ? "There is no such parameter: none is known here." : `There is no such parameter: ${known.join(", ")}.`;
  return async ({ req }, next) => {
    const given = new Set(new URL(req.url).searchParams.keys());
    const unknown = [...given].filter((name) => !known.includes(name));
    if (unknown.length === 0) return next();
    return toProblem({ kind: "bad-input", errors: unknown.map((name) => ({ field: name.slice(0, 40), because })) });
  };
}
