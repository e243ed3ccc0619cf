import type { Db, Tx } from "./db.ts";
import { isTransient } from "./errors.ts";
import { pause } from "./pause.io.ts";

const ATTEMPTS = 12;

/**
 * Runs `body` in one transaction and returns what it returns; everything it wrote is undone when it throws. What it
 * returned was written once, also where replies get lost. Runs it again on a deadlock or a lost reply, so `body` must do nothing
 * but queries of `tx`: no I/O, no memory of a first run. Touch the contended row last. Transactions do not nest. Keep them
 * short: on the embedded engine everybody waits, and PlanetScale ends them after 20 s.
 */
export async function inTransaction<T>(db: Db, body: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(body);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
      await pause(attempt);
    }
  }
}
