/**
 * Delivery for an origin whose queue may die with it, as in development, where both are one process: what the queue took
 * stays in the outbox for a while, and a process that finds it there hands it over again. The edge applies it once by its id.
 */
import { asc, inArray } from "drizzle-orm";
import { type Db, inChunks } from "../store/db.ts";
import { outbox } from "../store/schema.ts";
import { type Carrier, toInvalidation } from "./deliver.io.ts";

/** Longer than a queue that lives holds anything. */
const KEPT_FOR = 30_000;
const AT_MOST = 10_000;
const AT_ONCE = 20;

export class HandOver {
  readonly #db: Db;
  readonly #carrier: Carrier;
  /** When this process handed over which row. */
  readonly #handed = new Map<string, number>();

  constructor(db: Db, carrier: Carrier) {
    this.#db = db;
    this.#carrier = carrier;
  }

  /** True while something handed over may have to be handed over again: look again later. */
  get isKeeping(): boolean {
    return this.#handed.size > 0;
  }

  /** Hands over what this process has not handed over yet, oldest first, and forgets what it handed over long enough ago. */
  async deliver(now: number): Promise<void> {
    const waiting = await this.#db.select({ id: outbox.id }).from(outbox).orderBy(asc(outbox.id)).limit(AT_MOST);
    const ids = waiting.map(({ id }) => id).filter((id) => !this.#handed.has(id));
    for (let from = 0; from < ids.length; from += AT_ONCE) await this.#hand(ids.slice(from, from + AT_ONCE), now);
    await this.#forget(now);
  }

  async #hand(ids: readonly string[], now: number): Promise<void> {
    const rows = await this.#db
      .select()
      .from(outbox)
      .where(inArray(outbox.id, [...ids]))
      .orderBy(asc(outbox.id))
      .limit(AT_ONCE);
    for (const row of rows) {
      await this.#carrier.send(toInvalidation(row));
      this.#handed.set(row.id, now);
    }
  }

  async #forget(now: number): Promise<void> {
    const old = [...this.#handed].flatMap(([id, at]) => (at <= now - KEPT_FOR ? [id] : []));
    for (const ids of inChunks(old)) await this.#db.delete(outbox).where(inArray(outbox.id, ids));
    for (const id of old) this.#handed.delete(id);
  }
}
