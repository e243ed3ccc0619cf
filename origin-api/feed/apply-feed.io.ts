/** Brings the shop to what a staged feed says, or tells what that would change. */
import type { FeedProgress } from "#contract/feed";
import { keepLease, type Lease } from "./claim.io.ts";
import type { CollectionPlan } from "./collections.ts";
import { rehearseNavigation } from "./filled-collections.io.ts";
import type { ImportPorts } from "./import-feed.io.ts";
import type { ImportTally } from "./import-tally.ts";
import { type ChunkPlan, planChunk } from "./plan-chunk.io.ts";
import { planCollections } from "./plan-collections.ts";
import { countStagedProducts, findNextProducts } from "./staging.io.ts";
import { findAbsent, type StoredProduct } from "./stored-products.io.ts";
import { findCollections, removeCollections, writeCollections } from "./write-collections.io.ts";
import { planWrites, writeProducts } from "./write-products.io.ts";
import { findWithdrawalKeys, withdrawProducts } from "./write-withdrawals.io.ts";

/** An import whose file was read and may be applied. */
export interface Running {
  readonly lease: Lease;
  readonly collections: CollectionPlan;
  readonly ports: ImportPorts;
  readonly tally: ImportTally;
}

const WITHDRAWN_AT_ONCE = 20;

/** Counts what `applyFeed` would do and purge. Every lot is held against the shop as it is; only of the navigation, which all of them share, is it known what the lots before would leave. */
export async function rehearseFeed(running: Running): Promise<void> {
  const { collections, ports, tally } = running;
  const judgeNavigation = rehearseNavigation();
  const { changed, removed } = planCollections(await findCollections(ports.db), collections.collections);
  tally.collections(collections.collections.length, changed.length + removed.length);
  tally.purged([...changed, ...removed].flatMap(({ keys }) => keys));
  for await (const gone of eachAbsent(running)) {
    tally.withdrawn(gone);
    tally.purged(
      await findWithdrawalKeys(
        ports.db,
        gone.map(({ id }) => id),
        ports.now(),
        judgeNavigation,
      ),
    );
  }
  for await (const { plans, problems } of eachChunk(running, "comparing")) {
    const changes = plans.filter((plan) => plan.kind !== "unchanged");
    if (changes.length > 0) tally.purged((await planWrites(ports.db, changes, ports.now(), judgeNavigation)).keys);
    await tally.products(plans, problems);
  }
}

/**
 * Collections first, so that every product finds its place; then what leaves, which frees handles; then the products; last
 * the collections that nothing stands in any more.
 */
export async function applyFeed(running: Running): Promise<void> {
  const { lease, collections, ports, tally } = running;
  const wanted = collections.collections;
  const written = await writeCollections(ports.db, lease.id, wanted, ports.now());
  committed(running, written);
  for await (const gone of eachAbsent(running)) {
    committed(running, await withdrawProducts(ports.db, lease.id, gone, ports.now()));
    tally.withdrawn(gone);
  }
  for await (const { plans, problems } of eachChunk(running, "writing")) {
    const changes = plans.filter((plan) => plan.kind !== "unchanged");
    if (changes.length > 0) committed(running, await writeProducts(ports.db, lease.id, changes, ports.now()));
    await tally.products(plans, problems);
  }
  const removed = await removeCollections(ports.db, lease.id, wanted, ports.now());
  committed(running, removed);
  tally.collections(wanted.length, written.length + removed.length);
}

/** What the shop has and the feed does not mention, some at a time. */
async function* eachAbsent({ lease, ports }: Running): AsyncGenerator<readonly StoredProduct[]> {
  for (let after = ""; ; ) {
    const gone = await findAbsent(ports.db, lease.id, after, WITHDRAWN_AT_ONCE);
    const last = gone.at(-1);
    if (!last) return;
    yield gone;
    await keepLease(ports.db, lease, ports.now());
    after = last.id;
  }
}

function committed({ ports, tally }: Running, purgedKeys: readonly string[]): void {
  tally.purged(purgedKeys);
  if (purgedKeys.length > 0) ports.committed();
}

/** The plans for all products of the feed, some at a time: no more is ever in memory. */
async function* eachChunk({ lease, collections, ports }: Running, stage: FeedProgress["stage"]): AsyncGenerator<ChunkPlan> {
  const { db, now, progress } = ports;
  const of = await countStagedProducts(db, lease.id);
  for (let done = 0, after = ""; ; ) {
    const groups = await findNextProducts(db, lease.id, after);
    after = [...groups.keys()].at(-1) ?? "";
    if (after === "") return;
    yield await planChunk(db, lease.id, groups, collections);
    await keepLease(db, lease, now());
    done += groups.size;
    progress({ kind: "progress", stage, done, of });
  }
}
