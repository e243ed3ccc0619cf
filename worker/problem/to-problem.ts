import type { Problem } from "#contract/problem";
import { cacheFields } from "../browser-promise.ts";
import type { Failure, FailureKind } from "./failure.ts";

const STATUS: Readonly<Record<FailureKind, { readonly status: number; readonly title: string }>> = {
  "bad-input": { status: 400, title: "The request is not understood" },
  unauthorized: { status: 401, title: "A valid token is needed" },
  forbidden: { status: 403, title: "This is not allowed" },
  "not-found": { status: 404, title: "There is nothing here" },
  gone: { status: 410, title: "This is gone for good" },
  "method-not-allowed": { status: 405, title: "This method is not allowed here" },
  conflict: { status: 409, title: "This conflicts with the present state" },
  "too-large": { status: 413, title: "The body is too large" },
  "uri-too-long": { status: 414, title: "The URL is too long" },
  "unsupported-media-type": { status: 415, title: "This media type is not supported" },
  unprocessable: { status: 422, title: "The request is understood but cannot be carried out" },
  "rate-limited": { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Not available for the moment" },
  internal: { status: 500, title: "Something went wrong on our side" },
};

/**
 * The failure as RFC 9457 problem details. Never stored by anybody, and never tells more than the failure holds: no
 * stack, no address, no word of the origin's.
 */
export function toProblem(failure: Failure): Response {
  const { status } = STATUS[failure.kind];
  return new Response(JSON.stringify(problemOf(failure)), { status, headers: { ...NEVER_STORED, ...headersOf(failure) } });
}

const NEVER_STORED = {
  "Content-Type": "application/problem+json",
  ...cacheFields({ kind: "problem" }),
  "X-Content-Type-Options": "nosniff",
};

/** The problem's JSON, for answers that carry several or wrap one. */
export function problemOf(failure: Failure): Problem {
  const { status, title } = STATUS[failure.kind];
  const detail = detailOf(failure);
  return {
    type: `urn:vitrine:problem:${failure.kind}`,
    title,
    status,
    ...(detail !== undefined && { detail }),
    ...("errors" in failure && { errors: [...failure.errors] }),
  };
}

function detailOf(failure: Failure): string | undefined {
  switch (failure.kind) {
    case "bad-input":
    case "unprocessable":
      return failure.errors.map(({ field, because }) => `${field}: ${because}`).join(" ") || undefined;
    case "forbidden":
    case "conflict":
      return failure.because;
    case "method-not-allowed":
      return `Allowed: ${failure.allow.join(", ")}.`;
    case "too-large":
      return `The body may have ${failure.maxBytes} bytes at most.`;
    case "unsupported-media-type":
      return `Send ${failure.accept}.`;
    case "rate-limited":
    case "unavailable":
      return `Try again in ${failure.retryAfterSeconds} s.`;
    default:
      return undefined;
  }
}

/** What the status obliges to: RFC 9110 sections 10.2.1, 10.2.3, 11.6.1 and 15.5.16. */
function headersOf(failure: Failure): Record<string, string> {
  switch (failure.kind) {
    case "unauthorized":
      return { "WWW-Authenticate": `Bearer realm="${failure.realm.replaceAll(/[^\w .-]/g, "")}"` };
    case "method-not-allowed":
      return { Allow: failure.allow.join(", ") };
    case "unsupported-media-type":
      return { Accept: failure.accept };
    case "rate-limited":
    case "unavailable":
      return { "Retry-After": String(Math.max(1, Math.ceil(failure.retryAfterSeconds))) };
    default:
      return {};
  }
}
