import { describe, expect, it } from "vitest";
import { SHIELD_QUEUE } from "../../worker/shield/bounds.ts";
import { HEARD_WITHIN } from "../../worker/shield/reach.ts";
import { takeDownShop } from "./histories/trouble.ts";
import { entityOf } from "./shop.ts";
import { World } from "./world.ts";
import type { WorldOptions } from "./world-options.ts";

type During = (world: World) => void;
const nothing: During = () => undefined;
const unrelated: During = (world) => {
  for (let i = 0; i < 20; i++) world.at(5_300 + i * 60, () => world.purge({ by: "surrogate-key", values: [`product:other-${i}`] }, "hard"));
};
const matching: During = (world) => world.at(5_500, () => world.purge({ by: "surrogate-key", values: [entityOf(0)] }, "hard"));

const ONE_ISOLATE = { pops: 1, isolates: 1 };
const NETWORK = { pops: 8, isolates: 3, shards: 2 };

/** A thousand shoppers within a tenth of a second want a page that no tier holds. Everybody has asked for another before. */
async function rush(shape: Partial<WorldOptions>, during: During = nothing): Promise<World> {
  const world = new World({ seed: 8, objects: 2, evict: 0, rtt: [10, 60], fill: 2_000, ...shape });
  for (const isolate of world.isolates) for (let time = 0; time < 12_000; time += 90) world.at(time, () => void world.request(isolate, 1));
  for (let i = 0; i < 1_000; i++) {
    const isolate = world.isolates[i % world.isolates.length];
    if (isolate !== undefined) world.at(5_000 + i / 10, () => void world.request(isolate, 0));
  }
  during(world);
  await world.runUntil(19_000);
  expect(world.violations).toEqual([]);
  return world;
}

const callsFor = (world: World, object = 0): number => world.shop.calls.filter((call) => call.object === object).length;
const freshOf = (world: World): number => world.served.filter(({ object, label }) => object === 0 && label === "fresh").length;
const refusedOf = (world: World): string[] => world.served.filter(({ label }) => label.startsWith("503")).map(({ label }) => label);

describe.each([
  ["in one isolate", ONE_ISOLATE],
  ["in three isolates each of eight PoPs, behind a shield", NETWORK],
] as const)("a thousand cold requests %s", (_, shape) => {
  it("make one origin call", async () => {
    const world = await rush(shape);
    expect([callsFor(world), freshOf(world)]).toEqual([1, 1_000]);
  });

  it("still make one when other pages are purged meanwhile", async () => {
    const world = await rush(shape, unrelated);
    expect([callsFor(world), freshOf(world)]).toEqual([1, 1_000]);
  });

  it("make a second one when the page itself is purged meanwhile, and nobody gets the purged bytes", async () => {
    const world = await rush(shape, matching);
    expect([callsFor(world), freshOf(world)]).toEqual([2, 1_000]);
  });

  it("make one more when the first fails, which serves everybody", async () => {
    const world = await rush({ ...shape, fill: 200 }, (shop) => takeDownShop(shop, 5_000, 310));
    expect([callsFor(world), freshOf(world)]).toEqual([2, 1_000]);
  });
});

describe("the shield in a rush", () => {
  it("asks twice at most while the origin stays down, and says so to everybody", async () => {
    const world = await rush({ ...NETWORK, fill: 200 }, (shop) => takeDownShop(shop, 5_000, 10_000));
    expect(callsFor(world)).toBe(2);
    expect(refusedOf(world)).toHaveLength(1_000);
  });

  it("lets nobody wait longer than its patience, and lets only so many wait", async () => {
    const slow = await rush({ ...NETWORK, fill: 9_000 });
    const waits = slow.served.filter(({ object }) => object === 0).map(({ waited, label }) => ({ waited, label }));
    expect(waits.filter(({ label }) => label === "503 busy").length).toBeGreaterThan(900);
    expect(Math.max(...waits.filter(({ label }) => label === "503 busy").map(({ waited }) => waited))).toBeLessThan(SHIELD_QUEUE.ms + 300);
    const crowded = await rush(NETWORK, (world) => {
      for (const { cache } of world.shards) Object.assign(cache, { queue: { most: 5, ms: 5_000 } });
    });
    expect(callsFor(crowded)).toBe(1);
    expect(crowded.served.filter(({ label }) => label === "503 busy").length).toBeGreaterThan(600);
  });

  it("never lets a page wait for another: one that takes eight seconds holds nobody else up", async () => {
    const world = new World({ seed: 3, pops: 2, isolates: 1, objects: 2, shards: 1, evict: 0, rtt: [10, 20], fill: 8_000 });
    const [first, second] = world.isolates;
    if (!first || !second) throw new Error("no isolates");
    world.at(3_000, () => void world.request(first, 0));
    world.at(3_200, () => {
      Object.assign(world.options, { fill: 50 });
      void world.request(second, 1);
    });
    await world.runUntil(4_000);
    expect(world.served.map(({ object, waited }) => [object, waited < 700])).toEqual([[1, true]]);
  });
});

describe("the shield cut off in a rush", () => {
  it.each(["refused", "silent"] as const)("%s: pages for everybody, at most a call an isolate, and little later", async (line) => {
    const world = await rush({ ...NETWORK, fill: 500 }, (shop) => {
      for (const shard of shop.shards) shop.at(4_000, () => Object.assign(shard, { line }));
    });
    expect(freshOf(world)).toBe(1_000);
    expect(callsFor(world)).toBeLessThanOrEqual(24);
    expect(Math.max(...world.served.filter(({ object }) => object === 0).map(({ waited }) => waited))).toBeLessThan(
      HEARD_WITHIN + 500 + 200,
    );
  });
});
