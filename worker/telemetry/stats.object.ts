/**
 * The shop's counters: one Durable Object that sums what isolates report. Counts are kept in memory and written a few
 * seconds later, so a crash may lose seconds of counting and never costs a page anything.
 */
import { DurableObject } from "cloudflare:workers";
import type { EpochMs, Ms } from "../time.ts";
import { addCounts, type Counts, NOTHING, type Period, type Stats as StatsAnswer } from "./counts.ts";
import { toPeriods } from "./periods.ts";

const MINUTE: Ms = 60_000;
const DAY: Ms = 24 * 60 * MINUTE;
const WRITE_AFTER: Ms = 3_000;
const ISOLATE_QUIET_AFTER: Ms = 10 * MINUTE;
const MAX_ISOLATES = 10_000;

export interface IsolateReport {
  /** Null for what is counted among the origin calls but is no isolate. */
  readonly isolate: string | null;
  readonly pop: string | null;
  readonly counts: Counts;
}

type MinuteRow = { minute: number; counts: string };
type TotalRow = { since: number; counts: string };

export class Stats extends DurableObject {
  readonly #sql: SqlStorage;
  readonly #heard = new Map<string, { pop: string | null; at: EpochMs }>();
  readonly #minutes = new Map<EpochMs, Counts>();
  #since: EpochMs;
  #total: Counts;

  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as Cloudflare.Env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS total (id INTEGER PRIMARY KEY CHECK (id = 0), since INTEGER NOT NULL, counts TEXT NOT NULL)",
    );
    this.#sql.exec("CREATE TABLE IF NOT EXISTS minutes (minute INTEGER PRIMARY KEY, counts TEXT NOT NULL)");
    const [total] = this.#sql.exec<TotalRow>("SELECT since, counts FROM total").toArray();
    this.#since = total?.since ?? Date.now();
    this.#total = total ? readCounts(total.counts) : NOTHING;
    for (const row of this.#sql.exec<MinuteRow>("SELECT minute, counts FROM minutes").toArray()) {
      this.#minutes.set(row.minute, readCounts(row.counts));
    }
  }

  /** Adds what an isolate counted since its last report. */
  async report({ isolate, pop, counts }: IsolateReport): Promise<void> {
    const now = Date.now();
    const minute = now - (now % MINUTE);
    this.#total = addCounts(this.#total, counts);
    this.#minutes.set(minute, addCounts(this.#minutes.get(minute) ?? NOTHING, counts));
    if (isolate !== null && (this.#heard.has(isolate) || this.#heard.size < MAX_ISOLATES)) this.#heard.set(isolate, { pop, at: now });
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now + WRITE_AFTER);
  }

  read(): StatsAnswer {
    this.#forget(Date.now());
    return { since: this.#since, isolates: this.#heard.size, ...this.#total };
  }

  /** The last 24 hours in periods of `length`, oldest first; periods without a count are left out. */
  history(length: Ms): Period[] {
    this.#forget(Date.now());
    return toPeriods(this.#minutes, length);
  }

  /** Writes the sums and the minutes that may have changed since the last time. */
  override alarm(): void {
    const now = Date.now();
    this.#forget(now);
    this.#sql.exec("INSERT OR REPLACE INTO total VALUES (0, ?, ?)", this.#since, JSON.stringify(this.#total));
    for (const [minute, counts] of this.#minutes) {
      if (minute >= now - 5 * MINUTE) this.#sql.exec("INSERT OR REPLACE INTO minutes VALUES (?, ?)", minute, JSON.stringify(counts));
    }
    this.#sql.exec("DELETE FROM minutes WHERE minute < ?", now - DAY);
  }

  #forget(now: EpochMs): void {
    for (const [isolate, { at }] of this.#heard) if (at < now - ISOLATE_QUIET_AFTER) this.#heard.delete(isolate);
    for (const minute of this.#minutes.keys()) if (minute < now - DAY) this.#minutes.delete(minute);
  }
}

/** Counts as they were written, whatever was counted at that time. */
function readCounts(json: string): Counts {
  return addCounts(NOTHING, { ...NOTHING, ...(JSON.parse(json) as Partial<Counts>) });
}
