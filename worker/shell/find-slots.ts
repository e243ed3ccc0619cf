/**
 * How many fills an isolate runs at once. Somebody waits for a foreground fill, so it queues for up to a second; a
 * refresh has slots of its own, one a key, and is simply not started when they are taken.
 */
import type { CacheKey } from "../key/key-parts.ts";
import type { Ms } from "../time.ts";

export const FOREGROUND_SLOTS = 64;
export const REFRESH_SLOTS = 4;
export const SLOT_WAIT: Ms = 1_000;

export class FillSlots {
  readonly #waiting: ((got: boolean) => void)[] = [];
  readonly #refreshing = new Set<CacheKey>();
  #foreground = 0;

  /** True with a slot; false after a second without one, and then the fill counts as failed. */
  acquire(sleep: (ms: Ms) => Promise<void>): true | Promise<boolean> {
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

  /** True with a refresh slot for the key; never waits. */
  acquireRefresh(key: CacheKey): boolean {
    if (this.#refreshing.size >= REFRESH_SLOTS || this.#refreshing.has(key)) return false;
    this.#refreshing.add(key);
    return true;
  }

  releaseRefresh(key: CacheKey): void {
    this.#refreshing.delete(key);
  }

  #giveUp(waiter: (got: boolean) => void): void {
    const index = this.#waiting.indexOf(waiter);
    if (index === -1) return;
    this.#waiting.splice(index, 1);
    waiter(false);
  }
}
