import { describe, expect, it } from "vitest";
import type { PurgeMode } from "../../worker/bulletin/purge-row.ts";
import { raiseBulletin, takeDownBulletin, takeDownShop } from "./histories/trouble.ts";
import { World } from "./world.ts";

const FOREVER = 1_000_000;
const life = { name: "catalog", maxAge: FOREVER, staleWhileRevalidate: FOREVER, staleIfError: FOREVER } as const;

const PAGES = 3;
/** With `fillers` who ask the origin: every isolate, or the shield for all of them. */
const SHAPES = [
  ["without a shield", { shards: 0, fillers: 4 }],
  ["behind a shield", { shards: 2, fillers: 1 }],
] as const;

/** Two PoPs of two isolates, all asking for three pages until `until`; what happens, happens after ten seconds. */
async function openShop(shards: number, happens: (world: World) => void, fill?: number, seed = 4): Promise<World> {
  const until = 40_000;
  const shape = { seed, pops: 2, isolates: 2, objects: PAGES, shards, rtt: [10, 80] as const, evict: 0, slowFill: 300 };
  const world = new World({ ...shape, fill, lifetime: life });
  for (const isolate of world.isolates) {
    for (let object = 0; object < PAGES; object++) {
      for (let time = world.random.between(0, 80); time < until; time += 80) world.at(time, () => void world.request(isolate, object));
    }
  }
  happens(world);
  await world.runUntil(until + 3_000);
  expect(world.violations).toEqual([]);
  return world;
}

const labels = (world: World, from: number, object?: number): string[] =>
  [
    ...new Set(
      world.served
        .filter((one) => one.at >= 1_800_000_000_000 + from && (object === undefined || one.object === object))
        .map(({ label }) => label),
    ),
  ].sort();

const purgeAt = (world: World, time: number, mode: PurgeMode): void => world.at(time, () => world.change(0, mode));

describe.each(SHAPES)("what a shopper gets %s (PURGE section 5)", (_, { shards, fillers }) => {
  const shopWhere = (happens: (world: World) => void, fill?: number, seed?: number) => openShop(shards, happens, fill, seed);
  const purgedEverySecond = (shop: World): void => {
    for (let time = 10_000; time < 38_000; time += 1_000) purgeAt(shop, time, "hard");
  };

  it("origin down: fresh pages stay fresh", async () => {
    const world = await shopWhere((shop) => takeDownShop(shop, 10_000, FOREVER));
    expect(labels(world, 11_000)).toEqual(["fresh"]);
  });

  it("origin down and a soft purge: stale while revalidating for ten seconds, then stale if error, never 503", async () => {
    const world = await shopWhere((shop) => {
      takeDownShop(shop, 10_000, FOREVER);
      purgeAt(shop, 12_000, "soft");
    });
    expect(labels(world, 14_000, 0)).toEqual(["sie", "swr"]);
    expect(labels(world, 24_500, 0)).toEqual(["sie"]);
    expect(labels(world, 14_000, 1)).toEqual(["fresh"]);
  });

  it("origin down and a hard purge: 503 for what was purged and for nothing else", async () => {
    const world = await shopWhere((shop) => {
      takeDownShop(shop, 10_000, FOREVER);
      purgeAt(shop, 12_000, "hard");
    });
    expect(labels(world, 14_000, 0)).toEqual(["503 origin-down"]);
    expect(labels(world, 14_000, 1)).toEqual(["fresh"]);
  });

  it("bulletin down: everything stored, marked; no 503, and hardly anybody waits", async () => {
    const world = await shopWhere((shop) => takeDownBulletin(shop, 10_000, FOREVER));
    expect(labels(world, 12_500)).toEqual(["purge-unconfirmed", "reuse"]);
    const after = world.served.filter(({ at }) => at > 1_800_000_013_000);
    expect(after.filter(({ waited }) => waited > 20).length / after.length).toBeLessThan(0.15);
  });

  it("bulletin down: costs the origin at most a call per page and filler in five seconds", async () => {
    const world = await shopWhere((shop) => takeDownBulletin(shop, 10_000, FOREVER));
    const calls = world.shop.calls.filter(({ at }) => at > 1_800_000_012_000).length;
    expect(calls).toBeLessThanOrEqual(fillers * PAGES * 6);
  });

  it("bulletin and origin down: stale, marked", async () => {
    const world = await shopWhere((shop) => {
      takeDownBulletin(shop, 10_000, FOREVER);
      takeDownShop(shop, 10_000, FOREVER);
    });
    expect(labels(world, 17_000)).toEqual(["purge-unconfirmed"]);
  });

  it("one PoP cut off from the bulletin: pages there, and fresh ones elsewhere", async () => {
    const world = await shopWhere((shop) => shop.at(10_000, () => shop.bulletin.cutOff.add("pop0")));
    const labelsAt = (pop: string) =>
      new Set(world.served.filter(({ at, isolate }) => at > 1_800_000_013_000 && isolate.pop.name === pop).map(({ label }) => label));
    expect(labelsAt("pop1")).toEqual(new Set(["fresh"]));
    expect([...labelsAt("pop0")].sort()).toEqual(["purge-unconfirmed", "reuse"]);
  });

  it("a new epoch: one fill per page and filler at most, and nobody sees a 503", async () => {
    const world = await shopWhere((shop) => shop.at(10_000, () => shop.bulletin.ledger.startEpoch(shop.bulletin.now())));
    expect(labels(world, 10_000)).not.toContainEqual(expect.stringMatching(/^503/));
    const fills = world.shop.calls.filter(({ at }) => at > 1_800_000_010_000).length;
    expect(fills).toBeGreaterThanOrEqual(PAGES);
    expect(fills).toBeLessThanOrEqual(PAGES * fillers);
  });

  it("recovers by itself: seconds after everything is up again, everything is fresh", async () => {
    const world = await shopWhere((shop) => {
      takeDownBulletin(shop, 10_000, 15_000);
      takeDownShop(shop, 10_000, 15_000);
      purgeAt(shop, 11_000, "hard");
      shop.at(25_000, () => raiseBulletin(shop));
    });
    expect(labels(world, 29_000)).toEqual(["fresh"]);
  });

  // With the way to the shield and back, which takes up to 0.16 s here, fills of 0.9 s are fills of a second.
  it.each([1, 2, 3, 4, 5, 6])("one page hard-purged every second, fills of a second: pages, and no 503 (seed %i)", async (seed) => {
    const world = await shopWhere(purgedEverySecond, shards === 0 ? 1_000 : 900, seed);
    expect(labels(world, 0)).not.toContainEqual(expect.stringMatching(/^503/));
    expect(world.shop.calls.filter(({ object }) => object === 0).length).toBeLessThanOrEqual(30 * fillers);
  });

  it("the same with fills of two and a half seconds: 503 for that page, at most a call a purge and filler, and pages soon after", async () => {
    const world = await shopWhere(purgedEverySecond, 2_500);
    expect(labels(world, 14_000, 0)).toContain("503 dead-again");
    expect(labels(world, 14_000, 1)).toEqual(["fresh"]);
    expect(world.shop.calls.filter(({ object }) => object === 0).length).toBeLessThanOrEqual(29 * fillers);
  });
});

describe("what a shopper gets when the shield fails", () => {
  it.each(["refused", "silent"] as const)("cut off, %s: fresh pages, hard-purged or not, and no 503", async (line) => {
    const world = await openShop(2, (shop) => {
      for (const shard of shop.shards) shop.at(10_000, () => Object.assign(shard, { line }));
      purgeAt(shop, 12_000, "hard");
      purgeAt(shop, 20_000, "soft");
    });
    expect(labels(world, 0)).not.toContainEqual(expect.stringMatching(/^503/));
    expect(labels(world, 24_000)).toEqual(["fresh"]);
  });

  it("busy: one call for a page that is refreshed, however long the shield takes to hear of it", async () => {
    const world = await openShop(2, (shop) => {
      for (const shard of shop.shards) shop.at(10_000, () => Object.assign(shard, { line: "busy" }));
      purgeAt(shop, 12_000, "soft");
    });
    expect(world.shop.calls.filter(({ at }) => at > 1_800_000_012_000)).toHaveLength(1);
    expect(labels(world, 0)).not.toContain("sie");
  });

  it("cut off while the origin is down as well: what is stored, and 503 for what was hard-purged", async () => {
    const world = await openShop(2, (shop) => {
      for (const shard of shop.shards) shop.at(10_000, () => Object.assign(shard, { line: "refused" }));
      takeDownShop(shop, 10_000, FOREVER);
      purgeAt(shop, 12_000, "hard");
    });
    expect(labels(world, 14_000, 0)).toEqual(["503 origin-down"]);
    expect(labels(world, 14_000, 1)).toEqual(["fresh"]);
  });

  it("cut off from the bulletin alone: nobody notices", async () => {
    const world = await openShop(2, (shop) => {
      for (const { place } of shop.shards) shop.at(10_000, () => shop.bulletin.cutOff.add(place.name));
      for (const time of [12_000, 17_000, 22_000]) purgeAt(shop, time, "hard");
    });
    expect(labels(world, 11_000)).toEqual(["fresh"]);
  });

  it("moved by the platform in the middle of fills: pages, which it still has from before", async () => {
    const world = await openShop(2, (shop) => {
      for (let time = 10_000; time < 38_000; time += 700) shop.at(time, () => shop.shards.map((shard) => shard.restart()));
      for (let time = 10_100; time < 38_000; time += 3_500) purgeAt(shop, time, "soft");
    });
    expect(labels(world, 11_000, 0)).toEqual(["fresh", "swr"]);
    expect(labels(world, 11_000, 1)).toEqual(["fresh"]);
  });
});
