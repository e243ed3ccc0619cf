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

/** A row a PoP: `ats` is JSON, in the order of the numbers asked for. Comparing both parts at once would not find its place in the index. */
const FIRST_FROM = `SELECT pops.value AS pop, (
   SELECT json_group_array(coalesce(
     (SELECT at FROM advances WHERE pop = pops.value AND epoch = ?1 AND seq >= seqs.value ORDER BY seq LIMIT 1),
     (SELECT at FROM advances WHERE pop = pops.value AND epoch > ?1 ORDER BY epoch, seq LIMIT 1)
   )) FROM json_each(?2) AS seqs) AS ats
 FROM json_each(?3) AS pops`;

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

  /** Of each row, all of one epoch, a receipt of every PoP heard from in the last minute. */
  of(rows: readonly PurgeRow[], now: EpochMs): Receipt[][] {
    const seen = this.#firstFrom(rows, now);
    return rows.map(({ at }, i) => (now - at > RECEIPTS_FOR ? [] : seen.map(({ pop, ats }) => ({ pop, seenAt: ats[i] ?? null }))));
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

  /** When each PoP came to the first number from each row's on, by one question: a page of purges times every PoP would be many. */
  #firstFrom(rows: readonly PurgeRow[], now: EpochMs): { readonly pop: string; readonly ats: readonly (EpochMs | null)[] }[] {
    const pops = JSON.stringify(this.#recent(now).map(([pop]) => pop));
    const seqs = JSON.stringify(rows.map(({ seq }) => seq));
    const found = this.#sql.exec<{ pop: string; ats: string }>(FIRST_FROM, rows[0]?.epoch ?? 0, seqs, pops).toArray();
    return found.map(({ pop, ats }) => ({ pop, ats: JSON.parse(ats) as (EpochMs | null)[] }));
  }
}
