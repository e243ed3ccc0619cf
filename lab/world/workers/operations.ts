/**
 * What one request has under way. The platform lets six operations of a request wait for an answer (`fetch`, Cache API
 * and others alike) and holds back a seventh until one of them has it; neither `wrangler dev` nor Miniflare does.
 */
export const MOST_AT_ONCE = 6;

/**
 * What all requests of an isolate wanted at once: `most` by any one of them, `over` is how many wanted more than six, and
 * `example` names what the first of these wanted.
 */
export interface OperationCounts {
  requests: number;
  most: number;
  over: number;
  example: readonly string[];
}

export const NO_OPERATIONS: OperationCounts = { requests: 0, most: 0, over: 0, example: [] };

export class Operations {
  readonly #counts: OperationCounts;
  readonly #held: (() => void)[] = [];
  readonly #wanted: string[] = [];
  #underWay = 0;
  #isOver = false;

  constructor(counts: OperationCounts) {
    this.#counts = counts;
    counts.requests++;
  }

  /** Starts the operation, or holds it back while six are under way. */
  async run<T>(name: string, operation: () => T | Promise<T>): Promise<T> {
    this.#note(name);
    if (this.#underWay < MOST_AT_ONCE) this.#underWay++;
    else await new Promise<void>((resolve) => this.#held.push(resolve));
    try {
      return await operation();
    } finally {
      this.#wanted.splice(this.#wanted.indexOf(name), 1);
      const next = this.#held.shift();
      // Its place goes to the one that waits longest.
      if (next) next();
      else this.#underWay--;
    }
  }

  #note(name: string): void {
    const wanted = this.#wanted.push(name);
    this.#counts.most = Math.max(this.#counts.most, wanted);
    if (wanted <= MOST_AT_ONCE || this.#isOver) return;
    this.#isOver = true;
    if (this.#counts.over++ === 0) this.#counts.example = [...this.#wanted];
  }
}
