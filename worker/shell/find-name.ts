/** Is an address about something that exists? Answered from the bulletin, so that made-up names never reach the origin. */
import { judgeName, type NameVerdict } from "../bulletin/judge-name.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { CacheContext } from "./find-wanted.ts";

/** The section is told once a second and read once a second: after this, it will not be certain. */
const CERTAIN_WITHIN: Ms = 3_500;
const LOOK_EVERY: Ms = 250;
/** Longer than any wait, with its last look. */
const LOST_AFTER: Ms = 10_000;
/** How many may wait for certainty in one isolate. */
const WAITING = 512;

export type NameFound = Exclude<NameVerdict, "unsure"> | "limited" | "crowded";

/**
 * A name that is unknown so far is waited for until the origin was asked after the request arrived: what was published a moment ago
 * is found. `mayWait` is asked once, and only for such a name.
 */
export class NameDesk {
  /** Until when, each. A request that is ended under its wait does not tell: its time is up all the same. */
  readonly #waiting = new Set<{ readonly until: EpochMs }>();

  async find(cache: CacheContext, name: string, mayWait: () => Promise<boolean>): Promise<NameFound> {
    const arrivedAt = cache.now();
    await cache.bulletin.ensure();
    const verdict = judgeName(cache.bulletin.copy(), name, arrivedAt, cache.now());
    if (verdict !== "unsure") return verdict;
    if (!(await mayWait())) return "limited";
    if (this.#isCrowded(cache.now())) return "crowded";
    const place = { until: cache.now() + LOST_AFTER };
    this.#waiting.add(place);
    try {
      return await untilCertain(cache, name, arrivedAt);
    } finally {
      this.#waiting.delete(place);
    }
  }

  #isCrowded(now: EpochMs): boolean {
    if (this.#waiting.size < WAITING) return false;
    for (const place of this.#waiting) if (place.until < now) this.#waiting.delete(place);
    return this.#waiting.size >= WAITING;
  }
}

async function untilCertain(cache: CacheContext, name: string, arrivedAt: EpochMs): Promise<Exclude<NameVerdict, "unsure">> {
  while (cache.now() - arrivedAt < CERTAIN_WITHIN) {
    await cache.sleep(LOOK_EVERY);
    await cache.bulletin.ensure();
    const verdict = judgeName(cache.bulletin.copy(), name, arrivedAt, cache.now());
    if (verdict !== "unsure") return verdict;
  }
  return "untold";
}
