import type { CallKind, PageAsk } from "./port.ts";

/** A request to the origin, made of known parts only: nothing of a shopper's request rides along. */
export interface PlannedCall {
  readonly kind: CallKind;
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** W3C Trace Context. */
  readonly traceparent?: string | undefined;
}

/** `GET /v1/pages/{kind}/{handle}?market&at&...`, parameters in one order. */
export function pageCall({ kind, handle, market, params, at }: PageAsk): PlannedCall {
  const query = new URLSearchParams({ market, at: String(at) });
  for (const name of Object.keys(params).sort()) query.set(name, params[name] ?? "");
  return { kind: "page", path: `/v1/pages/${kind}/${encodeURIComponent(handle)}?${query}` };
}

export function writeCall(path: string, body: unknown, idempotencyKey: string): PlannedCall {
  return { kind: "mutation", path, body, idempotencyKey };
}

/** The call as `fetch` takes it. The host is a name for the binding, not a place. */
export function originRequest({ path, body, idempotencyKey, traceparent }: PlannedCall): {
  readonly url: string;
  readonly init: RequestInit;
} {
  const url = `http://origin${path}`;
  const trace: Record<string, string> = traceparent === undefined ? {} : { traceparent };
  if (body === undefined) return { url, init: { method: "GET", headers: { Accept: "application/json", ...trace }, redirect: "manual" } };
  const headers: Record<string, string> = {
    Accept: "application/json, application/json-seq",
    "Content-Type": "application/json",
    ...trace,
  };
  if (idempotencyKey !== undefined) headers["Idempotency-Key"] = idempotencyKey;
  return { url, init: { method: "POST", headers, body: JSON.stringify(body), redirect: "manual" } };
}
