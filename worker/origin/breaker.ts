/** May an endpoint of the origin be called? Closed: yes. Open: it rests. Half-open: one probe at a time. Pure. */
import type { EpochMs, Ms } from "../time.ts";
import { NO_SCORE, type Outcome, observed, type Score, whyFailing, whySlow } from "./score.ts";

export type Breaker =
  /** `easyUntil`: it came back a moment ago, so what is held is still served while it is refreshed. */
  | { readonly kind: "closed"; readonly score: Score; readonly easyUntil: EpochMs }
  | { readonly kind: "open"; readonly because: string; readonly until: EpochMs; readonly rests: number }
  | {
      readonly kind: "half-open";
      readonly because: string;
      readonly rests: number;
      readonly good: number;
      /** When the probe under way left. */
      readonly probeAt: EpochMs | undefined;
    };

export type Admission =
  | { readonly kind: "call" | "probe"; readonly breaker: Breaker }
  | { readonly kind: "rest"; readonly because: string; readonly forMs: Ms };

const FIRST_REST: Ms = 1_000;
const LONGEST_REST: Ms = 8_000;
const GOOD_PROBES = 2;
/** A probe older than this was lost with the request it ran in. */
const LOST_AFTER: Ms = 15_000;
export const EASY_FOR: Ms = 15_000;

export const CLOSED: Breaker = { kind: "closed", score: NO_SCORE, easyUntil: Number.NEGATIVE_INFINITY };

export function admit(breaker: Breaker, now: EpochMs): Admission {
  switch (breaker.kind) {
    case "closed":
      return { kind: "call", breaker };
    case "open": {
      const { because, rests, until } = breaker;
      if (now < until) return { kind: "rest", because, forMs: until - now };
      return { kind: "probe", breaker: { kind: "half-open", because, rests, good: 0, probeAt: now } };
    }
    case "half-open": {
      const { probeAt, because } = breaker;
      const isProbing = probeAt !== undefined && now - probeAt < LOST_AFTER;
      return isProbing ? { kind: "rest", because, forMs: FIRST_REST } : { kind: "probe", breaker: { ...breaker, probeAt: now } };
    }
  }
}

/** What the outcome of a call that left at `leftAt` makes of it. A call that left before the last rest says nothing of today. */
export function heard(breaker: Breaker, outcome: Outcome, leftAt: EpochMs, now: EpochMs): Breaker {
  switch (breaker.kind) {
    case "closed": {
      if (leftAt < breaker.easyUntil - EASY_FOR) return breaker;
      const score = observed(breaker.score, outcome, now);
      const because = whyFailing(score, now);
      return because === undefined ? { ...breaker, score } : rest(because, 1, now);
    }
    case "open":
      return breaker;
    case "half-open": {
      if (breaker.probeAt === undefined || leftAt < breaker.probeAt) return breaker;
      if (outcome.because !== undefined) return rest(outcome.because, breaker.rests + 1, now);
      const good = breaker.good + 1;
      if (good < GOOD_PROBES) return { ...breaker, good, probeAt: undefined };
      return { kind: "closed", score: NO_SCORE, easyUntil: now + EASY_FOR };
    }
  }
}

/** Why grace is wide: the endpoint fails, is slow, or came back a moment ago. */
export function trouble(breaker: Breaker, now: EpochMs): string | undefined {
  if (breaker.kind !== "closed") return breaker.because;
  if (now < breaker.easyUntil) return "origin-recovering";
  return whyFailing(breaker.score, now) ?? whySlow(breaker.score, now);
}

function rest(because: string, rests: number, now: EpochMs): Breaker {
  return { kind: "open", because, rests, until: now + Math.min(LONGEST_REST, FIRST_REST * 2 ** (rests - 1)) };
}
