/** What the zone still has to be told, in SQLite: written with the purge, gone when the zone has taken it. */
import type { EpochMs, Ms } from "../time.ts";
import type { AsOf } from "./as-of.ts";
import type { PurgeRow, ZoneOutcome } from "./purge-row.ts";
import { oneOf, type Sql } from "./sql.ts";
import { ZONE_BATCH, type ZoneItem, type ZoneKind } from "./zone-plan.ts";

/** What the zone did not take for so long is given up. */
export const GIVEN_UP_AFTER: Ms = 24 * 3_600_000;

const TABLES = [
  `CREATE TABLE IF NOT EXISTS zone_purges (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, state TEXT NOT NULL,
   calls INTEGER NOT NULL, because TEXT, ordered_at INTEGER NOT NULL, at INTEGER NOT NULL, UNIQUE (epoch, seq))`,
  "CREATE TABLE IF NOT EXISTS zone_items (purge INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (purge, kind, value)) WITHOUT ROWID",
  "CREATE INDEX IF NOT EXISTS zone_items_by_value ON zone_items (kind, value)",
];

/** One call's worth: values of one kind, each once, whoever waits for it. */
export interface ZoneBatch {
  readonly kind: ZoneKind;
  readonly values: readonly string[];
  /** The last purge that the call speaks for: what is ordered while it is under way is told again. */
  readonly upTo: number;
}

export class ZoneOutbox {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
    for (const table of TABLES) sql.exec(table);
  }

  get isEmpty(): boolean {
    return this.next(1) === undefined;
  }

  add({ epoch, seq, at }: PurgeRow, items: readonly ZoneItem[]): void {
    const insert = "INSERT INTO zone_purges (epoch, seq, state, calls, ordered_at, at) VALUES (?, ?, 'waiting', 0, ?, ?) RETURNING id";
    const purge = oneOf<{ id: number }>(this.#sql, insert, epoch, seq, at, at)?.id ?? 0;
    for (const { kind, value } of items) this.#sql.exec("INSERT OR IGNORE INTO zone_items VALUES (?, ?, ?)", purge, kind, value);
  }

  outcomeOf({ epoch, seq }: AsOf): ZoneOutcome | undefined {
    const query = "SELECT state, calls, because, at FROM zone_purges WHERE epoch = ? AND seq = ?";
    const row = oneOf<{ state: ZoneOutcome["state"]; calls: number; because: string | null; at: number }>(this.#sql, query, epoch, seq);
    return row && { state: row.state, calls: row.calls, because: row.because, at: row.at };
  }

  /** The oldest values of one kind, at most `most`; undefined when nothing waits. */
  next(most: number): ZoneBatch | undefined {
    const oldest = oneOf<{ kind: ZoneKind }>(this.#sql, "SELECT kind FROM zone_items ORDER BY purge LIMIT 1");
    if (oldest === undefined) return undefined;
    const query = "SELECT value FROM zone_items WHERE kind = ? GROUP BY value ORDER BY min(purge) LIMIT ?";
    const rows = this.#sql.exec<{ value: string }>(query, oldest.kind, Math.min(most, ZONE_BATCH[oldest.kind])).toArray();
    const upTo = oneOf<{ id: number }>(this.#sql, "SELECT max(purge) AS id FROM zone_items")?.id ?? 0;
    return { kind: oldest.kind, values: rows.map(({ value }) => value), upTo };
  }

  /** The zone has taken a batch: purges that wait for nothing else are done. */
  taken(batch: ZoneBatch, now: EpochMs): void {
    this.#called(batch, null);
    this.#forget(batch);
    this.#sql.exec(
      "UPDATE zone_purges SET state = 'purged', at = ? WHERE state = 'waiting' AND id NOT IN (SELECT purge FROM zone_items)",
      now,
    );
  }

  /** The zone will never take a batch: the purges that hold its values have failed. What was ordered meanwhile was not in the call. */
  refused(batch: ZoneBatch, because: string, now: EpochMs): void {
    this.#called(batch, because);
    this.#fail(`id IN (${waitingFor(batch)})`, waitingIn(batch), because, now);
  }

  /** The zone takes nothing for the time being. Purges that have waited too long for it are given up. */
  postponed(batch: ZoneBatch, because: string, now: EpochMs): void {
    this.#called(batch, because);
    this.#fail("state = 'waiting' AND ordered_at < ?", [now - GIVEN_UP_AFTER], because, now);
  }

  /** Nothing will be taken until the settings are mended. */
  shut(batch: ZoneBatch, because: string, now: EpochMs): void {
    this.#called(batch, because);
    this.#fail("state = 'waiting'", [], because, now);
  }

  #called(batch: ZoneBatch, because: string | null): void {
    const query = `UPDATE zone_purges SET calls = calls + 1, because = ? WHERE id IN (${waitingFor(batch)})`;
    this.#sql.exec(query, because, ...waitingIn(batch));
  }

  #forget(batch: ZoneBatch): void {
    const query = `DELETE FROM zone_items WHERE kind = ? AND value IN (${marks(batch)}) AND purge <= ?`;
    this.#sql.exec(query, batch.kind, ...batch.values, batch.upTo);
  }

  #fail(which: string, values: readonly (string | number)[], because: string, now: EpochMs): void {
    this.#sql.exec(`UPDATE zone_purges SET state = 'failed', because = ?, at = ? WHERE ${which}`, because, now, ...values);
    this.#sql.exec("DELETE FROM zone_items WHERE purge IN (SELECT id FROM zone_purges WHERE state = 'failed')");
  }
}

const marks = ({ values }: ZoneBatch): string => values.map(() => "?").join(", ");
const waitingFor = (batch: ZoneBatch): string =>
  `SELECT purge FROM zone_items WHERE kind = ? AND value IN (${marks(batch)}) AND purge <= ?`;
const waitingIn = ({ kind, values, upTo }: ZoneBatch): (string | number)[] => [kind, ...values, upTo];
