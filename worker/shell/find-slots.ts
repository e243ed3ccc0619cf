/**
 * How many fills an isolate runs at once. Someone waits for a foreground fill, so it queues for up to a second; a
 * refresh has slots of its own and is simply not started when they are taken.
 */
import type { Ms } from "../time.ts";

export const FOREGROUND_SLOTS = 64;
export const REFRESH_SLOTS = 4;
export const SLOT_WAIT: Ms = 1_000;

export class FillSlots {
  readonly #waiting: ((got: boolean) => void)[] = [];
  #foreground = 0;
  #refreshes = 0;

  /** True with a slot, false after a second without: the fill counts as failed. Give it back with `release`. */
  async acquire(sleep: (ms: Ms) => Promise<void>): Promise<boolean> {
    if (this.#foreground < FOREGROUND_SLOTS) {
      this.#foreground++;
      return true;
    }
    const turn = Promise.withResolvers<boolean>();
    this.#waiting.push(turn.resolve);
    void sleep(SLOT_WAIT).then(() => this.#giveUp(turn.resolve));
    return turn.promise;
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#foreground--;
    else next(true);
  }

  /** True with a refresh slot; never waits. */
  acquireRefresh(): boolean {
    if (this.#refreshes >= REFRESH_SLOTS) return false;
    this.#refreshes++;
    return true;
  }

  releaseRefresh(): void {
    this.#refreshes--;
  }

  #giveUp(waiter: (got: boolean) => void): void {
    const index = this.#waiting.indexOf(waiter);
    if (index === -1) return;
    this.#waiting.splice(index, 1);
    waiter(false);
  }
}
