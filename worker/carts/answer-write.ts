import type { FieldError } from "#contract/problem";
import { cacheFields } from "../browser-promise.ts";
import type { OriginFailure } from "../origin/port.ts";
import { securityFields } from "../page-headers.ts";
import type { Failure } from "../problem/failure.ts";
import { problemOf, toProblem } from "../problem/to-problem.ts";
import type { WriteContext } from "./write-context.ts";

/** True for a caller that wants JSON rather than a page. */
export function wantsJson(request: Request): boolean {
  const accept = request.headers.get("Accept") ?? "";
  return accept.includes("application/json") && !accept.includes("text/html");
}

/** What was done: 303 to a page of this site, or JSON. */
export function answerDone(request: Request, context: WriteContext, path: string, json: object, cookies: readonly string[]): Response {
  const fields = { ...cacheFields({ kind: "write" }), ...securityFields(context.site) };
  const answer = wantsJson(request)
    ? new Response(JSON.stringify(json), { headers: { ...fields, "Content-Type": "application/json" } })
    : new Response(null, { status: 303, headers: { ...fields, Location: path } });
  return withCookies(answer, cookies);
}

/** Why nothing was done: problem details for machines, a page for people. */
export function answerFailed(
  request: Request,
  context: WriteContext,
  failure: Failure,
  { back, cookies = [] }: { readonly back?: string | undefined; readonly cookies?: readonly string[] | undefined } = {},
): Response {
  return withCookies(wantsJson(request) ? problemFor(failure, context) : context.failedPage(failure, back), cookies);
}

/** Problem details with a `message` in the market's language, for a script to show. */
function problemFor(failure: Failure, { surroundings: { t } }: WriteContext): Response {
  return new Response(JSON.stringify({ ...problemOf(failure), message: t(messageKey(failure)) }), toProblem(failure));
}

/** The text that tells people, in their language, why nothing was done. */
export function messageKey(failure: Failure): string {
  if (failure.kind === "unavailable") return "failed.text";
  const isAbout = (name: string) => failure.kind === "unprocessable" && failure.errors.some(({ field }) => field === name);
  if (isAbout("line")) return "refused.line";
  if (isAbout("quantity")) return "refused.quantity";
  return isAbout("variant") ? "cart.notSoldHere" : "refused.title";
}

/** What the origin's refusal means to whoever wrote. What was not found is `field`, unless the origin names its own. */
export function toFailure(failure: OriginFailure, field: FieldError["field"]): Failure {
  if (failure.kind !== "refused") return { kind: "unavailable", retryAfterSeconds: 2 };
  if (failure.errors.length > 0) return { kind: "unprocessable", errors: failure.errors };
  if (!isMissing(failure)) return { kind: "unprocessable", errors: [{ field: "body", because: failure.title }] };
  return { kind: "unprocessable", errors: [{ field, because: "There is no such thing." }] };
}

export const isMissing = (failure: OriginFailure) => failure.kind === "refused" && failure.status === 404;

export function withCookies(response: Response, cookies: readonly string[]): Response {
  if (cookies.length === 0) return response;
  const answer = new Response(response.body, response);
  for (const cookie of cookies) answer.headers.append("Set-Cookie", cookie);
  return answer;
}
