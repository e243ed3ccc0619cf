/** Fills the pages of the job at work, a second's worth at a time. Clock, fills and sleeping are passed in. */
import type { EpochMs, Ms } from "../time.ts";
import type { Jobs, Place } from "./jobs.ts";
import type { WarmAnswer } from "./prewarm.ts";

export interface WarmPorts {
  now(): EpochMs;
  /** Fills one page, or says why not. Rejections count as not filled. */
  warm(url: string): Promise<WarmAnswer>;
}

const SECOND: Ms = 1_000;
/** Pages under way at once. How many operations of theirs are is for whoever fills them to see to. */
const AT_ONCE = 4;
const LONGEST_PAUSE: Ms = 60_000;

export class Runner {
  readonly #jobs: Jobs;
  readonly #ports: WarmPorts;
  /** Seconds in which nothing could be filled, in a row. */
  #failures = 0;

  constructor(jobs: Jobs, ports: WarmPorts) {
    this.#jobs = jobs;
    this.#ports = ports;
  }

  /**
   * One second's work; returns when to come again, or undefined when no job is open. A second begins once: what was under way
   * when an isolate ended, and a job that is ordered or resumed meanwhile, wait for the next.
   */
  async run(): Promise<EpochMs | undefined> {
    const job = this.#jobs.open;
    if (job === undefined) return undefined;
    const startedAt = this.#ports.now();
    const sinceLast = startedAt - (this.#jobs.beganAt ?? Number.NEGATIVE_INFINITY);
    // A clock that was put back must not stop the work.
    if (sinceLast >= 0 && sinceLast < SECOND) return startedAt + SECOND - sinceLast;
    this.#jobs.begin(startedAt);
    const places = this.#jobs.take(job.id, job.perSecond);
    const failed = await this.#warmAll(places);
    this.#failures = places.length > 0 && failed === places.length ? this.#failures + 1 : 0;
    this.#jobs.endIfDone(job.id, this.#ports.now());
    if (this.#jobs.open === undefined) return undefined;
    const pause = this.#failures === 0 ? SECOND : Math.min(LONGEST_PAUSE, SECOND * 2 ** this.#failures);
    return Math.max(this.#ports.now(), startedAt + pause);
  }

  /** How many could not be filled. What a cancelled job still has is left alone. */
  async #warmAll(places: readonly Place[]): Promise<number> {
    const left = [...places];
    let failed = 0;
    const work = async () => {
      for (let place = left.shift(); place !== undefined && this.#jobs.open?.id === place.job; place = left.shift()) {
        if (!(await this.#warm(place))) failed++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return failed;
  }

  async #warm(place: Place): Promise<boolean> {
    const answer = await this.#ports.warm(place.url).catch((): WarmAnswer => ({ kind: "again", because: "error" }));
    if (answer.kind === "again") this.#jobs.postpone(place, answer.because);
    else this.#jobs.settle(place, answer.kind);
    return answer.kind !== "again";
  }
}
