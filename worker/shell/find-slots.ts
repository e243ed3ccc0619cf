/**
 * How many fills an isolate runs at once, all in all. Somebody waits for a foreground fill, so it queues for up to a second. A
 * refresh stands below it: it has few slots, one a key and so many a second, and is simply not started when they are taken or when
 * foreground fills need the room.
 */
import type { EpochMs, Ms } from "../time.ts";

export const FOREGROUND_SLOTS = 64;
export const REFRESH_SLOTS = 4;
/** What refreshes may cost the origin, however fast it answers and however many keys are stale: after an outage, or without the bulletin. */
export const REFRESHES_PER_SECOND = 20;
const SLOT_WAIT: Ms = 1_000;

export class FillSlots {
  readonly #waiting: ((got: boolean) => void)[] = [];
  readonly #refreshing = new Set<string>();
  #foreground = 0;
  #refreshesLeft = REFRESHES_PER_SECOND;
  #countedAt: EpochMs = 0;

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
  acquireRefresh(key: string, now: EpochMs): boolean {
    const isCrowded = this.#foreground + this.#refreshing.size >= FOREGROUND_SLOTS;
    if (isCrowded || this.#refreshing.size >= REFRESH_SLOTS || this.#refreshing.has(key) || !this.#takeRefresh(now)) return false;
    this.#refreshing.add(key);
    return true;
  }

  #takeRefresh(now: EpochMs): boolean {
    const earned = ((now - this.#countedAt) * REFRESHES_PER_SECOND) / 1_000;
    this.#refreshesLeft = Math.min(REFRESHES_PER_SECOND, this.#refreshesLeft + earned);
    this.#countedAt = now;
    if (this.#refreshesLeft < 1) return false;
    this.#refreshesLeft--;
    return true;
  }

  releaseRefresh(key: string): void {
    this.#refreshing.delete(key);
  }

  #giveUp(waiter: (got: boolean) => void): void {
    const index = this.#waiting.indexOf(waiter);
    if (index === -1) return;
    this.#waiting.splice(index, 1);
    waiter(false);
  }
}
