/**
 * The bulletin: the shop's fast public state, published by one Durable Object. Reading it is answered from memory, a moment
 * later for whoever reads first after a pause; a purge is acknowledged when its row is durable, for the output gate holds the
 * answer until then.
 */
import { DurableObject } from "cloudflare:workers";
import { machineClock } from "../clock.io.ts";
import { type OriginFetch, openOriginFetch } from "../origin-fetch.io.ts";
import { type OriginSettings, readOriginReach } from "../origin-reach.ts";
import { readSite } from "../read-site.ts";
import type { EpochMs } from "../time.ts";
import { readZoneReach, type ZoneSettings } from "../zone-reach.ts";
import { askStock } from "./ask-stock.io.ts";
import type { DeltaAnswer, ReadAsk } from "./delta.ts";
import { type Appended, Ledger } from "./ledger.ts";
import { orderDigest } from "./order-digest.ts";
import { Press } from "./press.ts";
import type { BulletinStats, PurgeCommand, PurgeOutcome, PurgePage, PurgeQuery, PurgeRow, PurgeWithReceipts } from "./purge-row.ts";
import { Receipts } from "./receipts.ts";
import { StockBoard } from "./stock-board.ts";
import { StockRelay } from "./stock-relay.ts";
import { tellZone } from "./zone.io.ts";
import { ZoneCourier } from "./zone-courier.ts";
import { type ZoneBatch, ZoneOutbox } from "./zone-outbox.ts";
import { toZoneItems, type ZoneAnswer } from "./zone-plan.ts";

export interface BulletinEnv extends OriginSettings, ZoneSettings {
  readonly ORIGIN: OriginFetch;
  readonly SITE_ORIGIN?: string;
}

export class Bulletin extends DurableObject<BulletinEnv> {
  readonly #ledger: Ledger;
  readonly #stock = new StockBoard();
  readonly #press: Press;
  readonly #relay: StockRelay;
  readonly #receipts: Receipts;
  readonly #zone = readZoneReach(this.env);
  readonly #outbox: ZoneOutbox;
  readonly #courier: ZoneCourier;
  #courierAt: EpochMs | undefined;
  #reads = 0;

  constructor(state: DurableObjectState, env: BulletinEnv) {
    super(state, env);
    this.#ledger = new Ledger(state.storage.sql, Date.now());
    this.#press = new Press(state.storage.sql, this.#ledger, this.#stock);
    this.#receipts = new Receipts(state.storage.sql);
    const origin = openOriginFetch(env.ORIGIN, readOriginReach(env));
    const background = (work: Promise<unknown>) => state.waitUntil(work);
    this.#relay = new StockRelay(this.#stock, { ...machineClock, ask: (since) => askStock(origin, since), background });
    this.#outbox = new ZoneOutbox(state.storage.sql);
    this.#courier = new ZoneCourier(this.#outbox, { now: Date.now, tell: (batch) => this.#tellZone(batch) });
    state.blockConcurrencyWhile(() => this.#resumeCourier());
  }

  /** What a PoP reads once a second. The read is also its receipt, and what keeps the stock relay going. */
  async read({ pop }: ReadAsk): Promise<DeltaAnswer> {
    this.#reads++;
    await this.#relay.heardReader();
    const now = Date.now();
    const delta = this.#press.delta(now);
    if (pop !== null) this.#receipts.heard(pop, { epoch: delta.epoch, seq: delta.seq }, now);
    return delta;
  }

  /** The bytes of a base by the name a delta gave; null when it is gone. */
  readBase(name: string): Uint8Array | null {
    return this.#press.base(name) ?? null;
  }

  /** Writes a purge to the log. The same idempotency key with the same order gets the first row again. */
  async purge(command: PurgeCommand): Promise<PurgeOutcome> {
    const digest = await orderDigest(command);
    const outcome = this.ctx.storage.transactionSync(() => this.#append(command, digest));
    if (outcome.kind === "conflict") return { kind: "conflict", because: "idempotency-key-reused" };
    if (outcome.kind === "too-many") return outcome;
    if (this.#zone !== undefined && !outcome.repeated) await this.#callCourier(Date.now());
    return { ...outcome, row: this.#withReceipts(outcome.row) };
  }

  /** The audit trail, latest first. */
  listPurges(query: PurgeQuery): PurgePage {
    const { purges, next } = this.#ledger.list(query);
    const receipts = this.#receipts.of(purges, Date.now());
    return { purges: purges.map((row, i) => this.#withReceipts(row, receipts[i])), next };
  }

  readPurge(seq: number): PurgeWithReceipts | null {
    const row = this.#ledger.find(seq);
    return row === undefined ? null : this.#withReceipts(row);
  }

  /**
   * Puts the ledger under a new epoch, in which everything stored is dead and refilled once. For operators who restored
   * the object's storage to an earlier state: a seq must never be given twice in one epoch.
   */
  startEpoch(): BulletinStats {
    this.ctx.storage.transactionSync(() => this.#ledger.startEpoch(Date.now()));
    return this.stats();
  }

  stats(): BulletinStats {
    const now = Date.now();
    return {
      ...this.#ledger.position,
      floorSeq: this.#ledger.floorSeq,
      reads: this.#reads,
      readsByPop: this.#receipts.readsByPop(),
      stockCalls: this.#relay.calls,
      stockAt: this.#stock.at,
      skus: this.#stock.size,
      base: this.#press.baseInUse(now),
      purgedKeys: this.#ledger.folded.size,
      pops: this.#receipts.pops(now),
    };
  }

  /** Carries to the zone what purges left for it. */
  override async alarm(): Promise<void> {
    let again: EpochMs | undefined = Date.now();
    try {
      again = await this.#courier.run();
    } finally {
      this.#courierAt = undefined;
      // A purge of this very moment found a call arranged, and arranged none.
      if (!this.#outbox.isEmpty) again ??= Date.now();
      if (again !== undefined) await this.#callCourier(again);
    }
  }

  #append(command: PurgeCommand, digest: string): Appended {
    const outcome = this.#ledger.append(command, digest, Date.now());
    if (this.#zone === undefined || outcome.kind !== "purged" || outcome.repeated) return outcome;
    this.#outbox.add(outcome.row, toZoneItems(outcome.row, readSite(this.env.SITE_ORIGIN)));
    return outcome;
  }

  /** A call that is arranged stands: the zone may have asked for the pause. */
  async #callCourier(at: EpochMs): Promise<void> {
    if (this.#courierAt !== undefined) return;
    this.#courierAt = at;
    try {
      await this.ctx.storage.setAlarm(at);
    } catch (error) {
      this.#courierAt = undefined;
      throw error;
    }
  }

  /** What an earlier life of this object left for the zone. */
  async #resumeCourier(): Promise<void> {
    if (this.#outbox.isEmpty) return;
    const arranged = await this.ctx.storage.getAlarm();
    if (arranged === null) await this.#callCourier(Date.now());
    else this.#courierAt = arranged;
  }

  #tellZone(batch: ZoneBatch): Promise<ZoneAnswer> {
    return this.#zone === undefined
      ? Promise.resolve({ kind: "shut", because: "the zone is not configured any more" })
      : tellZone(this.#zone, batch);
  }

  #withReceipts(row: PurgeRow, receipts = this.#receipts.of([row], Date.now())[0]): PurgeWithReceipts {
    const zone = this.#outbox.outcomeOf(row);
    return { ...row, receipts: receipts ?? [], ...(zone && { zone }) };
  }
}
