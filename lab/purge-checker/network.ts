/** The simulated bulletin and PoPs: delays, losses, late writes and outages around the product's own ledger and press. */

import type { SharedDelta } from "../../worker/bulletin/delta.ts";
import { Ledger } from "../../worker/bulletin/ledger.ts";
import { Press } from "../../worker/bulletin/press.ts";
import type { BulletinPorts } from "../../worker/bulletin/reader.ts";
import { StockBoard } from "../../worker/bulletin/stock-board.ts";
import { mayReplace } from "../../worker/cache/may-replace.ts";
import type { Storable } from "../../worker/cache/storable.ts";
import type { PopTier, TierKey } from "../../worker/cache/tiers.ts";
import type { Clock } from "./clock.ts";
import { nodeSql } from "./node-sql.ts";
import type { Random } from "./random.ts";
import type { WorldOptions } from "./world-options.ts";

export class SimBulletin {
  isUp = true;
  upSince = Number.NEGATIVE_INFINITY;
  reads = 0;
  readonly cutOff = new Set<string>();
  readonly ledger: Ledger;
  readonly stock = new StockBoard();
  readonly press: Press;
  readonly #clock: Clock;
  readonly #skew: number;

  constructor(clock: Clock, skew: number, options: WorldOptions) {
    this.#clock = clock;
    this.#skew = skew;
    const sql = nodeSql();
    this.ledger = new Ledger(sql, this.now());
    this.press = new Press(sql, this.ledger, this.stock, options.entriesPerDelta);
  }

  now(): number {
    return Math.floor(this.#clock.now + this.#skew);
  }

  isReachable(pop: string): boolean {
    return this.isUp && !this.cutOff.has(pop);
  }

  /** Has it been answering this PoP for five seconds? Then it "can be read". */
  canBeRead(pop: string): boolean {
    return this.isReachable(pop) && this.#clock.now - this.upSince > 5_000;
  }
}

export class SimPop implements PopTier {
  readonly name: string;
  /** Its clock may be set anew. */
  skew: number;
  readonly rtt: number;
  shared: SharedDelta | undefined;
  readonly shells = new Map<string, Storable>();
  readonly bases = new Map<string, Uint8Array>();
  #tokens = 0;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #options: WorldOptions;
  readonly #bulletin: SimBulletin;

  constructor(name: string, skew: number, clock: Clock, random: Random, options: WorldOptions, bulletin: SimBulletin) {
    this.name = name;
    this.skew = skew;
    this.rtt = random.between(...options.rtt);
    this.#clock = clock;
    this.#random = random;
    this.#options = options;
    this.#bulletin = bulletin;
  }

  now(): number {
    return Math.floor(this.#clock.now + this.skew);
  }

  async get(at: TierKey): Promise<Storable | undefined> {
    await this.#clock.sleep(this.#cacheTime());
    if (this.#random.chance(this.#options.evict)) this.shells.delete(addressOf(at));
    const stored = this.shells.get(addressOf(at));
    return stored && { ...stored };
  }

  async put(storable: Storable): Promise<void> {
    const address = addressOf({ key: storable.key, notBefore: storable.stamps.notBefore });
    await this.#clock.sleep(this.#random.chance(0.1) ? this.#random.between(0, 500) : 2);
    const held = this.shells.get(address);
    if (held !== undefined && !mayReplace(held, storable)) return;
    if (!this.#random.chance(this.#options.evict)) this.shells.set(address, storable);
  }

  ports(): BulletinPorts {
    return {
      now: () => this.now(),
      sleep: (ms) => this.#clock.sleep(ms),
      token: () => `${this.name}-${this.#tokens++}`,
      background: (work) => void work.catch(() => undefined),
      readDelta: () => this.#readDelta(),
      readBase: (name) => this.#readBase(name),
      readShared: () => this.#readShared(),
      writeShared: (shared) => this.#writeShared(shared),
    };
  }

  async #readDelta() {
    const sentAt = this.now();
    this.#bulletin.reads++;
    await this.#reachBulletin();
    const delta = this.#bulletin.press.delta(this.#bulletin.now());
    const slow = this.#random.chance(this.#options.slowRead) ? this.#random.between(0, 300) : 0;
    await this.#clock.sleep(this.rtt / 2 + slow);
    return { ...delta, sentAt };
  }

  async #readBase(name: string): Promise<Uint8Array> {
    const kept = this.bases.get(name);
    await this.#clock.sleep(kept ? 5 : this.#options.baseRead);
    if (kept !== undefined) return kept;
    await this.#reachBulletin();
    const bytes = this.#bulletin.press.base(name);
    if (bytes === undefined) throw new Error("no such base");
    if (!this.#random.chance(this.#options.evict)) this.bases.set(name, bytes);
    return bytes;
  }

  async #reachBulletin(): Promise<void> {
    await this.#clock.sleep(this.rtt / 2);
    if (this.#bulletin.isReachable(this.name)) return;
    await this.#clock.sleep(2_000);
    throw new Error("the bulletin does not answer");
  }

  async #readShared(): Promise<SharedDelta | undefined> {
    const takes = this.#cacheTime();
    await this.#clock.sleep(takes / 2);
    const { shared } = this;
    await this.#clock.sleep(takes / 2);
    return shared;
  }

  async #writeShared(shared: SharedDelta): Promise<void> {
    const isLate = this.#random.chance(this.#options.lateWrite);
    const takes = this.#cacheTime();
    const delay = isLate ? this.#random.between(0, 400) : takes / 2;
    this.#clock.at(this.#clock.now + delay, () => {
      this.shared = this.#random.chance(this.#options.evict) ? undefined : shared;
    });
    await this.#clock.sleep(takes);
  }

  #cacheTime(): number {
    return this.#random.between(...this.#options.cache);
  }
}

function addressOf({ key, notBefore }: TierKey): string {
  return notBefore === null ? key : `${key}@${notBefore}`;
}
