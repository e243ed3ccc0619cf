import type { Clock, EpochMs, Ms } from "../time.ts";

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Lets `ms` pass: wakes sleepers in order, and everything they set off. */
  advance(ms: Ms): Promise<void>;
  /** Lets all work go on that waits for no time. */
  settle(): Promise<void>;
}

export function fakeClock(start: EpochMs = 1_700_000_000_000): FakeClock {
  let now = start;
  const sleepers: { at: EpochMs; wake: () => void }[] = [];
  const settle = () => new Promise<void>((done) => setImmediate(done));
  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => sleepers.push({ at: now + ms, wake })),
    settle,
    async advance(ms) {
      const until = now + ms;
      for (await settle(); ; await settle()) {
        const next = sleepers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        sleepers.splice(sleepers.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.wake();
      }
      now = until;
    },
  };
}
