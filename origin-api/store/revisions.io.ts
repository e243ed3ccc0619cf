import { eq, sql } from "drizzle-orm";
import type { Reader, Tx } from "./db.ts";
import { revisions } from "./schema.ts";

export type Revision = "catalogue" | "stock" | "handles";

/**
 * Raises a revision and returns its value. Its row is locked until the transaction ends, so revisions become visible in
 * their order. Call it last in a transaction, or right before the rows that are stamped with it.
 */
export async function raiseRevision(tx: Tx, name: Revision): Promise<number> {
  await tx
    .insert(revisions)
    .values({ name, value: 1 })
    .onDuplicateKeyUpdate({ set: { value: sql`${revisions.value} + 1` } });
  return readRevision(tx, name);
}

/** 0 when nothing was ever written. */
export async function readRevision(db: Reader, name: Revision): Promise<number> {
  const [row] = await db.select({ value: revisions.value }).from(revisions).where(eq(revisions.name, name));
  return row?.value ?? 0;
}
