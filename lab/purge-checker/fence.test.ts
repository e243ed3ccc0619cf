/** The origin hears of a change later than the bulletin does: what shoppers see until it has caught up, and after. */
import { describe, expect, it } from "vitest";
import type { PurgeMode } from "../../worker/bulletin/purge-row.ts";
import { entityOf, provenanceOf } from "./shop.ts";
import { World } from "./world.ts";

const START = 1_800_000_000_000;
const PURGED_AT = 10_000;
const CAUGHT_UP_AT = PURGED_AT + 3_000;
const FOREVER = 1_000_000;
const lifetime = { name: "catalog", maxAge: FOREVER, staleWhileRevalidate: FOREVER, staleIfError: FOREVER } as const;

interface Seen {
  readonly at: number;
  readonly version: number;
  readonly kind: string;
}

/** Eight PoPs of one isolate, each asked every 80 ms for a page that was changed, by an origin that lags behind the purge. */
async function lagging(seed: number, mode: PurgeMode, isFenced = true): Promise<{ world: World; seen: readonly Seen[] }> {
  const world = new World({
    seed,
    pops: 8,
    isolates: 1,
    objects: 1,
    rtt: [10, 80],
    evict: 0,
    lateWrite: 0,
    slowRead: 0,
    fill: 100,
    lifetime,
  });
  const seen: Seen[] = [];
  const look = async (isolate: World["isolates"][number]) => {
    const found = await world.request(isolate, 0);
    const version = found.kind === "found" ? provenanceOf(found.stored.headers).version : 0;
    seen.push({ at: world.clock.now - START, version, kind: found.kind });
  };
  for (const isolate of world.isolates) {
    for (let time = world.random.between(0, 80); time < 20_000; time += 80) world.at(time, () => void look(isolate));
  }
  world.at(PURGED_AT, () => world.purge({ by: "surrogate-key", values: [entityOf(0)] }, mode, isFenced ? { [entityOf(0)]: 2 } : {}));
  world.at(CAUGHT_UP_AT, () => world.shop.commit(0));
  await world.runUntil(22_000);
  return { world, seen };
}

const lastOld = (seen: readonly Seen[]): number => Math.max(...seen.filter(({ version }) => version === 1).map(({ at }) => at));

describe.each<PurgeMode>(["soft", "hard"])("an origin that lags three seconds behind a %s purge", (mode) => {
  it.each([1, 2, 3, 4])("is seen for at most 1.2 s after it has caught up (seed %i)", async (seed) => {
    const { world, seen } = await lagging(seed, mode);
    expect(lastOld(seen) - CAUGHT_UP_AT).toBeLessThanOrEqual(1_200);
    expect(lastOld(seen)).toBeGreaterThan(PURGED_AT);
    expect(seen.filter(({ kind }) => kind !== "found")).toEqual([]);
    // A retry a second and PoP, not one a request.
    const calls = world.shop.calls.filter(({ at }) => at >= START + PURGED_AT).length;
    expect(calls).toBeLessThanOrEqual(world.pops.length * 8);
    expect(world.violations).toEqual([]);
  });

  it("would be seen to the end of the page's life without the versions of the purge", async () => {
    expect(lastOld((await lagging(1, mode, false)).seen)).toBeGreaterThan(19_000);
  });
});
