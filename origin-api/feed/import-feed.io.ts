/**
 * An import from the first byte to the report. Everything is read, checked and staged before anything of the shop changes;
 * then products are compared and written some at a time, each lot with its invalidations in one transaction. Killed
 * half-way, the next import of the same file does the rest.
 */
import type { FeedProgress, FeedReport } from "#contract/feed";
import { productKey } from "#contract/surrogate-keys";
import type { Db } from "../store/db.ts";
import { adoptRenamed } from "./adopt-renamed.io.ts";
import { applyFeed, type Running, rehearseFeed } from "./apply-feed.io.ts";
import { claimImport, finishImport, keepLease, type Lease, LeaseLost } from "./claim.io.ts";
import { findHandles } from "./find-handles.io.ts";
import type { Reading } from "./formats/read-parts.ts";
import { ImportTally } from "./import-tally.ts";
import { judgeMarkets, judgeWithdrawals } from "./judge-withdrawals.ts";
import { type FeedSource, readFeed } from "./read-feed.io.ts";
import { countAbsent, countSold } from "./stored-products.io.ts";

export interface ImportOrder {
  readonly source: FeedSource;
  readonly reading: Reading;
  /** Says what would happen, changes nothing. */
  readonly dryRun: boolean;
  /** From 0 to 1: the least share of the products that stays in the shop; a feed that would leave fewer is refused. */
  readonly minShare: number;
}

export interface ImportPorts {
  readonly db: Db;
  now(): number;
  progress(frame: FeedProgress): void;
  /** Called after each commit that wrote invalidations. */
  committed(): void;
}

/** Never rejects for what a file may hold; rejects when the database does. */
export async function importFeed(order: ImportOrder, ports: ImportPorts): Promise<FeedReport> {
  const { db, now } = ports;
  const tally = new ImportTally(now());
  const lease = await claimImport(db, now());
  if ("busyUntil" in lease) {
    for await (const _ of order.source.bytes);
    return tally.refuseForNow(lease.busyUntil, now());
  }
  const finish = (report: FeedReport) => finishImport(db, lease.id, { report, digest: tally.digest, dryRun: order.dryRun, now: now() });
  try {
    const report = await run(lease, order, ports, tally);
    await finish(report);
    return report;
  } catch (error) {
    await finish(tally.refuse("the database failed", now())).catch(() => undefined);
    throw error;
  }
}

async function run(lease: Lease, order: ImportOrder, ports: ImportPorts, tally: ImportTally): Promise<FeedReport> {
  try {
    const because = await readAndApply(lease, order, ports, tally);
    return because === null ? tally.report(ports.now()) : tally.refuse(because, ports.now());
  } catch (error) {
    if (error instanceof LeaseLost) return tally.refuse("a later import took over: what was written until then stays", ports.now());
    throw error;
  }
}

/** Null when all went well, else why the file is refused. */
async function readAndApply(lease: Lease, order: ImportOrder, ports: ImportPorts, tally: ImportTally): Promise<string | null> {
  const read = await readFeed(ports.db, lease, order.source, { ...ports, reading: order.reading });
  if (!read.ok) return read.because;
  tally.read(read.value);
  // What is wrong with them belongs to the report of a refused file too.
  const collections = read.value.contents.collections();
  if (read.value.goodRows === 0) return "no item of the feed can be used";
  const keep = () => keepLease(ports.db, lease, ports.now());
  if (read.value.contents.format === "shopify-csv") await adoptRenamed(ports.db, lease.id, read.value.told, keep);
  const { published, absent } = await countAbsent(ports.db, lease.id);
  const judgement = judgeWithdrawals({ published, absent, minShare: order.minShare });
  if (!judgement.ok) return judgement.because;
  const markets = judgeMarkets({ soldIn: await countSold(ports.db), told: read.value.contents.soldIn, minShare: order.minShare });
  if (!markets.ok) return markets.because;
  const handles = await findHandles(ports.db, lease.id, read.value.told, keep);
  // Whoever leads there else may be written before: counted once all the same.
  tally.shared([...handles.before.values()].flat().map(productKey));
  const running: Running = { lease, plan: { collections, handles }, told: read.value.told, ports, tally };
  if (order.dryRun) await rehearseFeed(running);
  else await applyFeed(running);
  return null;
}
