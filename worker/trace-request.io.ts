/** The edge as one request uses it: its calls of the origin and its log line belong to one trace. */
import type { Edge } from "./edge.io.ts";
import { readTrace, TRACE_DIGITS, toHex, toTraceparent } from "./telemetry/trace.ts";

const byRequest = new WeakMap<Request, Edge>();

/** The same for the same request, however often it is asked. */
export function traced(edge: Edge, request: Request): Edge {
  const known = byRequest.get(request);
  if (known) return known;
  const own = tracedOnce(edge, request);
  byRequest.set(request, own);
  return own;
}

/** For who asks once. Only the port and the log know of the trace: no key, no page, no tier does. */
export function tracedOnce(edge: Edge, request: Request): Edge {
  const trace = readTrace(request.headers.get("traceparent"), randomDigits());
  return { ...edge, trace: trace.id, port: edge.port.traced(toTraceparent(trace)) };
}

const TRACES_AT_ONCE = 64;
let supply = "";
let used = 0;

/** Drawn for many requests at once: that costs little more than for one. */
function randomDigits(): string {
  if (used >= supply.length) {
    supply = toHex(crypto.getRandomValues(new Uint8Array((TRACES_AT_ONCE * TRACE_DIGITS) / 2)));
    used = 0;
  }
  used += TRACE_DIGITS;
  return supply.slice(used - TRACE_DIGITS, used);
}
