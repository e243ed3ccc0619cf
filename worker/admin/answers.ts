import { cacheFields } from "../browser-promise.ts";
import type { Failure } from "../problem/failure.ts";
import { toProblem } from "../problem/to-problem.ts";

/** What every answer of the admin part carries: nobody may keep it. */
export const NEVER_STORED = {
  ...cacheFields({ kind: "admin" }),
  "X-Content-Type-Options": "nosniff",
} as const;

export function answerJson(data: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(data, { status, headers: { ...NEVER_STORED, ...headers } });
}

export function answerText(text: string, type: string, status = 200): Response {
  return new Response(text, { status, headers: { ...NEVER_STORED, "Content-Type": type } });
}

export function complain(status: 400 | 422, field: string, because: string): Response {
  return toProblem({ kind: status === 400 ? "bad-input" : "unprocessable", errors: [{ field, because }] });
}

export const refuseMethod =
  (...allow: readonly string[]) =>
  (): Response =>
    toProblem({ kind: "method-not-allowed", allow } satisfies Failure);
