import { describe, expect, it } from "vitest";
import { World } from "./world.ts";

const lifetime = { name: "catalog", maxAge: 1_000_000, staleWhileRevalidate: 0, staleIfError: 0 } as const;
const WARM = 1_800_000_002_000;

/** Sixty seconds of a busy PoP: three isolates, 110 requests a second each. */
async function busyPop(rtt: number, cache: readonly [number, number] = [1, 6]): Promise<World> {
  const steady = { skew: 0, rtt: [rtt, rtt] as const, cache, evict: 0, lateWrite: 0, slowRead: 0, fill: 50, lifetime };
  const world = new World({ seed: 3, pops: 1, isolates: 3, objects: 1, ...steady });
  for (const isolate of world.isolates) {
    for (let time = world.random.between(0, 9); time < 60_000; time += world.random.wait(9))
      world.at(time, () => void world.request(isolate, 0));
  }
  await world.runUntil(61_000);
  return world;
}

const labelsOf = ({ served }: World): Set<string> => new Set(served.filter(({ at }) => at >= WARM).map(({ label }) => label));

describe("a busy PoP", () => {
  it.each([10, 60, 150])("reads the bulletin once a second and a tenth at a round trip of %i ms, whatever its load", async (rtt) => {
    const world = await busyPop(rtt);
    expect(world.bulletin.reads / 60).toBeLessThanOrEqual(1.1);
    expect(labelsOf(world)).toEqual(new Set(["fresh"]));
  });

  it.each([
    { rtt: 10, cache: [10, 60] },
    { rtt: 60, cache: [20, 60] },
    { rtt: 250, cache: [1, 6] },
  ] as const)("reads it no oftener when round trips ($rtt ms) or the Cache API ($cache ms) are slow", async ({ rtt, cache }) => {
    const world = await busyPop(rtt, cache);
    expect(world.bulletin.reads / 60).toBeLessThanOrEqual(1.1);
    expect(labelsOf(world)).toEqual(new Set(["fresh"]));
  });

  it("never makes a request wait for the bulletin once it has a copy", async () => {
    const world = await busyPop(60);
    const waits = world.served.filter(({ at }) => at >= WARM).map(({ waited }) => waited);
    // Simulated time, and the one PoP look-up that follows the isolate's first fill.
    expect(Math.max(...waits)).toBeLessThanOrEqual(10);
  });
});
