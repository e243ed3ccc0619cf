import type { MiddlewareHandler } from "hono";
import type { FieldError } from "#contract/problem";
import { toProblem } from "../problem/to-problem.ts";

/** Refuses parameters that a route does not know: a misspelled filter must not look like an answer. */
export function knownQuery(...known: readonly string[]): MiddlewareHandler {
  const because =
    known.length === 0 ? "There is no such parameter: none is known here." : `There is no such parameter: ${known.join(", ")}.`;
  return async (context, next) => {
    const given = new Set(new URL(context.req.url).searchParams.keys());
    const unknown = [...given].filter((name) => !known.includes(name));
    if (unknown.length === 0) return givenOnce(context, next);
    return toProblem({ kind: "bad-input", errors: unknown.map((name) => ({ field: name.slice(0, 40), because })) });
  };
}

/** May be given more than once: each is of another experiment. */
const REPEATABLE = "arm";

/** Refuses parameters that are given twice: whichever of them were taken, the other was meant as well. */
export const givenOnce: MiddlewareHandler = async ({ req }, next) => {
  const errors = repeatedIn(new URL(req.url).searchParams);
  return errors.length > 0 ? toProblem({ kind: "unprocessable", errors }) : next();
};

export function repeatedIn(query: URLSearchParams): FieldError[] {
  const names = [...query.keys()].filter((name) => name !== REPEATABLE);
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return [...repeated].map((name) => ({ field: name.slice(0, 40), because: "It is given more than once." }));
}
