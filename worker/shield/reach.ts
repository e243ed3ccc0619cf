/** The edge's way to the shield: it tells soon whether a shard is there, and goes round one that is not for a while. */
import type { ShieldAnswer, ShieldAsk, ShieldPort } from "../shell/shield-port.ts";
import { type Clock, type EpochMs, type Ms, unlessLate, unlessSilent } from "../time.ts";
import { shardOf } from "./shard.ts";

/** The shard says at once that it has heard; without that it is cut off. Long enough for one that starts on a busy machine. */
export const HEARD_WITHIN: Ms = 2_000;
/** Until nothing was heard for so long, a shard may only be busy: what nobody waits for does not go round it. */
export const SILENT_AFTER: Ms = 8_000;
/** More than the shield takes for a fill that fails, and for the one after it. */
export const ANSWERED_WITHIN: Ms = 11_000;
/** How long a failing shard is left alone. */
const FAILING_FOR: Ms = 5_000;

export interface ShieldLine {
  /**
   * Resolves when the shard has heard. Both may reject, and the signal says when they are given up; `answer` is undefined when what
   * speaks there is another build.
   */
  ask(shard: string, ask: ShieldAsk, signal: AbortSignal): Promise<{ readonly answer: Promise<ShieldAnswer | undefined> }>;
}

interface Failing {
  /** Nothing was heard of it since then; long ago when a call of it failed. */
  readonly since: EpochMs;
  readonly until: EpochMs;
}

const LONG_AGO: EpochMs = Number.NEGATIVE_INFINITY;
const BUSY: ShieldAnswer = { kind: "failed", because: "shield-busy", rescue: undefined, visits: [] };

export class ShieldReach implements ShieldPort {
  readonly #line: ShieldLine;
  readonly #clock: Clock;
  readonly #failing = new Map<string, Failing>();
  readonly #heardAt = new Map<string, EpochMs>();

  constructor(line: ShieldLine, clock: Clock) {
    this.#line = line;
    this.#clock = clock;
  }

  async find(ask: ShieldAsk): Promise<ShieldAnswer | undefined> {
    const shard = shardOf(ask.key);
    if (!this.#mayAsk(shard)) return this.#roundIt(shard, ask);
    const askedAt = this.#clock.now();
    const giving = new AbortController();
    try {
      const heard = await unlessSilent(this.#line.ask(shard, ask, giving.signal), this.#patience(shard, ask), this.#clock, late);
      this.#failing.delete(shard);
      this.#heardAt.set(shard, this.#clock.now());
      return await unlessLate(heard.answer, ANSWERED_WITHIN, this.#clock, late);
    } catch (error) {
      giving.abort();
      const since = error instanceof Late ? this.#unheardSince(shard, askedAt) : LONG_AGO;
      this.#failing.set(shard, { since, until: this.#clock.now() + FAILING_FOR });
      return this.#roundIt(shard, ask);
    }
  }

  /** Undefined sends the edge to the origin. A refresh is given up instead while the shard may only be busy: the next view tries again. */
  #roundIt(shard: string, { background }: ShieldAsk): ShieldAnswer | undefined {
    const since = this.#failing.get(shard)?.since ?? this.#clock.now();
    return background && this.#clock.now() - since < SILENT_AFTER ? BUSY : undefined;
  }

  #patience(shard: string, { background }: ShieldAsk): Ms {
    return background && !this.#failing.has(shard) ? SILENT_AFTER : HEARD_WITHIN;
  }

  /** Another ask may have been heard while this one was not. */
  #unheardSince(shard: string, askedAt: EpochMs): EpochMs {
    return Math.max(this.#heardAt.get(shard) ?? LONG_AGO, Math.min(askedAt, this.#failing.get(shard)?.since ?? askedAt));
  }

  /** When a failing shard's time is up, one asks it again; the others wait for what he finds. */
  #mayAsk(shard: string): boolean {
    const failing = this.#failing.get(shard);
    const now = this.#clock.now();
    if (failing === undefined) return true;
    if (now < failing.until) return false;
    this.#failing.set(shard, { ...failing, until: now + HEARD_WITHIN });
    return true;
  }
}

class Late extends Error {}

function late(): never {
  throw new Late("the shield is late");
}
