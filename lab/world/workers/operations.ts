/**
 * What one request has under way. The platform lets six operations of a request wait for an answer (`fetch`, Cache API
 * and others alike) and holds back a seventh until one of them has it; neither `wrangler dev` nor Miniflare does.
 */
export const MOST_AT_ONCE = 6;

/** What all requests of an isolate wanted at once: `most` by any one of them, `over` is how many wanted more than six. */
export interface OperationCounts {
  requests: number;
  most: number;
  over: number;
}

export class Operations {
  readonly #counts: OperationCounts;
  readonly #held: (() => void)[] = [];
  #underWay = 0;
  #wanted = 0;
  #isOver = false;

  constructor(counts: OperationCounts) {
    this.#counts = counts;
    counts.requests++;
  }

  /** Starts the operation, or holds it back while six are under way. */
  async run<T>(operation: () => T | Promise<T>): Promise<T> {
    this.#note(++this.#wanted);
    if (this.#underWay < MOST_AT_ONCE) this.#underWay++;
    else await new Promise<void>((resolve) => this.#held.push(resolve));
    try {
      return await operation();
    } finally {
      this.#wanted--;
      const next = this.#held.shift();
      // Its place goes to the one that waits longest.
      if (next) next();
      else this.#underWay--;
    }
  }

  #note(wanted: number): void {
    this.#counts.most = Math.max(this.#counts.most, wanted);
    if (wanted <= MOST_AT_ONCE || this.#isOver) return;
    this.#isOver = true;
    this.#counts.over++;
  }
}
