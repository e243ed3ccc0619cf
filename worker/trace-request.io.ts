/** The edge as one request uses it: its calls of the origin and its log line belong to one trace. */
import type { Edge } from "./edge.io.ts";
import type { OriginPort } from "./origin/port.ts";
import { readTrace, TRACE_BYTES, toTraceparent } from "./telemetry/trace.ts";

const byRequest = new WeakMap<Request, Edge>();

/** The same for the same request, however often it is asked. Only the port and the log know of the trace: no key, no page, no tier does. */
export function traced(edge: Edge, request: Request): Edge {
  const known = byRequest.get(request);
  if (known) return known;
  const trace = readTrace(request.headers.get("traceparent"), crypto.getRandomValues(new Uint8Array(TRACE_BYTES)));
  let port: OriginPort | undefined;
  const own: Edge = {
    ...edge,
    trace: trace.id,
    // Most views never ask the origin.
    get port() {
      port ??= edge.port.traced(toTraceparent(trace));
      return port;
    },
  };
  byRequest.set(request, own);
  return own;
}
