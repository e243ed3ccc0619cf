/** The simulated world: PoPs of isolates that run the product's own code, an origin, a bulletin, and true time. */
import { type AsOf, laterAsOf, NOWHERE } from "../../worker/bulletin/as-of.ts";
import type { PurgeMode } from "../../worker/bulletin/purge-row.ts";
import { judgeStorable } from "../../worker/cache/storable.ts";
import type { Stored } from "../../worker/cache/stored.ts";
import { Endpoint } from "../../worker/origin/endpoint.ts";
import { findHeld, findStored } from "../../worker/shell/find-stored.ts";
import type { CacheContext, Found } from "../../worker/shell/find-wanted.ts";
import { ShieldReach } from "../../worker/shield/reach.ts";
import { shardOf } from "../../worker/shield/shard.ts";
import { openCache, openShard } from "./caches.ts";
import { Clock } from "./clock.ts";
import { findNaively } from "./naive.ts";
import { SimBulletin, SimPop } from "./network.ts";
import { type Serving, type Violation, violationsOf } from "./oracle.ts";
import { Random } from "./random.ts";
import { lineFrom, SimShard } from "./shields.ts";
import { entityOf, implicitKeysOf, keyOf, objectOf, orderOf, provenanceOf, Shop, type Target, type TruePurge } from "./shop.ts";
import { DEFAULTS, type WorldOptions } from "./world-options.ts";

export interface Isolate {
  readonly name: string;
  readonly pop: SimPop;
  life: Life;
}

/** From one start to the next: the platform ends isolates whenever it likes, requests in them run on. */
export interface Life {
  readonly cache: CacheContext;
  readonly origin: Endpoint;
  /** The latest position its copy ever had, as of the moment before this one. */
  reached: AsOf;
}

export interface Served {
  readonly at: number;
  readonly waited: number;
  readonly isolate: Isolate;
  readonly object: number;
  readonly label: string;
}

const START = 1_800_000_000_000;

export class World {
  readonly options: WorldOptions;
  readonly clock = new Clock(START);
  readonly random: Random;
  readonly shop: Shop;
  readonly bulletin: SimBulletin;
  readonly pops: readonly SimPop[];
  readonly shards: readonly SimShard[];
  readonly isolates: readonly Isolate[];
  readonly purges: TruePurge[] = [];
  readonly violations: Violation[] = [];
  readonly served: Served[] = [];

  constructor(options: Partial<WorldOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.random = new Random(this.options.seed);
    this.shop = new Shop(this.clock, this.random, this.options);
    this.bulletin = new SimBulletin(this.clock, this.options.bulletinSkew ?? this.#skew(), this.options);
    this.pops = Array.from({ length: this.options.pops }, (_, i) => this.#openPop(`pop${i}`, this.options.popSkews, i));
    this.shards = Array.from({ length: this.options.shards }, (_, i) => this.#openShard(i));
    this.isolates = this.pops.flatMap((pop) => Array.from({ length: this.options.isolates }, (_, i) => this.#startIsolate(pop, i)));
    this.clock.onSettled = () => this.#noteReached();
  }

  /** Ms since the beginning. */
  at(ms: number, run: () => void): void {
    this.clock.at(START + ms, run);
  }

  runUntil(ms: number): Promise<void> {
    return this.clock.runUntil(START + ms);
  }

  purge(target: Target, mode: PurgeMode, minVersions: Readonly<Record<string, number>> = {}): TruePurge {
    const command = { ...target, mode, minVersions, reason: "history", actor: "checker" };
    const outcome = this.bulletin.ledger.append(command, "", this.bulletin.now());
    if (outcome.kind !== "purged") throw new Error("no idempotency keys and no ceilings here");
    const { epoch, seq } = outcome.row;
    const purge = { ...target, epoch, seq, mode, trueAt: this.clock.now, minVersions };
    this.purges.push(purge);
    if (this.options.naive) for (const pop of this.pops) this.clock.at(this.clock.now + pop.rtt, () => pop.shells.clear());
    return purge;
  }

  /** Changes an object at the origin and purges it. */
  change(object: number, mode: PurgeMode): TruePurge {
    const version = this.shop.commit(object);
    return this.purge({ by: "surrogate-key", values: [entityOf(object)] }, mode, { [entityOf(object)]: version });
  }

  async request(isolate: Isolate, object: number, purgeSeq?: AsOf): Promise<Found> {
    const arrivedAt = this.clock.now;
    const { life } = isolate;
    const { cache, origin } = life;
    const wanted = { ...this.shop.wanted(object, origin, isolate.pop.skew), purgeSeq };
    const found = await (this.options.naive ? findNaively(cache, wanted) : (findHeld(cache, wanted) ?? findStored(cache, wanted)));
    const label = found.kind === "found" ? (found.because ?? found.how) : `503 ${found.because}`;
    this.served.push({ at: this.clock.now, waited: this.clock.now - arrivedAt, isolate, object, label });
    if (this.options.flawless && (found.kind === "unavailable" || found.because === "sie"))
      this.violations.push({
        kind: "wronged though all is well",
        at: this.clock.now - START,
        detail: { label, object, node: isolate.name },
      });
    if (found.kind === "found") this.#check({ object, label, arrivedAt, purgeSeq, ...this.#circumstances(isolate, life, found.stored) });
    return found;
  }

  /** Begins an isolate anew: without memory, copy and flights. */
  restart(isolate: Isolate): void {
    isolate.life = this.#openLife(isolate.pop);
  }

  shardOf(object: number): SimShard {
    return this.#shardNamed(shardOf(keyOf(object)));
  }

  /** Prepares the shield's successor of an object. */
  async prewarmShield(object: number): Promise<void> {
    await this.shardOf(object).prewarm(keyOf(object), orderOf(object), this.shop.flipAt ?? 0);
  }

  /** Prepares a PoP's successor of an object, for the instant at which prices change. */
  async prewarm(pop: SimPop, object: number): Promise<void> {
    const flipAt = this.shop.flipAt ?? 0;
    const asOf = this.bulletin.ledger.position;
    const askedAt = this.clock.now;
    const answer = this.shop.answer(object, { askedAt, version: 1, isNewPrice: true, skew: pop.skew });
    const place = { key: keyOf(object), implicitKeys: implicitKeysOf(object), lifetime: this.options.lifetime };
    const judged = judgeStorable({ ...answer, ...place, asOf, fillStartedAt: pop.now(), notBefore: flipAt }, pop.now());
    if (judged.ok) await pop.put(judged.storable);
  }

  counts(since = 0): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { label, at } of this.served) if (at >= START + since) counts[label] = (counts[label] ?? 0) + 1;
    return counts;
  }

  #circumstances({ name: node, pop }: Isolate, { reached }: Life, stored: Stored) {
    const { skew } = provenanceOf(stored.headers);
    const storedAt = stored.stamps.storedAt - skew;
    const canRead = this.bulletin.canBeRead(pop.name);
    return { node, stored, storedAt, ahead: skew - pop.skew, servedAt: this.clock.now, reached, canRead, flipAt: this.shop.flipAt };
  }

  #check(serving: Serving): void {
    for (const violation of violationsOf(serving, this.purges)) this.violations.push({ ...violation, at: violation.at - START });
  }

  #noteReached(): void {
    for (const { life } of this.isolates) life.reached = laterAsOf(life.reached, life.cache.bulletin.position);
  }

  #openPop(name: string, skews: readonly number[] | undefined, i: number): SimPop {
    const skew = skews?.[i % skews.length] ?? this.#skew();
    return new SimPop(name, skew, this.clock, this.random, this.options, this.bulletin);
  }

  #openShard(i: number): SimShard {
    const place = this.#openPop(`shield${i}`, this.options.shardSkews, i);
    return new SimShard(place, {
      open: openShard,
      wanted: ({ key }, { origin }) => this.shop.wanted(objectOf(key), origin, place.skew),
    });
  }

  #shardNamed(name: string): SimShard {
    const shard = this.shards[Number(name.replace(/\D/g, "")) % this.shards.length];
    if (shard === undefined) throw new Error("no shield here");
    return shard;
  }

  #startIsolate(pop: SimPop, i: number): Isolate {
    return { name: `${pop.name}/${i}`, pop, life: this.#openLife(pop) };
  }

  #openLife(pop: SimPop): Life {
    const origin = new Endpoint(() => pop.now());
    const cache = openCache(pop, origin);
    if (this.shards.length === 0) return { cache, origin, reached: NOWHERE };
    const shield = new ShieldReach(
      lineFrom(pop, (name) => this.#shardNamed(name), this.clock),
      cache,
    );
    return { cache: { ...cache, shield }, origin, reached: NOWHERE };
  }

  #skew(): number {
    return this.random.between(-this.options.skew, this.options.skew);
  }
}
