/** Prewarm jobs and the pages they still have to fill, in SQLite: whatever ends an isolate, a job goes on. */
import type { Market } from "#contract/market";
import { oneOf, type Sql } from "../bulletin/sql.ts";
import type { EpochMs } from "../time.ts";
import { type PrewarmBy, type PrewarmCommand, type PrewarmJob, type PrewarmOutcome, WARMED, type Warmed } from "./prewarm.ts";

const MAX_OPEN = 20;
const MAX_TRIES = 5;
const SHOWN_FAILURES = 20;

const TABLES = [
  `CREATE TABLE IF NOT EXISTS jobs (id INTEGER PRIMARY KEY, prewarm_by TEXT NOT NULL, prewarm_values TEXT NOT NULL, markets TEXT NOT NULL,
   per_second INTEGER NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, total INTEGER NOT NULL,
   filled INTEGER NOT NULL DEFAULT 0, warm INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
   because TEXT, ended_at INTEGER, idempotency_key TEXT, UNIQUE (actor, idempotency_key))`,
  `CREATE TABLE IF NOT EXISTS urls (job INTEGER NOT NULL, place INTEGER NOT NULL, url TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
   because TEXT, PRIMARY KEY (job, place)) WITHOUT ROWID`,
  "CREATE INDEX IF NOT EXISTS urls_by_tries ON urls (job, tries, place)",
  "CREATE INDEX IF NOT EXISTS urls_postponed ON urls (job, tries DESC, place) WHERE because IS NOT NULL",
  "CREATE TABLE IF NOT EXISTS pace (id INTEGER PRIMARY KEY CHECK (id = 1), began_at INTEGER NOT NULL)",
];

interface SqlJob extends Record<string, string | number | null> {
  id: number;
  prewarm_by: PrewarmBy;
  prewarm_values: string;
  markets: string;
  per_second: number;
  reason: string;
  actor: string;
  at: number;
  state: "open" | "cancelled" | "done";
  total: number;
  filled: number;
  warm: number;
  missing: number;
  failed: number;
  because: string | null;
  ended_at: number | null;
}

/** A page that a job has to fill. */
export interface Place {
  readonly job: number;
  readonly place: number;
  readonly url: string;
}

export class Jobs {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
    for (const table of TABLES) sql.exec(table);
  }

  /** Writes a job, unless the actor's key was seen: then the first one, or a conflict if the order was another. */
  add(command: PrewarmCommand, at: EpochMs): PrewarmOutcome {
    const { by, values, markets, perSecond, reason, actor, urls, idempotencyKey = null } = command;
    const before = idempotencyKey === null ? undefined : this.#keyed(actor, idempotencyKey);
    if (before !== undefined) return isSame(before, command) ? { kind: "ordered", job: before, repeated: true } : { kind: "conflict" };
    if ((this.#count("SELECT count(*) AS n FROM jobs WHERE state = 'open'") ?? 0) >= MAX_OPEN) return { kind: "too-many" };
    const insert = `INSERT INTO jobs (prewarm_by, prewarm_values, markets, per_second, reason, actor, at, state, total, idempotency_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?) RETURNING id`;
    const written = [by, JSON.stringify(values), JSON.stringify(markets), perSecond, reason, actor, at, urls.length, idempotencyKey];
    const id = oneOf<{ id: number }>(this.#sql, insert, ...written)?.id ?? 0;
    for (const [place, url] of urls.entries()) this.#sql.exec("INSERT INTO urls (job, place, url) VALUES (?, ?, ?)", id, place, url);
    if (urls.length === 0) this.#end(id, at);
    return { kind: "ordered", job: this.find(id) ?? missing(id), repeated: false };
  }

  find(id: number): PrewarmJob | undefined {
    const row = oneOf<SqlJob>(this.#sql, "SELECT * FROM jobs WHERE id = ?", id);
    return row && this.#toJob(row);
  }

  /** Latest first. */
  list(limit: number, before = Number.MAX_SAFE_INTEGER): PrewarmJob[] {
    const rows = this.#sql.exec<SqlJob>("SELECT * FROM jobs WHERE id < ? ORDER BY id DESC LIMIT ?", before, limit).toArray();
    return rows.map((row) => this.#toJob(row));
  }

  /** The job at work. */
  get open(): { readonly id: number; readonly perSecond: number } | undefined {
    const row = oneOf<{ id: number; per_second: number }>(
      this.#sql,
      "SELECT id, per_second FROM jobs WHERE state = 'open' ORDER BY id LIMIT 1",
    );
    return row && { id: row.id, perSecond: row.per_second };
  }

  /** When a second's work last began, whoever did it; undefined before the first. */
  get beganAt(): EpochMs | undefined {
    return oneOf<{ began_at: number }>(this.#sql, "SELECT began_at FROM pace")?.began_at;
  }

  begin(at: EpochMs): void {
    this.#sql.exec("INSERT INTO pace (id, began_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET began_at = excluded.began_at", at);
  }

  /** The next pages of a job, those never tried first; none of a job that was cancelled meanwhile. */
  take(job: number, most: number): Place[] {
    const query = `SELECT job, place, url FROM urls WHERE job = ? AND tries < ${MAX_TRIES}
      AND (SELECT state FROM jobs WHERE id = job) = 'open' ORDER BY tries, place LIMIT ?`;
    return this.#sql.exec<{ job: number; place: number; url: string }>(query, job, most).toArray();
  }

  /** A page is dealt with. */
  settle({ job, place }: Place, warmed: Exclude<Warmed, "failed">): void {
    this.#sql.exec("DELETE FROM urls WHERE job = ? AND place = ?", job, place);
    this.#sql.exec(`UPDATE jobs SET ${warmed} = ${warmed} + 1, because = NULL WHERE id = ?`, job);
  }

  /** A page could not be filled: it comes again after the others, five times in all. */
  postpone({ job, place }: Place, because: string): void {
    this.#sql.exec("UPDATE urls SET tries = tries + 1, because = ? WHERE job = ? AND place = ?", because, job, place);
    const failed = this.#count(`SELECT count(*) AS n FROM urls WHERE job = ? AND tries >= ${MAX_TRIES}`, job);
    this.#sql.exec("UPDATE jobs SET failed = ?, because = ? WHERE id = ?", failed, because, job);
  }

  /** Ends a job that has nothing left to try. */
  endIfDone(job: number, now: EpochMs): void {
    if (this.take(job, 1).length === 0) this.#end(job, now);
  }

  /** True when the job was open. */
  cancel(id: number, now: EpochMs): boolean {
    if (this.find(id) === undefined || !this.#isIn(id, "open")) return false;
    this.#sql.exec("UPDATE jobs SET state = 'cancelled', ended_at = ? WHERE id = ?", now, id);
    return true;
  }

  /** True when there was something to go on with: what was cancelled before its time, or failed. */
  resume(id: number): boolean {
    const left = this.#count("SELECT count(*) AS n FROM urls WHERE job = ?", id);
    if (left === 0 || this.#isIn(id, "open")) return false;
    this.#sql.exec("UPDATE urls SET tries = 0 WHERE job = ?", id);
    this.#sql.exec("UPDATE jobs SET state = 'open', failed = 0, because = NULL, ended_at = NULL WHERE id = ?", id);
    return true;
  }

  #end(id: number, now: EpochMs): void {
    this.#sql.exec("UPDATE jobs SET state = 'done', ended_at = ? WHERE id = ? AND state = 'open'", now, id);
  }

  #isIn(id: number, state: SqlJob["state"]): boolean {
    return oneOf<{ state: string }>(this.#sql, "SELECT state FROM jobs WHERE id = ?", id)?.state === state;
  }

  #keyed(actor: string, key: string): PrewarmJob | undefined {
    const row = oneOf<SqlJob>(this.#sql, "SELECT * FROM jobs WHERE actor = ? AND idempotency_key = ?", actor, key);
    return row && this.#toJob(row);
  }

  #count(query: string, ...bindings: readonly number[]): number {
    return oneOf<{ n: number }>(this.#sql, query, ...bindings)?.n ?? 0;
  }

  #toJob(row: SqlJob): PrewarmJob {
    const failures = "SELECT url, because FROM urls WHERE job = ? AND because IS NOT NULL ORDER BY tries DESC, place LIMIT ?";
    return {
      id: row.id,
      by: row.prewarm_by,
      values: JSON.parse(row.prewarm_values) as string[],
      markets: JSON.parse(row.markets) as Market[],
      perSecond: row.per_second,
      reason: row.reason,
      actor: row.actor,
      at: row.at,
      state: row.state === "open" ? (this.open?.id === row.id ? "running" : "waiting") : row.state,
      total: row.total,
      counts: Object.fromEntries(WARMED.map((warmed) => [warmed, row[warmed]])) as Record<Warmed, number>,
      because: row.because,
      endedAt: row.ended_at,
      failures: this.#sql.exec<{ url: string; because: string }>(failures, row.id, SHOWN_FAILURES).toArray(),
    };
  }
}

/** The same order, whichever pages it meant at its time. */
function isSame(job: PrewarmJob, order: PrewarmCommand): boolean {
  const told = ({ by, values, markets, perSecond, reason }: PrewarmJob | PrewarmCommand) =>
    JSON.stringify([by, values, markets, perSecond, reason]);
  return told(job) === told(order);
}

function missing(id: number): never {
  throw new Error(`prewarm ${id} was not written`);
}
