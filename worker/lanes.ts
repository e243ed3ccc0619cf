/**
 * What one request has under way. A Worker may have six operations that wait for an answer, and the platform holds a seventh back,
 * whichever it is: so each part of a request keeps to a lane of its own, and none waits for what another left unanswered.
 */

/** Six in all. `answers` are the look-ups of fragments, and whatever nobody waits for. */
const VIEW = { page: 1, answers: 3, batch: 1, bulletin: 1 } as const;
export type Lane = keyof typeof VIEW;
export type Widths = Readonly<Record<Lane, number>>;
/** Six of work that fills pages for nobody yet, several at a time. */
export const FILLING: Widths = { page: 3, answers: 1, batch: 1, bulletin: 1 };

export class Lanes {
  readonly #widths: Widths;
  readonly #inside: Record<Lane, number> = { page: 0, answers: 0, batch: 0, bulletin: 0 };
  #waiting: { readonly lane: Lane; readonly admit: () => void }[] | undefined;

  constructor(widths: Widths = VIEW) {
    this.#widths = widths;
  }

  /** Starts the operation as soon as its lane has room. */
  async run<T>(lane: Lane, operation: () => Promise<T>): Promise<T> {
    if (this.#inside[lane] < this.#widths[lane]) this.#inside[lane]++;
    else await this.#turn(lane);
    try {
      return await operation();
    } finally {
      this.#leave(lane);
    }
  }

  #turn(lane: Lane): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting ??= [];
    this.#waiting.push({ lane, admit: resolve });
    return promise;
  }

  /** The place goes to whoever waits longest for this lane. */
  #leave(lane: Lane): void {
    const next = this.#waiting?.findIndex((waiting) => waiting.lane === lane) ?? -1;
    if (next === -1) this.#inside[lane]--;
    else this.#waiting?.splice(next, 1)[0]?.admit();
  }
}
