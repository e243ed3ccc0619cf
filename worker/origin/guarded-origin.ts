/** The port behind its breakers: pages and fragments each rest when they fail. Writes are always tried: they are exact. */
import type { PageAnswer } from "#contract/pages";
import type { BatchRequest, Frame } from "#contract/questions";
import type { EpochMs, Ms } from "../time.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Answered, becauseOf, type OriginPort } from "./port.ts";

export interface Endpoints {
  readonly page: Endpoint;
  readonly fragments: Endpoint;
}

export function guardedOrigin(port: OriginPort, endpoints: Endpoints, now: () => EpochMs): OriginPort {
  return {
    calls: port.calls,
    addLine: port.addLine,
    setLine: port.setLine,
    signIn: port.signIn,
    page: (ask) => endpoints.page.call<Answered<PageAnswer>>(() => port.page(ask), whyBad, resting),
    batch: (request, deadlineMs) => guardedBatch(port, endpoints.fragments, request, deadlineMs, now),
    traced: (traceparent) => guardedOrigin(port.traced(traceparent), endpoints, now),
  };
}

/** A refusal is an answer. */
function whyBad(answer: Answered<unknown>): string | undefined {
  return answer.ok || answer.failure.kind === "refused" ? undefined : becauseOf(answer.failure);
}

function resting(because: string): Answered<never> {
  return { ok: false, failure: { kind: "resting", because } };
}

/** A batch of which not one frame came was not answered. */
async function* guardedBatch(
  port: OriginPort,
  endpoint: Endpoint,
  request: BatchRequest,
  deadlineMs: Ms,
  now: () => EpochMs,
): AsyncGenerator<Frame> {
  if (endpoint.enter() !== undefined) return;
  const startedAt = now();
  let because: string | undefined = "unanswered";
  let tookMs: Ms | undefined;
  try {
    for await (const frame of port.batch(request, deadlineMs)) {
      // The first frame tells of the origin; what comes after it, of single questions.
      if (because !== undefined) tookMs = now() - startedAt;
      because = undefined;
      yield frame;
    }
  } finally {
    endpoint.leave(startedAt, because, tookMs);
  }
}
