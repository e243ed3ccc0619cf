import type { EpochMs, Ms } from "../time.ts";
import { type AsOf, compareAsOf, laterAsOf, NOWHERE } from "./as-of.ts";
import type { PurgeRow, Receipt } from "./purge-row.ts";
import { oneOf, type Sql } from "./sql.ts";

const HEARD_WITHIN: Ms = 60_000;
/** When a PoP came to which number is forgotten after this; purges from before it have no receipts. */
export const RECEIPTS_FOR: Ms = 24 * 3_600_000;

const TABLES = [
  `CREATE TABLE IF NOT EXISTS advances (pop TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
   PRIMARY KEY (pop, epoch, seq)) WITHOUT ROWID`,
  "CREATE INDEX IF NOT EXISTS advances_by_time ON advances (at)",
];

interface Reader {
  readonly heardAt: EpochMs;
  readonly reads: number;
  readonly asOf: AsOf;
}

/** Which PoPs read, and when each had which position: the reads are the receipts. Who reads is in memory; when each came on, in SQLite. */
export class Receipts {
  readonly #sql: Sql;
  readonly #readers = new Map<string, Reader>();

  constructor(sql: Sql) {
    this.#sql = sql;
    for (const table of TABLES) sql.exec(table);
  }

  heard(pop: string, asOf: AsOf, at: EpochMs): void {
    const known = this.#readers.get(pop);
    const last = known?.asOf ?? this.#lastOf(pop);
    if (compareAsOf(last, asOf) < 0) this.#advance(pop, asOf, at);
    this.#readers.set(pop, { heardAt: at, reads: (known?.reads ?? 0) + 1, asOf: laterAsOf(last, asOf) });
  }

  /** A receipt of every PoP heard from in the last minute. */
  of(row: PurgeRow, now: EpochMs): Receipt[] {
    return now - row.at > RECEIPTS_FOR ? [] : this.#recent(now).map(([pop]) => ({ pop, seenAt: this.#firstFrom(pop, row) }));
  }

  pops(now: EpochMs): { pop: string; heardAt: EpochMs; asOf: AsOf }[] {
    return this.#recent(now).map(([pop, { heardAt, asOf }]) => ({ pop, heardAt, asOf }));
  }

  readsByPop(): Record<string, number> {
    return Object.fromEntries([...this.#readers].map(([pop, { reads }]) => [pop, reads]));
  }

  #recent(now: EpochMs) {
    return [...this.#readers].filter(([, { heardAt }]) => now - heardAt <= HEARD_WITHIN).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #advance(pop: string, { epoch, seq }: AsOf, at: EpochMs): void {
    this.#sql.exec("DELETE FROM advances WHERE at < ?", at - RECEIPTS_FOR);
    this.#sql.exec("INSERT OR IGNORE INTO advances VALUES (?, ?, ?, ?)", pop, epoch, seq, at);
  }

  #lastOf(pop: string): AsOf {
    const query = "SELECT epoch, seq FROM advances WHERE pop = ? ORDER BY epoch DESC, seq DESC LIMIT 1";
    return oneOf<{ epoch: number; seq: number }>(this.#sql, query, pop) ?? NOWHERE;
  }

  #firstFrom(pop: string, { epoch, seq }: AsOf): EpochMs | null {
    const query = "SELECT at FROM advances WHERE pop = ? AND (epoch, seq) >= (?, ?) ORDER BY epoch, seq LIMIT 1";
    return oneOf<{ at: number }>(this.#sql, query, pop, epoch, seq)?.at ?? null;
  }
}
