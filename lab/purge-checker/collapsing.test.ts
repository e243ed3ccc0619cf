import { describe, expect, it } from "vitest";
import { entityOf } from "./shop.ts";
import { World } from "./world.ts";

type During = (world: World) => void;
const unrelated: During = (world) => {
  for (let i = 0; i < 20; i++) world.at(5_300 + i * 60, () => world.purge({ by: "surrogate-key", values: [`product:other-${i}`] }, "hard"));
};
const matching: During = (world) => world.at(5_500, () => world.purge({ by: "surrogate-key", values: [entityOf(0)] }, "hard"));

/** A thousand shoppers at once want a page that no tier holds and that takes the origin two seconds. */
async function rush(during: During): Promise<World> {
  const world = new World({ seed: 8, pops: 1, isolates: 1, objects: 2, evict: 0, rtt: [10, 60], fill: 2_000 });
  const [isolate] = world.isolates;
  if (isolate === undefined) throw new Error("no isolate");
  for (let time = 0; time < 12_000; time += 90) world.at(time, () => void world.request(isolate, 1));
  for (let i = 0; i < 1_000; i++) world.at(5_000 + i / 10, () => void world.request(isolate, 0));
  during(world);
  await world.runUntil(15_000);
  return world;
}

const callsFor = (world: World): number => world.shop.calls.filter(({ object }) => object === 0).length;

describe("a thousand cold requests in one isolate", () => {
  it("make one origin call", async () => {
    const world = await rush(() => undefined);
    expect(callsFor(world)).toBe(1);
    expect(world.served.filter(({ object, label }) => object === 0 && label === "fresh")).toHaveLength(1_000);
  });

  it("still make one when other pages are purged meanwhile", async () => {
    expect(callsFor(await rush(unrelated))).toBe(1);
  });

  it("make a second one when the page itself is purged meanwhile, and nobody gets the purged bytes", async () => {
    const world = await rush(matching);
    expect(callsFor(world)).toBe(2);
    expect(world.violations).toEqual([]);
    expect(world.served.filter(({ object, label }) => object === 0 && label === "fresh")).toHaveLength(1_000);
  });
});
