/** The edge's way to the shield: it tells soon whether a shard is there, and goes round one that is not for a while. */
import type { ShieldAnswer, ShieldAsk, ShieldPort } from "../shell/shield-port.ts";
import type { EpochMs, Ms } from "../time.ts";
import { shardOf } from "./shard.ts";

/** The shard says at once that it has heard; without that it is cut off. Long enough for one that starts on a busy machine. */
export const HEARD_WITHIN: Ms = 2_000;
/** More than the shield takes for a fill that fails, and for the one after it. */
export const ANSWERED_WITHIN: Ms = 11_000;
/** How long a failing shard is left alone. */
export const FAILING_FOR: Ms = 5_000;

export interface ShieldLine {
  /**
   * Resolves when the shard has heard. Both may reject, and the signal says when they are given up; `answer` is undefined when what
   * speaks there is another build.
   */
  ask(shard: string, ask: ShieldAsk, signal: AbortSignal): Promise<{ readonly answer: Promise<ShieldAnswer | undefined> }>;
}

export interface Clock {
  now(): EpochMs;
  sleep(ms: Ms): Promise<void>;
}

export class ShieldReach implements ShieldPort {
  readonly #line: ShieldLine;
  readonly #clock: Clock;
  readonly #failingUntil = new Map<string, EpochMs>();

  constructor(line: ShieldLine, clock: Clock) {
    this.#line = line;
    this.#clock = clock;
  }

  async find(ask: ShieldAsk): Promise<ShieldAnswer | undefined> {
    const shard = shardOf(ask.key);
    if (!this.#mayAsk(shard)) return undefined;
    const giving = new AbortController();
    try {
      const heard = await this.#within(HEARD_WITHIN, this.#line.ask(shard, ask, giving.signal));
      this.#failingUntil.delete(shard);
      return await this.#within(ANSWERED_WITHIN, heard.answer);
    } catch {
      giving.abort();
      this.#failingUntil.set(shard, this.#clock.now() + FAILING_FOR);
      return undefined;
    }
  }

  /** When a failing shard's time is up, one asks it again; the others wait for what he finds. */
  #mayAsk(shard: string): boolean {
    const until = this.#failingUntil.get(shard);
    const now = this.#clock.now();
    if (until === undefined) return true;
    if (now < until) return false;
    this.#failingUntil.set(shard, now + HEARD_WITHIN);
    return true;
  }

  #within<T>(ms: Ms, work: Promise<T>): Promise<T> {
    const late = this.#clock.sleep(ms).then(() => Promise.reject(new Error("the shield is late")));
    late.catch(() => undefined);
    return Promise.race([work, late]);
  }
}
