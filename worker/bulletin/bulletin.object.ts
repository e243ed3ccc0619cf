/**
 * The bulletin: the shop's fast public state, published by one Durable Object. Reading it is answered from memory and
 * waits for nothing; a purge is acknowledged when its row is durable, for the output gate holds the answer until then.
 */
import { DurableObject } from "cloudflare:workers";
import * as v from "valibot";
import { StockAnswer } from "#contract/stock";
import { type OriginFetch, openOriginFetch } from "../origin-fetch.io.ts";
import { type OriginSettings, readOriginReach } from "../origin-reach.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { DeltaAnswer, ReadAsk } from "./delta.ts";
import { Ledger } from "./ledger.ts";
import { orderDigest } from "./order-digest.ts";
import { Press } from "./press.ts";
import type { BulletinStats, PurgeCommand, PurgeOutcome, PurgeRow, PurgeWithReceipts } from "./purge-row.ts";
import { Receipts } from "./receipts.ts";
import { StockBoard } from "./stock-board.ts";

export interface BulletinEnv extends OriginSettings {
  readonly ORIGIN: OriginFetch;
}

/** One call a second for the whole shop, and only while somebody reads. */
const STOCK_EVERY: Ms = 1_000;
const STOCK_DEADLINE: Ms = 3_000;

export class Bulletin extends DurableObject<BulletinEnv> {
  readonly #ledger: Ledger;
  readonly #stock = new StockBoard();
  readonly #press: Press;
  readonly #receipts = new Receipts();
  readonly #origin = openOriginFetch(this.env.ORIGIN, readOriginReach(this.env));
  #stockAskedAt: EpochMs = Number.NEGATIVE_INFINITY;
  #isAskingStock = false;
  #stockCalls = 0;
  #reads = 0;

  constructor(state: DurableObjectState, env: BulletinEnv) {
    super(state, env);
    this.#ledger = new Ledger(state.storage.sql, Date.now());
    this.#press = new Press(state.storage.sql, this.#ledger, this.#stock);
  }

  /** What a PoP reads once a second. The read is also its receipt, and what keeps the stock relay going. */
  read({ pop }: ReadAsk): DeltaAnswer {
    const now = Date.now();
    this.#reads++;
    this.#relayStock(now);
    const delta = this.#press.delta(now);
    this.#receipts.heard(pop, { epoch: delta.epoch, seq: delta.seq }, now);
    return delta;
  }

  /** The bytes of a base by the name a delta gave; null when it is gone. */
  readBase(name: string): Uint8Array | null {
    return this.#press.base(name) ?? null;
  }

  /** Writes a purge to the log. The same idempotency key with the same order gets the first row again. */
  async purge(command: PurgeCommand): Promise<PurgeOutcome> {
    const digest = await orderDigest(command);
    const outcome = this.ctx.storage.transactionSync(() => this.#ledger.append(command, digest, Date.now()));
    if (outcome.kind === "conflict") return { kind: "conflict", because: "idempotency-key-reused" };
    return { ...outcome, row: this.#withReceipts(outcome.row) };
  }

  /** Rows of this epoch, latest first; `before` is a seq. */
  listPurges({ limit, before }: { readonly limit: number; readonly before?: number }): PurgeWithReceipts[] {
    return this.#ledger.list(limit, before).map((row) => this.#withReceipts(row));
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
      stockCalls: this.#stockCalls,
      stockAt: this.#stock.at,
      skus: this.#stock.size,
      base: this.#press.baseInUse(now),
      purgedKeys: this.#ledger.folded.size,
      pops: this.#receipts.pops(now),
    };
  }

  #withReceipts(row: PurgeRow): PurgeWithReceipts {
    return { ...row, receipts: this.#receipts.of(row, Date.now()) };
  }

  /** Never awaited by a reader: what it brings is in the next delta. */
  #relayStock(now: EpochMs): void {
    if (this.#isAskingStock || now - this.#stockAskedAt < STOCK_EVERY) return;
    this.#isAskingStock = true;
    this.#stockAskedAt = now;
    this.ctx.waitUntil(this.#askStock().finally(() => (this.#isAskingStock = false)));
  }

  async #askStock(): Promise<void> {
    this.#stockCalls++;
    const { cursor } = this.#stock;
    const since = cursor === undefined ? "" : `?since=${encodeURIComponent(cursor)}`;
    try {
      const response = await this.#origin.fetch(`http://origin/v1/stock${since}`, { signal: AbortSignal.timeout(STOCK_DEADLINE) });
      const answer = response.ok ? v.safeParse(StockAnswer, await response.json()) : undefined;
      if (answer?.success) this.#stock.apply(answer.output, Date.now());
      else if (!response.bodyUsed) await response.body?.cancel();
    } catch {
      // The origin is down: the stock told last stands, and `stockAt` says how old it is.
    }
  }
}
