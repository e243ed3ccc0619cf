/** The simulated shield: objects that run the product's own code over a store of their own, and lines to them that fail. */
import type { Sql } from "../../worker/bulletin/sql.ts";
import type { Endpoint } from "../../worker/origin/endpoint.ts";
import type { CacheContext, Wanted } from "../../worker/shell/find-wanted.ts";
import type { ShieldAsk } from "../../worker/shell/shield-port.ts";
import { answerAsk, type Prewarmed, prewarm } from "../../worker/shield/answer-ask.ts";
import { decodeAnswer, encodeAnswer } from "../../worker/shield/answer-bytes.ts";
import type { ShieldLine } from "../../worker/shield/reach.ts";
import type { Ms } from "../../worker/time.ts";
import type { Clock } from "./clock.ts";
import type { SimPop } from "./network.ts";
import { nodeSql } from "./node-sql.ts";

export interface ShardLife {
  readonly cache: CacheContext;
  readonly origin: Endpoint;
}

export interface ShardPorts {
  /** Begins a life over what the shard keeps. */
  open(place: SimPop, sql: Sql): ShardLife;
  wanted(ask: Pick<ShieldAsk, "key">, life: ShardLife, place: SimPop): Wanted;
}

/** One object: a place with a clock and a way to the bulletin of its own, and a store that outlives it. */
export class SimShard {
  /** How asks fare on their way to it. */
  line: "open" | "busy" | "refused" | "silent" = "open";
  readonly place: SimPop;
  readonly #sql = nodeSql();
  readonly #ports: ShardPorts;
  #life: ShardLife;

  constructor(place: SimPop, ports: ShardPorts) {
    this.place = place;
    this.#ports = ports;
    this.#life = ports.open(place, this.#sql);
  }

  /** The platform moves an object whenever it likes: what it was doing is lost with it. */
  restart(): void {
    this.#life = this.#ports.open(this.place, this.#sql);
  }

  get cache(): CacheContext {
    return this.#life.cache;
  }

  async answer(ask: ShieldAsk): Promise<Uint8Array> {
    const life = this.#life;
    const answer = await answerAsk(life.cache, this.#ports.wanted(ask, life, this.place), ask);
    if (this.#life !== life) throw new Error("the object was reset");
    return encodeAnswer(answer);
  }

  prewarm(key: ShieldAsk["key"], order: ShieldAsk["order"], notBefore: number): Promise<Prewarmed> {
    const life = this.#life;
    const wanted = this.#ports.wanted({ key }, life, this.place);
    return prewarm(life.cache, wanted, { key, order, minSeq: { epoch: 0, seq: 0 }, at: this.place.now() - 250, notBefore });
  }
}

/** A shard that is busy hears an ask after so long. */
const BUSY_FOR: Ms = 3_000;

/** The line from a PoP: half a round trip there, half back, and nothing of it when the shard is cut off. */
export function lineFrom(pop: SimPop, shardNamed: (name: string) => SimShard, clock: Clock): ShieldLine {
  const travel = async (shard: SimShard): Promise<void> => {
    await clock.sleep(pop.rtt / 2);
    if (shard.line === "silent") await new Promise(() => undefined);
    if (shard.line === "refused") throw new Error("connection refused");
  };
  return {
    async ask(name, ask) {
      const shard = shardNamed(name);
      await travel(shard);
      if (shard.line === "busy") await clock.sleep(BUSY_FOR);
      const answering = shard.answer(ask);
      answering.catch(() => undefined);
      await travel(shard);
      const answer = answering.then(async (bytes) => {
        await travel(shard);
        return decodeAnswer(bytes, ask.key);
      });
      answer.catch(() => undefined);
      return { answer };
    },
  };
}
