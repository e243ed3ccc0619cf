/** The bases an epoch has built: the one in use, and the next, which is announced before deltas start to continue it. */
import type { EpochMs, Ms } from "../time.ts";
import { type AsOf, toPurgeSeq } from "./as-of.ts";
import { oneOf, type Sql } from "./sql.ts";

/** `name` is `<epoch>.<seq>.<stockSeq>`: immutable, and no two alike. `<epoch>.0` is the empty base an epoch begins with. */
export interface BaseInfo {
  readonly name: string;
  readonly seq: number;
  readonly stockSeq: number;
  readonly stockAt: EpochMs | null;
}

/** A base is named this long before it is used, so that readers hold it by then. */
export const ANNOUNCED_FOR: Ms = 10_000;
/** A Durable Object's SQLite takes blobs of up to 2 MB. */
const PART_BYTES = 1_000_000;

export class BaseShelf {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The base deltas continue at `now`; the empty one of the epoch until another was built. */
  inUse(epoch: number, now: EpochMs): BaseInfo {
    return this.#latest("<=", now) ?? { name: toPurgeSeq({ epoch, seq: 0 }), seq: 0, stockSeq: 0, stockAt: null };
  }

  next(now: EpochMs): BaseInfo | undefined {
    return this.#latest(">", now);
  }

  /** Announces a base, and drops those that no delta continues. The one in use always has its row, even the empty one. */
  add(asOf: AsOf, bytes: Uint8Array, stock: Pick<BaseInfo, "stockSeq" | "stockAt">, now: EpochMs): void {
    const name = `${toPurgeSeq(asOf)}.${stock.stockSeq}`;
    const used = this.inUse(asOf.epoch, now);
    for (const table of ["bases", "base_parts"]) this.#sql.exec(`DELETE FROM ${table} WHERE name <> ?`, used.name);
    const insert = "INSERT OR IGNORE INTO bases VALUES (?, ?, ?, ?, ?)";
    this.#sql.exec(insert, used.name, used.seq, used.stockSeq, used.stockAt, 0);
    this.#sql.exec(insert, name, asOf.seq, stock.stockSeq, stock.stockAt, now);
    for (let part = 0; part * PART_BYTES < bytes.byteLength; part++) {
      const slice = new Uint8Array(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
      this.#sql.exec("INSERT INTO base_parts VALUES (?, ?, ?)", name, part, slice.buffer);
    }
  }

  bytes(name: string): Uint8Array | undefined {
    const query = "SELECT bytes FROM base_parts WHERE name = ? ORDER BY part";
    const parts = this.#sql
      .exec<{ bytes: ArrayBuffer }>(query, name)
      .toArray()
      .map((row) => new Uint8Array(row.bytes));
    if (parts.length === 0) return undefined;
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let offset = 0;
    for (const part of parts) {
      bytes.set(part, offset);
      offset += part.byteLength;
    }
    return bytes;
  }

  #latest(order: "<=" | ">", now: EpochMs): BaseInfo | undefined {
    const query = `SELECT name, seq, stock_seq, stock_at FROM bases WHERE built_at ${order} ? ORDER BY built_at DESC LIMIT 1`;
    const row = oneOf<{ name: string; seq: number; stock_seq: number; stock_at: number | null }>(this.#sql, query, now - ANNOUNCED_FOR);
    return row && { name: row.name, seq: row.seq, stockSeq: row.stock_seq, stockAt: row.stock_at };
  }
}
