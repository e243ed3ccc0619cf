import type { EpochMs } from "../time.ts";
import { LONG_AGO } from "./copy.ts";

/** A clock that notices when it is set back: what was dated by it before then can say no more how old it is. */
export class WaryClock {
  readonly #tell: () => EpochMs;
  readonly #onSetback: () => void;
  #latest: EpochMs = LONG_AGO;
  #setbacks = 0;

  constructor(tell: () => EpochMs, onSetback: () => void) {
    this.#tell = tell;
    this.#onSetback = onSetback;
  }

  /** How often it was set back. */
  get setbacks(): number {
    return this.#setbacks;
  }

  now(): EpochMs {
    const now = this.#tell();
    if (now < this.#latest) {
      this.#setbacks++;
      this.#onSetback();
    }
    this.#latest = now;
    return now;
  }
}
