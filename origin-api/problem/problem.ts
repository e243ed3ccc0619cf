import type { FieldError, Problem } from "#contract/problem";
import type { CallFailure } from "#contract/signed-call";

/** Why the origin does not answer as asked. Everything here is expected; what is not becomes `broken`. */
export type Failure =
  | { readonly kind: "not-json" }
  | { readonly kind: "invalid"; readonly errors: readonly FieldError[] }
  | { readonly kind: "not-found"; readonly detail?: string; readonly movedTo?: string; readonly surrogateKeys?: readonly string[] }
  | { readonly kind: "gone"; readonly detail: string; readonly surrogateKeys: readonly string[] }
  | { readonly kind: "conflict"; readonly errors: readonly FieldError[] }
  | { readonly kind: "too-large"; readonly maxBytes: number }
  | { readonly kind: "method-not-allowed"; readonly allow: string }
  /** A call that the edge did not sign as it must. */
  | { readonly kind: "unauthorized"; readonly because: CallFailure | "replayed" }
  | { readonly kind: "busy" }
  | { readonly kind: "broken" };

export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
}
export type Result<T> = { readonly ok: true; readonly value: T } | Failed;

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = (failure: Failure): Failed => ({ ok: false, failure });
export const invalid = (field: string, because: string): Failed => failed({ kind: "invalid", errors: [{ field, because }] });

const TITLES = {
  "not-json": [400, "The body is not JSON"],
  invalid: [422, "The request is not valid"],
  "not-found": [404, "Not found"],
  gone: [410, "Gone"],
  conflict: [409, "That cannot be done as things are"],
  "too-large": [413, "The body is too large"],
  "method-not-allowed": [405, "Method not allowed"],
  unauthorized: [401, "The call is not signed as it must be"],
  busy: [503, "Too many calls at once"],
  broken: [500, "The origin failed"],
} as const satisfies Record<Failure["kind"], readonly [number, string]>;

/** RFC 9457. Says which fields are wrong, and never what went on inside. */
export function toProblem(failure: Failure): Response {
  const [status, title] = TITLES[failure.kind];
  const problem: Problem = { type: `urn:vitrine:problem:${failure.kind}`, title, status, ...extras(failure) };
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (failure.kind === "method-not-allowed") headers.set("Allow", failure.allow);
  if (failure.kind === "busy") headers.set("Retry-After", "1");
  return new Response(JSON.stringify(problem), { status, headers });
}

function extras(failure: Failure): Partial<Problem> {
  switch (failure.kind) {
    case "invalid":
    case "conflict":
      return { errors: [...failure.errors] };
    case "not-found":
      return {
        ...(failure.detail && { detail: failure.detail }),
        ...(failure.movedTo && { movedTo: failure.movedTo }),
        ...(failure.surrogateKeys && { surrogateKeys: [...failure.surrogateKeys] }),
      };
    case "gone":
      return { detail: failure.detail, surrogateKeys: [...failure.surrogateKeys] };
    case "unauthorized":
      return { detail: failure.because };
    case "too-large":
      return { detail: `At most ${failure.maxBytes} bytes` };
    default:
      return {};
  }
}
