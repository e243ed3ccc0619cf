/** Carries the outbox to the zone, call by call. The clock and the calls are passed in; one runs at a time. */
import type { EpochMs, Ms } from "../time.ts";
import type { ZoneBatch, ZoneOutbox } from "./zone-outbox.ts";
import { type ZoneAnswer, zoneWait } from "./zone-plan.ts";

export interface ZonePorts {
  now(): EpochMs;
  tell(batch: ZoneBatch): Promise<ZoneAnswer>;
}

/** So many calls, then a pause for whatever else the object has to do. */
const CALLS_AT_ONCE = 20;
const PAUSE: Ms = 1_000;

export class ZoneCourier {
  readonly #outbox: ZoneOutbox;
  readonly #ports: ZonePorts;
  #failures = 0;
  #most = Number.POSITIVE_INFINITY;

  constructor(outbox: ZoneOutbox, ports: ZonePorts) {
    this.#outbox = outbox;
    this.#ports = ports;
  }

  /** Tells what waits; returns when to come again, or undefined when nothing is left. */
  async run(): Promise<EpochMs | undefined> {
    for (let call = 0; call < CALLS_AT_ONCE; call++) {
      const batch = this.#outbox.next(this.#most);
      if (batch === undefined) return undefined;
      const wait = this.#note(batch, await this.#ports.tell(batch));
      if (wait > 0) return this.#ports.now() + wait;
    }
    return this.#ports.now() + PAUSE;
  }

  #note(batch: ZoneBatch, answer: ZoneAnswer): Ms {
    const now = this.#ports.now();
    if (answer.kind === "later") {
      this.#failures++;
      this.#outbox.postponed(batch, answer.because, now);
      return zoneWait(this.#failures, answer.afterMs);
    }
    this.#failures = 0;
    if (answer.kind === "done") this.#outbox.taken(batch, now);
    else if (answer.kind === "shut") this.#outbox.shut(batch, answer.because, now);
    else this.#refuse(batch, answer.because, now);
    return 0;
  }

  /** One bad value fails its whole call: smaller calls find it, so that the others are not refused with it. */
  #refuse(batch: ZoneBatch, because: string, now: EpochMs): void {
    this.#most = batch.values.length > 1 ? Math.ceil(batch.values.length / 8) : this.#most;
    if (batch.values.length > 1) return;
    this.#outbox.refused(batch, because, now);
    this.#most = Number.POSITIVE_INFINITY;
  }
}
