/** How an endpoint of the origin has been lately: a rolling error rate and a rolling latency. Pure: the clock is passed in. */
import type { EpochMs, Ms } from "../time.ts";

/** How one call went: `because` is set when it brought nothing usable, and is `becauseOf` its failure. */
export interface Outcome {
  readonly because?: string;
  readonly tookMs: Ms;
}

/** Calls weigh half as much after every `HALF_LIFE`. */
export interface Score {
  readonly good: number;
  readonly bad: number;
  readonly latencyMs: Ms;
  readonly at: EpochMs;
  /** Why the latest bad call failed. */
  readonly because: string | undefined;
}

export const HALF_LIFE: Ms = 10_000;
/** The weight of three calls within a few seconds; fewer say nothing. */
const ENOUGH = 2.5;
const BAD_RATE = 0.5;
/** A page's call may take 4 s: from here on shoppers wait too long for what is held already. */
export const SLOW_AT: Ms = 2_000;

export const NO_SCORE: Score = { good: 0, bad: 0, latencyMs: 0, at: 0, because: undefined };

export function observed(score: Score, { because, tookMs }: Outcome, now: EpochMs): Score {
  const kept = weightAt(score, now);
  const [good, bad] = [score.good * kept, score.bad * kept];
  const latencyMs = (score.latencyMs * (good + bad) + tookMs) / (good + bad + 1);
  const isBad = because !== undefined;
  return { good: isBad ? good : good + 1, bad: isBad ? bad + 1 : bad, latencyMs, at: now, because: because ?? score.because };
}

/** Why the endpoint is failing: half of its late calls, and enough of them, brought nothing. */
export function whyFailing(score: Score, now: EpochMs): string | undefined {
  const bad = score.bad * weightAt(score, now);
  return bad >= ENOUGH && score.bad >= BAD_RATE * (score.bad + score.good) ? score.because : undefined;
}

/** The same for one that answers, but slowly. */
export function whySlow(score: Score, now: EpochMs): string | undefined {
  const calls = (score.good + score.bad) * weightAt(score, now);
  return calls >= ENOUGH && score.latencyMs >= SLOW_AT ? "origin-slow" : undefined;
}

function weightAt({ at }: Score, now: EpochMs): number {
  return 0.5 ** (Math.max(0, now - at) / HALF_LIFE);
}
