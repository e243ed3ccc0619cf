/** Brings the shop to what a staged feed says, or tells what that would change. */
import type { FeedProgress } from "#contract/feed";
import { keepLease, type Lease } from "./claim.io.ts";
import { rehearseNavigation } from "./filled-collections.io.ts";
import type { ImportPorts } from "./import-feed.io.ts";
import type { ImportTally } from "./import-tally.ts";
import { type ChunkPlan, type FeedPlan, planChunk } from "./plan-chunk.io.ts";
import { planCollections } from "./plan-collections.ts";
import { findReleaseKeys, planReleases, type Release, writeReleases } from "./release.io.ts";
import { countStagedProducts, findNextProducts } from "./staging.io.ts";
import { findAbsent, type StoredProduct } from "./stored-products.io.ts";
import type { ToldProducts } from "./told-products.ts";
import { findCollections, removeCollections, withoutKept, writeCollections } from "./write-collections.io.ts";
import { planWrites, writeProducts } from "./write-products.io.ts";
import { findWithdrawalKeys, withdrawProducts } from "./write-withdrawals.io.ts";

/** An import whose file was read and may be applied. */
export interface Running {
  readonly lease: Lease;
  readonly plan: FeedPlan;
  readonly told: ToldProducts;
  readonly ports: ImportPorts;
  readonly tally: ImportTally;
}

const AT_ONCE = 20;

/** Counts what `applyFeed` would do and purge. What the lots before would leave is known to each of them as far as it matters: what goes from one product to another, and what is for sale in which collection. */
export async function rehearseFeed(running: Running): Promise<void> {
  const { lease, plan, ports, tally } = running;
  const judgeNavigation = rehearseNavigation();
  const wanted = plan.collections.collections;
  const { changed, removed: lacking } = planCollections(await findCollections(ports.db), wanted);
  tally.purged(changed.flatMap(({ keys }) => keys));
  for await (const releases of eachRelease(running)) tally.shared(await findReleaseKeys(ports.db, releases));
  for await (const gone of eachAbsent(running)) {
    const ids = gone.map(({ id }) => id);
    tally.withdrawn(gone);
    tally.shared(await findWithdrawalKeys(ports.db, ids, ports.now(), judgeNavigation));
  }
  for await (const { plans, problems } of eachChunk(running, "comparing")) {
    const changes = plans.filter((plan) => plan.kind !== "unchanged");
    if (changes.length > 0) tally.purged((await planWrites(ports.db, lease.id, changes, ports.now(), judgeNavigation)).keys);
    await tally.products(plans, problems);
  }
  const removed = await withoutKept(ports.db, lacking, lease.id);
  tally.purged(removed.flatMap(({ keys }) => keys));
  tally.collections(wanted.length, changed.length + removed.length);
}

/**
 * Collections first, so that every product finds its place; then what is let go and what leaves, so that all is free that another
 * product wants; then the products; last the collections that nothing stands in any more.
 */
export async function applyFeed(running: Running): Promise<void> {
  const { lease, plan, ports, tally } = running;
  const wanted = plan.collections.collections;
  const written = await writeCollections(ports.db, lease.id, wanted, ports.now());
  tally.purged(committed(running, written));
  for await (const releases of eachRelease(running))
    tally.shared(committed(running, await writeReleases(ports.db, lease.id, releases, ports.now())));
  for await (const gone of eachAbsent(running)) {
    tally.shared(committed(running, await withdrawProducts(ports.db, lease.id, gone, ports.now())));
    tally.withdrawn(gone);
  }
  for await (const { plans, problems } of eachChunk(running, "writing")) {
    const changes = plans.filter((plan) => plan.kind !== "unchanged");
    if (changes.length > 0) tally.purged(committed(running, await writeProducts(ports.db, lease.id, changes, ports.now())));
    await tally.products(plans, problems);
  }
  const removed = await removeCollections(ports.db, lease.id, wanted, ports.now());
  tally.purged(committed(running, removed));
  tally.collections(wanted.length, written.length + removed.length);
}

/** What products of the feed have to let go, some at a time. */
async function* eachRelease({ lease, plan, told, ports }: Running): AsyncGenerator<readonly Release[]> {
  const { leavers } = plan.handles;
  const ids = [...new Set([...leavers, ...told.losers])].filter((id) => told.has(id)).sort();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const releases = await planReleases(ports.db, lease.id, ids.slice(from, from + AT_ONCE), leavers);
    if (releases.length > 0) yield releases;
    await keepLease(ports.db, lease, ports.now());
  }
}

/** What the shop has and the feed does not mention, some at a time. */
async function* eachAbsent({ lease, ports }: Running): AsyncGenerator<readonly StoredProduct[]> {
  for (let after = ""; ; ) {
    const gone = await findAbsent(ports.db, lease.id, after, AT_ONCE);
    const last = gone.at(-1);
    if (!last) return;
    yield gone;
    await keepLease(ports.db, lease, ports.now());
    after = last.id;
  }
}

function committed({ ports }: Running, purgedKeys: readonly string[]): readonly string[] {
  if (purgedKeys.length > 0) ports.committed();
  return purgedKeys;
}

/** The plans for all products of the feed, some at a time: no more is ever in memory. */
async function* eachChunk({ lease, plan, ports }: Running, stage: FeedProgress["stage"]): AsyncGenerator<ChunkPlan> {
  const { db, now, progress } = ports;
  const of = await countStagedProducts(db, lease.id);
  for (let done = 0, after = ""; ; ) {
    const groups = await findNextProducts(db, lease.id, after);
    after = [...groups.keys()].at(-1) ?? "";
    if (after === "") return;
    yield await planChunk(db, lease.id, groups, plan);
    await keepLease(db, lease, now());
    done += groups.size;
    progress({ kind: "progress", stage, done, of });
  }
}
