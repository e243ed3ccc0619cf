import type { EpochMs, Ms } from "../time.ts";
import type { AsOf } from "./as-of.ts";
import type { PurgeRow } from "./purge-row.ts";
import { oneOf, type Sql } from "./sql.ts";

const KEPT_FOR: Ms = 7 * 24 * 3_600_000;

/** Which rows answered which idempotency keys, an actor's each, for a week. */
export class Orders {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(actor: string, idempotencyKey: string): { readonly digest: string; readonly row: AsOf } | undefined {
    const query = "SELECT digest, epoch, seq FROM idempotency WHERE actor = ? AND idempotency_key = ?";
    const order = oneOf<{ digest: string; epoch: number; seq: number }>(this.#sql, query, actor, idempotencyKey);
    return order && { digest: order.digest, row: { epoch: order.epoch, seq: order.seq } };
  }

  remember({ actor, epoch, seq, at }: PurgeRow, idempotencyKey: string, digest: string): void {
    this.#sql.exec("INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?)", actor, idempotencyKey, digest, epoch, seq, at);
  }

  drop(now: EpochMs): void {
    this.#sql.exec("DELETE FROM idempotency WHERE at < ?", now - KEPT_FOR);
  }
}
