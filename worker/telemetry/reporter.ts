/** Tells the shop's `Stats` what this isolate counted: about once a second while there is something to tell. */
import type { Clock, EpochMs, Ms } from "../time.ts";
import type { Counts } from "./counts.ts";
import type { Tally } from "./tally.ts";

export interface ReporterPorts extends Clock {
  /** Delivers counts; rejects when they did not arrive. */
  send(counts: Counts): Promise<void>;
}

const EVERY: Ms = 1_000;
/** A report that was to be sent so long ago is taken for lost: the request that carried it was ended. */
const LOST_AFTER: Ms = 5_000;

export class Reporter {
  readonly #tally: Tally;
  readonly #ports: ReporterPorts;
  #scheduledAt: EpochMs | undefined;

  constructor(tally: Tally, ports: ReporterPorts) {
    this.#tally = tally;
    this.#ports = ports;
  }

  /** Sees to it that what was counted is told within about a second. Costs a comparison when that is under way. */
  soon(background: (work: Promise<unknown>) => void): void {
    const now = this.#ports.now();
    if (this.#scheduledAt !== undefined && now - this.#scheduledAt < LOST_AFTER) return;
    this.#scheduledAt = now;
    background(this.#afterAWhile());
  }

  /** Tells at once, so that who reads the stats here sees what happened here. Never rejects: undelivered counts are kept. */
  async flush(): Promise<void> {
    const counts = this.#tally.take();
    if (counts === undefined) return;
    try {
      await this.#ports.send(counts);
    } catch {
      this.#tally.putBack(counts);
    }
  }

  async #afterAWhile(): Promise<void> {
    await this.#ports.sleep(EVERY);
    this.#scheduledAt = undefined;
    await this.flush();
  }
}
