import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Invalidation } from "#contract/outbox";
import { type Db, inChunks } from "../store/db.ts";
import { imports, outbox } from "../store/schema.ts";

/** What carries invalidations to the edge: a queue. */
export interface Carrier {
  send(invalidation: Invalidation): Promise<unknown>;
}

const AT_ONCE = 20;
const LONGEST_IMPORT = 60 * 60 * 1000;

/**
 * Hands every waiting invalidation to the carrier, oldest first, and forgets those it took. A failure leaves the rest
 * for the next delivery; a kill between the two sends one again, which the edge applies once by its id.
 */
export async function deliverOutbox(db: Db, carrier: Carrier): Promise<number> {
  for (let delivered = 0; ; ) {
    const rows = await db.select().from(outbox).orderBy(asc(outbox.id)).limit(AT_ONCE);
    if (rows.length === 0) return delivered;
    for (const row of rows) await carrier.send(toInvalidation(row));
    for (const ids of inChunks(rows.map(({ id }) => id))) await db.delete(outbox).where(inArray(outbox.id, ids));
    delivered += rows.length;
  }
}

/** True when something waits. */
export async function isOutboxWaiting(db: Db): Promise<boolean> {
  return (await db.select({ id: outbox.id }).from(outbox).limit(1)).length > 0;
}

/** True while an import is at work, whose next commit may need a delivery that nobody else will start. */
export async function isImporting(db: Db, now: number): Promise<boolean> {
  const lately = and(eq(imports.outcome, "running"), gt(imports.startedAt, now - LONGEST_IMPORT));
  return (await db.select({ id: imports.id }).from(imports).where(lately).limit(1)).length > 0;
}

/** A row as the edge reads it. */
export function toInvalidation({ id, surrogateKeys, reason, minVersions }: typeof outbox.$inferSelect): Invalidation {
  return { id, surrogateKeys: [...surrogateKeys], reason, ...(minVersions && { minVersions: { ...minVersions } }) };
}
