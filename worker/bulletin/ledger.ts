/**
 * The log of purges in SQLite, with the clock passed in. Recent rows are whole; older ones are folded to
 * key -> last soft seq, last hard seq when a base is built.
 */
import { LONGEST_LIFE } from "../lifetimes.ts";
import type { EpochMs, Ms } from "../time.ts";
import { type AsOf, NOWHERE } from "./as-of.ts";
import { type HashTable, hashTable } from "./hash-table.ts";
import { keyHash } from "./key-hash.ts";
import { createTables, forgetEpoch } from "./ledger-schema.ts";
import type { PurgeCommand, PurgeMode, PurgeRow } from "./purge-row.ts";
import { oneOf, type Sql } from "./sql.ts";
import { toSurrogateKeys } from "./to-surrogate-keys.ts";

/** Rows younger than this stay whole: a base holds only older ones. */
export const WHOLE_FOR: Ms = 10_000;
export const FENCE_KEPT_FOR: Ms = 600_000;
const IDEMPOTENT_FOR: Ms = 7 * 24 * 3_600_000;

interface SqlPurge extends Record<string, string | number | null> {
  epoch: number;
  seq: number;
  purge_by: PurgeRow["by"];
  purge_values: string;
  mode: PurgeMode;
  reason: string;
  actor: string;
  at: number;
  min_versions: string | null;
}

export type Appended = { readonly kind: "purged"; readonly row: PurgeRow; readonly repeated: boolean } | { readonly kind: "conflict" };

export class Ledger {
  readonly #sql: Sql;
  #position: AsOf = NOWHERE;
  #floorSeq = 0;
  #foldedSeq = 0;
  /** Rows after the folded ones, oldest first. */
  #tail: PurgeRow[] = [];

  /** An empty ledger gets an epoch of its own: the moment of its creation. */
  constructor(sql: Sql, now: EpochMs) {
    this.#sql = sql;
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

  get purgedKeys(): number {
    return oneOf<{ n: number }>(this.#sql, "SELECT count(*) AS n FROM purged_keys")?.n ?? 0;
  }

  /** Forgets all purges under a later epoch: everything stored is dead. For a ledger restored from an older state. */
  startEpoch(now: EpochMs): void {
    const epoch = Math.max(now, this.#read("epoch") + 1);
    forgetEpoch(this.#sql);
    this.#write({ epoch, seq: 0, floor_seq: 0, folded_seq: 0 });
    this.#load();
  }

  /** Writes a row, unless the actor's idempotency key was seen: then the first row, or a conflict if the order was another. */
  append(command: PurgeCommand, digest: string, at: EpochMs): Appended {
    const { idempotencyKey, ...order } = command;
    const before = idempotencyKey === undefined ? undefined : this.#findOrder(command.actor, idempotencyKey);
    if (before !== undefined)
      return before.digest === digest && before.row !== undefined
        ? { kind: "purged", row: before.row, repeated: true }
        : { kind: "conflict" };
    const row: PurgeRow = { ...order, epoch: this.#position.epoch, seq: this.#position.seq + 1, at };
    this.#insert(row);
    if (idempotencyKey !== undefined) this.#rememberOrder(row, idempotencyKey, digest);
    return { kind: "purged", row, repeated: false };
  }

  /** Rows of this epoch, latest first. */
  list(limit: number, before = Number.MAX_SAFE_INTEGER): PurgeRow[] {
    const query = "SELECT * FROM purges WHERE epoch = ? AND seq < ? ORDER BY seq DESC LIMIT ?";
    return this.#sql.exec<SqlPurge>(query, this.#position.epoch, before, limit).toArray().map(toRow);
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
    for (const row of this.#tail) if (row.seq > this.#foldedSeq && row.seq <= seq) this.#foldRow(row);
    this.#foldedSeq = Math.max(this.#foldedSeq, seq);
    this.#drop(now);
    this.#write({ folded_seq: this.#foldedSeq, floor_seq: this.#floorSeq });
  }

  /** Lets go of whole rows that the base in use holds. */
  forgetTail(seq: number): void {
    this.#tail = this.#tail.filter((row) => row.seq > seq);
  }

  foldedPurges(): HashTable {
    return hashTable(
      this.#sql.exec<{ hi: number; lo: number; a: number; b: number }>("SELECT hi, lo, soft AS a, hard AS b FROM purged_keys").toArray(),
    );
  }

  foldedFences(): HashTable {
    return hashTable(
      this.#sql.exec<{ hi: number; lo: number; a: number; b: number }>("SELECT hi, lo, version AS a, at AS b FROM fences").toArray(),
    );
  }

  #foldRow(row: PurgeRow): void {
    const [soft, hard] = row.mode === "hard" ? [0, row.seq] : [row.seq, 0];
    for (const key of toSurrogateKeys(row.by, row.values)) {
      const { hi, lo } = keyHash(key);
      const upsert =
        "INSERT INTO purged_keys VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET soft = max(soft, excluded.soft), hard = max(hard, excluded.hard), at = max(at, excluded.at)";
      this.#sql.exec(upsert, hi, lo, soft, hard, row.at);
    }
    for (const [entity, version] of Object.entries(row.minVersions ?? {})) {
      const { hi, lo } = keyHash(entity);
      const upsert =
        "INSERT INTO fences VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, at = excluded.at WHERE excluded.version > version";
      this.#sql.exec(upsert, hi, lo, version, row.at);
    }
  }

  #drop(now: EpochMs): void {
    const cutoff = now - LONGEST_LIFE;
    const dropped = oneOf<{ seq: number | null }>(this.#sql, "SELECT max(max(soft, hard)) AS seq FROM purged_keys WHERE at < ?", cutoff);
    this.#floorSeq = Math.max(this.#floorSeq, dropped?.seq ?? 0);
    this.#sql.exec("DELETE FROM purged_keys WHERE at < ?", cutoff);
    this.#sql.exec("DELETE FROM fences WHERE at < ?", now - FENCE_KEPT_FOR);
    this.#sql.exec("DELETE FROM idempotency WHERE at < ?", now - IDEMPOTENT_FOR);
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

  #rememberOrder({ actor, epoch, seq, at }: PurgeRow, idempotencyKey: string, digest: string): void {
    this.#sql.exec("INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?)", actor, idempotencyKey, digest, epoch, seq, at);
  }

  #findOrder(actor: string, idempotencyKey: string): { readonly digest: string; readonly row: PurgeRow | undefined } | undefined {
    const query = "SELECT digest, epoch, seq FROM idempotency WHERE actor = ? AND idempotency_key = ?";
    const order = oneOf<{ digest: string; epoch: number; seq: number }>(this.#sql, query, actor, idempotencyKey);
    return order && { digest: order.digest, row: this.find(order.seq, order.epoch) };
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

function toRow({ epoch, seq, purge_by, purge_values, mode, reason, actor, at, min_versions }: SqlPurge): PurgeRow {
  const row = { epoch, seq, by: purge_by, values: JSON.parse(purge_values) as string[], mode, reason, actor, at };
  return min_versions === null ? row : { ...row, minVersions: JSON.parse(min_versions) as Record<string, number> };
}
