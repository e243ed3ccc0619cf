/** One drive through a world, with everything that is told of it. */
import { importTokenKeys } from "#contract/token";
import { TOKEN_KEYS } from "../bench/visitors.ts";
import type { World } from "../world/world.ts";
import { drive } from "./drive.ts";
import type { Places } from "./places.ts";
import { judgePurge, orderPurges, type PlannedPurge, type Purger } from "./purges.ts";
import { Shoppers } from "./shoppers.ts";
import { type Summary, summarize } from "./summarize.ts";
import type { TraceStep } from "./trace.ts";

export interface Phase {
  readonly name: string;
  readonly world: World;
  readonly places: Places;
  readonly steps: readonly TraceStep[];
  readonly traceSeconds: number;
  readonly purges: { readonly planned: readonly PlannedPurge[]; readonly purge: Purger };
  /** Hears how many views are through, after each. */
  readonly through: (done: number) => void;
}

/** What work behind the answers has to end before it is counted. */
const SETTLE_MS = 1_500;
let edition = 0;

export async function runPhase({ name, world, places, steps, traceSeconds, purges, through }: Phase): Promise<Summary> {
  // Somebody new each time: what they carry was not there before.
  const shoppers = new Shoppers(await importTokenKeys(TOKEN_KEYS));
  await settled();
  await world.takeCalls();
  await world.takeOperations();
  const readBefore = await world.bulletinReads();
  const began = Date.now();
  const [driven, ordered] = await Promise.all([
    drive(steps, { world, places, shoppers, through }),
    orderPurges(world, places, purges, () => ++edition),
  ]);
  const readAfter = await world.bulletinReads();
  await settled();
  return summarize({
    name,
    steps,
    traceSeconds,
    drive: driven,
    calls: await world.takeCalls(),
    began,
    bulletinReadsPerSecond: mostReads(readBefore, readAfter, driven.tookMs / 1000),
    operations: await world.takeOperations(),
    purges: ordered.map((purge) => judgePurge(purge, driven.startedAt, driven.viewed)),
  });
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

/** By the busiest point of presence; undefined where nobody reads. */
function mostReads(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>, seconds: number): number | undefined {
  const reads = Object.entries(after).map(([pop, count]) => (count - (before[pop] ?? 0)) / seconds);
  return reads.length === 0 ? undefined : Math.max(...reads);
}
