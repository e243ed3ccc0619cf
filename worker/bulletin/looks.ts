/** The looks of one isolate's reader: which is under way, and what is known of how they ended. */
import type { EpochMs } from "../time.ts";
import { LONG_AGO } from "./copy.ts";
import { GIVE_UP_FOR, isLookDue, isUnder, READ_DEADLINE } from "./look.ts";

export interface Look {
  /** Looks are numbered as they start. */
  readonly number: number;
  readonly startedAt: EpochMs;
  readonly done: Promise<void>;
}

export interface LooksPorts {
  now(): EpochMs;
  /** Keeps work alive after the answer (`waitUntil`). */
  background(work: Promise<unknown>): void;
  /** Looks for a later delta, wherever that may be; `read` at the bulletin itself. Reject when there is none to be had. */
  look(): Promise<void>;
  read(): Promise<void>;
}

export class Looks {
  readonly #ports: LooksPorts;
  #underWay: Look | undefined;
  #reading: Look | undefined;
  #lastAt: EpochMs = LONG_AGO;
  #failedUntil: EpochMs = LONG_AGO;
  #count = 0;
  /** The latest look that succeeded. */
  #succeeded = 0;

  constructor(ports: LooksPorts) {
    this.#ports = ports;
  }

  /** Until when the last of them counts as failed. */
  get failedUntil(): EpochMs {
    return this.#failedUntil;
  }

  /** The look under way that reads the bulletin itself, if one does. */
  get reading(): Look | undefined {
    return this.#reading;
  }

  startWhenDue(now: EpochMs): void {
    if (isLookDue(this.#lastAt, now)) this.#start(now);
  }

  /** The look under way, or else one that begins. */
  current(now: EpochMs): Look {
    return this.#underWay ?? this.#start(now);
  }

  startRead(now: EpochMs): Look {
    this.#reading = this.#run(now, this.#ports.read());
    return this.#reading;
  }

  /** What is known of those that ended counts no more: the clock was set back. */
  distrust(): void {
    this.#lastAt = LONG_AGO;
    this.#failedUntil = LONG_AGO;
  }

  #start(now: EpochMs): Look {
    // A look that outlives its deadline was lost with the request it ran in.
    if (this.#underWay !== undefined && isUnder(2 * READ_DEADLINE, this.#underWay.startedAt, now)) return this.#underWay;
    this.#lastAt = now;
    return this.#run(now, this.#ports.look());
  }

  #run(startedAt: EpochMs, work: Promise<void>): Look {
    const done = work.then(
      () => this.#succeed(look),
      () => this.#fail(look),
    );
    const look: Look = { number: ++this.#count, startedAt, done };
    this.#underWay = look;
    this.#ports.background(done);
    return look;
  }

  #succeed(look: Look): void {
    this.#succeeded = Math.max(this.#succeeded, look.number);
    this.#failedUntil = LONG_AGO;
    this.#forget(look);
  }

  /** Says nothing of today when a look that started later has succeeded. */
  #fail(look: Look): void {
    if (look.number > this.#succeeded) this.#failedUntil = this.#ports.now() + GIVE_UP_FOR;
    this.#forget(look);
  }

  #forget(look: Look): void {
    if (this.#underWay === look) this.#underWay = undefined;
    if (this.#reading === look) this.#reading = undefined;
  }
}
