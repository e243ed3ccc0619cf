import { sql } from "drizzle-orm";
import type { Db } from "../store/db.ts";
import { incoming } from "../store/incoming.ts";
import { callCounts } from "../store/schema.ts";
import { CALL_KINDS, type CallCounts, type Calls } from "./call-counts.ts";

/** Writes down what was counted in memory, so that it outlives the process. */
export async function writeDownCalls(db: Db, counts: CallCounts): Promise<void> {
  const taken = counts.take();
  const rows = CALL_KINDS.flatMap((kind) => (taken[kind] > 0 ? [{ kind, calls: taken[kind] }] : []));
  if (rows.length === 0) return;
  const calls = sql`${callCounts.calls} + ${incoming(callCounts.calls)}`;
  await db.insert(callCounts).values(rows).onDuplicateKeyUpdate({ set: { calls } });
}

/** Every call that ever entered, the one that asks included. */
export async function readCalls(db: Db, counts: CallCounts): Promise<Calls> {
  await writeDownCalls(db, counts);
  const rows = await db.select().from(callCounts).limit(CALL_KINDS.length);
  const calls = { ...counts.pending };
  for (const kind of CALL_KINDS) calls[kind] += rows.find((row) => row.kind === kind)?.calls ?? 0;
  return calls;
}
