/** Reading the log as its own audit trail: filtered, latest first, a page at a time. */
import type { EpochMs } from "../time.ts";
import type { PurgeFilter, PurgePage, PurgeQuery, PurgeRow } from "./purge-row.ts";
import { type SqlPurge, toRow } from "./purge-sql.ts";
import { oneOf, type Sql, type SqlValue } from "./sql.ts";

/** One page looks at no more rows than this: a rare word must not hold up those who read the bulletin. */
const LOOKED_AT = 20_000;

export function auditPage(sql: Sql, epoch: number, { limit, before, ...filter }: PurgeQuery): PurgePage<PurgeRow> {
  const from = Math.min(before ?? Number.MAX_SAFE_INTEGER, lastBy(sql, epoch, filter.until) + 1);
  const floor = Math.max(0, from - 1 - LOOKED_AT);
  const [conditions, values] = toConditions(filter);
  const query = `SELECT * FROM purges WHERE epoch = ? AND seq < ? AND seq > ?${conditions} ORDER BY seq DESC LIMIT ?`;
  const purges = sql
    .exec<SqlPurge>(query, epoch, from, floor, ...values, limit)
    .toArray()
    .map(toRow);
  const tooOld = filter.since === undefined ? 0 : lastBy(sql, epoch, filter.since - 1);
  const next = purges.length === limit ? (purges.at(-1)?.seq ?? 0) : floor + 1;
  return { purges, next: next > tooOld + 1 ? next : null };
}

/** The highest seq written at `at` or before; of all rows when no moment is given. */
function lastBy(sql: Sql, epoch: number, at: EpochMs | undefined): number {
  const condition = at === undefined ? "" : " AND at <= ?";
  const query = `SELECT seq FROM purges WHERE epoch = ?${condition} ORDER BY at DESC, seq DESC LIMIT 1`;
  return oneOf<{ seq: number }>(sql, query, epoch, ...(at === undefined ? [] : [at]))?.seq ?? 0;
}

function toConditions({ actor, by, mode, text, since, until }: PurgeFilter): [string, SqlValue[]] {
  const wanted: (readonly [string, SqlValue | undefined])[] = [
    ["actor = ?", actor],
    ["purge_by = ?", by],
    ["mode = ?", mode],
    ["instr(lower(purge_values || ' ' || reason), ?) > 0", text?.toLowerCase()],
    ["at >= ?", since],
    ["at <= ?", until],
  ];
  const given = wanted.filter((one): one is readonly [string, SqlValue] => one[1] !== undefined);
  return [given.map(([condition]) => ` AND ${condition}`).join(""), given.map(([, value]) => value)];
}
