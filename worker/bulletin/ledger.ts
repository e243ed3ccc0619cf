/**
 * The log of purges in SQLite, with the clock passed in. Recent rows are whole; older ones are folded to
 * key -> last soft seq, last hard seq when a base is built.
 */
import type { EpochMs, Ms } from "../time.ts";
import { type AsOf, NOWHERE } from "./as-of.ts";
import { auditPage } from "./audit.ts";
import { FoldedLog } from "./folded-log.ts";
import { createTables, forgetEpoch } from "./ledger-schema.ts";
import { Orders } from "./orders.ts";
import type { PurgeCommand, PurgePage, PurgeQuery, PurgeRow } from "./purge-row.ts";
import { type SqlPurge, toRow } from "./purge-sql.ts";
import { oneOf, type Sql } from "./sql.ts";

/** Rows younger than this stay whole: a base holds only older ones. */
export const WHOLE_FOR: Ms = 10_000;

/** How far back an actor's ceiling looks. */
const CEILING_OVER: Ms = 60_000;

export type Appended =
  | { readonly kind: "purged"; readonly row: PurgeRow; readonly repeated: boolean }
  | { readonly kind: "conflict" }
  | { readonly kind: "too-many"; readonly retryAfterSeconds: number };

export class Ledger {
  readonly #sql: Sql;
  readonly #folded: FoldedLog;
  readonly #orders: Orders;
  #position: AsOf = NOWHERE;
  #floorSeq = 0;
  #foldedSeq = 0;
  /** Rows after the folded ones, oldest first. */
  #tail: PurgeRow[] = [];

  /** An empty ledger gets an epoch of its own: the moment of its creation. */
  constructor(sql: Sql, now: EpochMs) {
    this.#sql = sql;
    this.#folded = new FoldedLog(sql);
    this.#orders = new Orders(sql);
    createTables(sql);
    if (this.#read("epoch") === 0) this.startEpoch(now);
    else this.#load();
  }

  get position(): AsOf {
    return this.#position;
  }

  get floorSeq(): number {
    return this.#floorSeq;
  }

  /** The log up to the last fold: what a base is made of. */
  get folded(): FoldedLog {
    return this.#folded;
  }

  /** Forgets all purges under a later epoch: everything stored is dead. For a ledger restored from an older state. */
  startEpoch(now: EpochMs): void {
    const epoch = Math.max(now, this.#read("epoch") + 1);
    forgetEpoch(this.#sql);
    this.#write({ epoch, seq: 0, floor_seq: 0, folded_seq: 0 });
    this.#load();
  }

  /**
   * Writes a row, unless the actor's idempotency key was seen: then the first row, or a conflict if the order was another. A
   * repeated order is no row and counts towards no ceiling.
   */
  append(command: PurgeCommand, digest: string, at: EpochMs): Appended {
    const { idempotencyKey, perMinute, ...order } = command;
    const before = idempotencyKey === undefined ? undefined : this.#orders.find(command.actor, idempotencyKey);
    if (before !== undefined) return this.#repeat(before, digest);
    const wait = perMinute === undefined ? 0 : this.#overCeiling(command.actor, perMinute, at);
    if (wait > 0) return { kind: "too-many", retryAfterSeconds: Math.ceil(wait / 1_000) };
    const row: PurgeRow = { ...order, epoch: this.#position.epoch, seq: this.#position.seq + 1, at };
    this.#insert(row);
    if (idempotencyKey !== undefined) this.#orders.remember(row, idempotencyKey, digest);
    return { kind: "purged", row, repeated: false };
  }

  /** A page of the audit trail, latest first. */
  list(query: PurgeQuery): PurgePage<PurgeRow> {
    return auditPage(this.#sql, query.epoch ?? this.#position.epoch, query);
  }

  find(seq: number, epoch: number = this.#position.epoch): PurgeRow | undefined {
    const row = oneOf<SqlPurge>(this.#sql, "SELECT * FROM purges WHERE epoch = ? AND seq = ?", epoch, seq);
    return row && toRow(row);
  }

  /** Whole rows with a higher seq, oldest first; `seq` must not lie below the latest base. */
  rowsAfter(seq: number): readonly PurgeRow[] {
    return this.#tail.filter((row) => row.seq > seq);
  }

  /** The seq up to which rows are old enough to be folded, counting at most `maxKeys` that are not folded yet. */
  foldableSeq(now: EpochMs, maxKeys: number): number {
    let seq = this.#foldedSeq;
    let keys = 0;
    for (const row of this.#tail) {
      if (row.seq <= seq) continue;
      keys += row.values.length;
      if (row.at > now - WHOLE_FOR || (keys > maxKeys && seq > this.#foldedSeq)) break;
      seq = row.seq;
    }
    return seq;
  }

  /** Folds rows up to `seq` into the tables and drops what nothing stored can be older than. The rows themselves stay in `rowsAfter`. */
  fold(seq: number, now: EpochMs): void {
    for (const row of this.#tail) if (row.seq > this.#foldedSeq && row.seq <= seq) this.#folded.add(row);
    this.#foldedSeq = Math.max(this.#foldedSeq, seq);
    this.#floorSeq = Math.max(this.#floorSeq, this.#folded.drop(now));
    this.#orders.drop(now);
    this.#write({ folded_seq: this.#foldedSeq, floor_seq: this.#floorSeq });
  }

  /** Lets go of whole rows that the base in use holds. */
  forgetTail(seq: number): void {
    this.#tail = this.#tail.filter((row) => row.seq > seq);
  }

  /** How long until this actor may write again; 0 when at once. */
  #overCeiling(actor: string, perMinute: number, at: EpochMs): Ms {
    const query = "SELECT at FROM purges WHERE epoch = ? AND at > ? AND actor = ? ORDER BY at DESC LIMIT 1 OFFSET ?";
    const nth = oneOf<{ at: number }>(this.#sql, query, this.#position.epoch, at - CEILING_OVER, actor, perMinute - 1);
    return nth === undefined ? 0 : nth.at + CEILING_OVER - at;
  }

  #repeat(before: { readonly digest: string; readonly row: AsOf }, digest: string): Appended {
    const row = before.digest === digest ? this.find(before.row.seq, before.row.epoch) : undefined;
    return row === undefined ? { kind: "conflict" } : { kind: "purged", row, repeated: true };
  }

  #insert(row: PurgeRow): void {
    const { epoch, seq, by, values, mode, reason, actor, at, minVersions } = row;
    const versions = minVersions === undefined ? null : JSON.stringify(minVersions);
    this.#sql.exec(
      "INSERT INTO purges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      epoch,
      seq,
      by,
      JSON.stringify(values),
      mode,
      reason,
      actor,
      at,
      versions,
    );
    this.#write({ seq });
    this.#position = { epoch, seq };
    this.#tail.push(row);
  }

  #load(): void {
    this.#position = { epoch: this.#read("epoch"), seq: this.#read("seq") };
    this.#floorSeq = this.#read("floor_seq");
    this.#foldedSeq = this.#read("folded_seq");
    const inUse = oneOf<{ seq: number | null }>(this.#sql, "SELECT min(seq) AS seq FROM bases")?.seq ?? 0;
    const query = "SELECT * FROM purges WHERE epoch = ? AND seq > ? ORDER BY seq";
    this.#tail = this.#sql.exec<SqlPurge>(query, this.#position.epoch, inUse).toArray().map(toRow);
  }

  #read(name: string): number {
    return oneOf<{ value: number }>(this.#sql, "SELECT value FROM state WHERE name = ?", name)?.value ?? 0;
  }

  #write(values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values)) this.#sql.exec("INSERT OR REPLACE INTO state VALUES (?, ?)", name, value);
  }
}
