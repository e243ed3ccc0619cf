import { lt } from "drizzle-orm";
import type { Db } from "./db.ts";
import { transactionReceipts } from "./schema.ts";

/** Longer than anybody tries to settle a transaction. */
const KEPT_FOR = 60 * 60 * 1000;

/** Forgets what became of transactions that nobody asks about any more. */
export async function forgetReceipts(db: Db, now: number): Promise<void> {
  await db.delete(transactionReceipts).where(lt(transactionReceipts.writtenAt, now - KEPT_FOR));
}
