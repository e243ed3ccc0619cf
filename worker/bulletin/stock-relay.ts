/** Brings the stock from the origin: one call a second for the whole shop, and only while somebody reads. */
import type { StockAnswer } from "#contract/stock";
import { type Clock, type EpochMs, type Ms, unlessLate } from "../time.ts";
import type { StockBoard } from "./stock-board.ts";

export interface StockRelayPorts extends Clock {
  /** Asks the origin for what changed since; undefined when it does not answer, `refused` when it will not answer that. */
  ask(since: Readonly<Record<string, string>>): Promise<StockAnswer | "refused" | undefined>;
  /** Keeps work alive after the answer (`waitUntil`). */
  background(work: Promise<unknown>): void;
}

const EVERY: Ms = 1_000;
/** Who reads first after a pause waits for the stock of now, but not for as long as a page waits for its bulletin. */
const PAUSE: Ms = 5_000;
const PATIENCE: Ms = 40;

export class StockRelay {
  readonly #board: StockBoard;
  readonly #ports: StockRelayPorts;
  #askedAt: EpochMs = Number.NEGATIVE_INFINITY;
  #asking: { readonly done: Promise<void>; readonly isAfterPause: boolean } | undefined;
  #calls = 0;

  constructor(board: StockBoard, ports: StockRelayPorts) {
    this.#board = board;
    this.#ports = ports;
  }

  get calls(): number {
    return this.#calls;
  }

  /**
   * Somebody reads. But for the first after a pause, no reader waits for the stock, whatever the origin does: what it brings is in
   * the next delta.
   */
  async heardReader(): Promise<void> {
    this.#askWhenDue(this.#ports.now());
    if (this.#asking?.isAfterPause) await unlessLate(this.#asking.done, PATIENCE, this.#ports, () => undefined);
  }

  #askWhenDue(now: EpochMs): void {
    const unaskedFor = now - this.#askedAt;
    if (this.#asking !== undefined || unaskedFor < EVERY) return;
    this.#askedAt = now;
    const done = this.#ask(now).finally(() => (this.#asking = undefined));
    this.#asking = { done, isAfterPause: unaskedFor > PAUSE };
    this.#ports.background(done);
  }

  async #ask(askedAt: EpochMs): Promise<void> {
    this.#calls++;
    const { cursor, handles } = this.#board;
    const answer = await this.#ports.ask({ ...(cursor !== undefined && { since: cursor }), handles: handles.cursor });
    // A cursor that the origin does not know would be refused for as long as this memory lives.
    if (answer === "refused") this.#board.startOver();
    // The origin is down: the stock told last stands, and `stockAt` says how old it is.
    if (answer === undefined || answer === "refused") handles.unanswered();
    else this.#board.apply(answer, this.#ports.now(), askedAt);
  }
}
