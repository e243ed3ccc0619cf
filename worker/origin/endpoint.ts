import type { EpochMs, Ms } from "../time.ts";
import { admit, type Breaker, CLOSED, heard, trouble } from "./breaker.ts";
import type { Outcome } from "./score.ts";

/** What those who hold something in grace want to know of the origin. */
export interface OriginHealth {
  /** Why the origin is not to be waited for; undefined when it is well. */
  trouble(): string | undefined;
}

/** Asked before a call, told after it: how one endpoint is, as far as this isolate knows. */
export class Endpoint implements OriginHealth {
  readonly #now: () => EpochMs;
  readonly #onRest: () => void;
  #breaker: Breaker = CLOSED;

  /** `onRest` hears of each call that was not made. */
  constructor(now: () => EpochMs, onRest: () => void = () => {}) {
    this.#now = now;
    this.#onRest = onRest;
  }

  trouble(): string | undefined {
    return trouble(this.#breaker, this.#now());
  }

  /**
   * Makes a call and learns from it, unless the endpoint rests: then `resting` says what that comes to. `becauseOf` tells why
   * an answer is none, and undefined of a good one.
   */
  async call<T>(make: () => Promise<T>, becauseOf: (answer: T) => string | undefined, resting: (because: string) => T): Promise<T> {
    const because = this.enter();
    if (because !== undefined) return resting(because);
    const startedAt = this.#now();
    const answer = await make();
    this.leave(startedAt, becauseOf(answer));
    return answer;
  }

  /** Why a call may not be made; undefined when it may, and then `leave` has to follow. */
  enter(): string | undefined {
    const admission = admit(this.#breaker, this.#now());
    if (admission.kind !== "rest") {
      this.#breaker = admission.breaker;
      return undefined;
    }
    this.#onRest();
    return admission.because;
  }

  /** `tookMs`: where the answer was there before the call was over. */
  leave(startedAt: EpochMs, because: string | undefined, tookMs: Ms = this.#now() - startedAt): void {
    const outcome: Outcome = { tookMs, ...(because !== undefined && { because }) };
    this.#breaker = heard(this.#breaker, outcome, startedAt, this.#now());
  }
}
