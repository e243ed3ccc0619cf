/**
 * One import at a time. The one that runs holds a lease, which it renews with everything it writes; an import that lost
 * it writes no more. A process that was killed frees the place when its lease ends.
 */
import { and, eq, ne } from "drizzle-orm";
import type { FeedReport } from "#contract/feed";
import type { Db, Tx } from "../store/db.ts";
import { newId } from "../store/ids.io.ts";
import { imports, revisions, stagedRows } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import { removeStaged } from "./staging.io.ts";

const LEASE_MS = 15_000;
const RENEW_AFTER_MS = 4_000;

/** The right to import. */
export interface Lease {
  readonly id: string;
  renewedAt: number;
}

export class LeaseLost extends Error {}

/** Another import runs, until then at the latest. */
export interface Busy {
  readonly busyUntil: number;
}

/** The import that may run from here on, unless another one runs. */
export async function claimImport(db: Db, now: number): Promise<Lease | Busy> {
  const id = newId(now);
  const busyUntil = await inTransaction(db, async (tx) => {
    // Locks a row that every import touches, so that two that start together see each other.
    await tx.select().from(revisions).where(eq(revisions.name, "catalogue")).for("update");
    const running = await tx.select({ id: imports.id, report: imports.report }).from(imports).where(eq(imports.outcome, "running"));
    const ends = running.map(({ report }) => leaseOf(report)).filter((end) => end > now);
    if (ends.length > 0) return Math.max(...ends);
    await tx.update(imports).set({ outcome: "refused", finishedAt: now, report: null }).where(eq(imports.outcome, "running"));
    await tx.insert(imports).values({ id, digest: "", outcome: "running", startedAt: now, finishedAt: null, report: leaseUntil(now) });
    return undefined;
  });
  if (busyUntil !== undefined) return { busyUntil };
  await removeAbandoned(db, id);
  return { id, renewedAt: now };
}

/** Of a store that one process owns: what ran in an earlier process died with it, and nobody need wait for its lease. */
export async function endDeadImports(db: Db, now: number): Promise<void> {
  await db.update(imports).set({ outcome: "refused", finishedAt: now, report: null }).where(eq(imports.outcome, "running"));
}

/** Call it wherever time passes without writes. Throws `LeaseLost` as `renewLease` does. */
export async function keepLease(db: Db, lease: Lease, now: number): Promise<void> {
  if (now - lease.renewedAt < RENEW_AFTER_MS) return;
  lease.renewedAt = now;
  await inTransaction(db, (tx) => renewLease(tx, lease.id, now));
}

/** Throws `LeaseLost` when a later import has taken over. */
export async function renewLease(db: Tx, importId: string, now: number): Promise<void> {
  const mine = and(eq(imports.id, importId), eq(imports.outcome, "running"));
  const { rowsAffected } = await db
    .update(imports)
    .set({ report: leaseUntil(now) })
    .where(mine);
  if (rowsAffected > 0) return;
  // Servers that count changed rows, not found ones, say 0 for a second renewal in one millisecond.
  const [row] = await db.select({ id: imports.id }).from(imports).where(mine);
  if (!row) throw new LeaseLost("another import took over");
}

/** Writes the report down, or forgets a rehearsal. */
export async function finishImport(db: Db, importId: string, { report, digest, dryRun, now }: Finish): Promise<void> {
  await removeStaged(db, importId);
  const mine = and(eq(imports.id, importId), eq(imports.outcome, "running"));
  if (dryRun) await db.delete(imports).where(mine);
  else await inTransaction(db, (tx) => tx.update(imports).set({ outcome: report.outcome, digest, finishedAt: now, report }).where(mine));
}

interface Finish {
  readonly report: FeedReport;
  readonly digest: string;
  readonly dryRun: boolean;
  readonly now: number;
}

const leaseUntil = (now: number) => ({ leaseUntil: now + LEASE_MS });

function leaseOf(report: object | null): number {
  return report !== null && "leaseUntil" in report && typeof report.leaseUntil === "number" ? report.leaseUntil : 0;
}

async function removeAbandoned(db: Db, importId: string): Promise<void> {
  for (;;) {
    const [row] = await db.select({ id: stagedRows.importId }).from(stagedRows).where(ne(stagedRows.importId, importId)).limit(1);
    if (!row) return;
    await removeStaged(db, row.id);
  }
}
