import { describe, expect, it } from "vitest";
import type { Lifetime } from "../../worker/lifetimes.ts";
import { FOREGROUND_SLOTS, REFRESH_SLOTS, REFRESHES_PER_SECOND } from "../../worker/shell/find-slots.ts";
import { takeDownBulletin, takeDownShop } from "./histories/trouble.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;
const START = 1_800_000_000_000;
/** Shorter than the outage, all windows together: only widened grace reaches its end. */
const short: Lifetime = { name: "catalog", maxAge: 20_000, staleWhileRevalidate: 20_000, staleIfError: 60_000 };

interface Crowd {
  readonly objects: number;
  readonly every: number;
  readonly until: number;
  readonly pops?: number;
  readonly isolates?: number;
  readonly shards?: number;
  readonly lifetime?: Lifetime;
}

/** Every isolate is asked for every page, again and again. */
function openWorld({ objects, every, until, pops = 1, isolates = 1, shards = 0, lifetime = short }: Crowd): World {
  const world = new World({ seed: 7, pops, isolates, shards, objects, rtt: [10, 40], evict: 0, slowFill: 150, lifetime });
  for (const isolate of world.isolates) {
    for (let object = 0; object < objects; object++) {
      const first = world.random.between(0, every);
      for (let time = first; time < until; time += every) world.at(time, () => void world.request(isolate, object));
    }
  }
  return world;
}

const callsBetween = (world: World, from: number, to: number) => world.shop.calls.filter(({ at }) => at >= START + from && at < START + to);

/** The most calls that left within any second. */
function busiestSecond(calls: readonly { readonly at: number }[]): number {
  return Math.max(0, ...calls.map(({ at }) => calls.filter((other) => other.at >= at && other.at < at + 1_000).length));
}

describe("the origin dead for ten minutes", () => {
  it.each([
    ["refusing", 0],
    ["answering nonsense", 2],
    ["silent", 2],
  ] as const)("%s, asked through %i objects of a shield: every warm page is answered, and says that it stands in", async (way, shards) => {
    const world = openWorld({ objects: 8, every: 2_000, until: 12 * MINUTE, pops: 2, isolates: 2, shards });
    world.shop.brokenBy = way;
    takeDownShop(world, MINUTE, 10 * MINUTE);
    await world.runUntil(11 * MINUTE);
    const late = world.served.filter(({ at }) => at >= START + 3 * MINUTE);
    expect(late.length).toBeGreaterThan(5_000);
    expect(new Set(late.map(({ label }) => label))).toEqual(new Set(["sie"]));
    expect(world.served.filter(({ at, label }) => at >= START + MINUTE && label.startsWith("503"))).toEqual([]);
    expect(Math.max(...late.map(({ waited }) => waited))).toBeLessThan(500);
    await world.runUntil(12 * MINUTE);
    expect(world.violations).toEqual([]);
    expect(new Set(world.served.filter(({ at }) => at > START + 11.5 * MINUTE).map(({ label }) => label))).not.toContain("sie");
  });

  it("is probed, not asked: an isolate calls it about once in eight seconds, whatever the load", async () => {
    const world = openWorld({ objects: 50, every: 1_000, until: 6 * MINUTE });
    takeDownShop(world, MINUTE, 10 * MINUTE);
    await world.runUntil(6 * MINUTE);
    expect(callsBetween(world, 2 * MINUTE, 6 * MINUTE).length).toBeLessThanOrEqual((4 * MINUTE) / 7_000);
    expect(callsBetween(world, 2 * MINUTE, 6 * MINUTE).length).toBeGreaterThan(10);
  });

  it("is not run over when it comes back: refills stay under the cap until all is fresh", async () => {
    const world = openWorld({ objects: 150, every: 1_500, until: 5 * MINUTE, lifetime: { ...short, maxAge: MINUTE } });
    takeDownShop(world, MINUTE, 3 * MINUTE);
    await world.runUntil(5 * MINUTE);
    const refills = callsBetween(world, 4 * MINUTE, 5 * MINUTE);
    expect(refills.length).toBeGreaterThanOrEqual(150);
    expect(busiestSecond(refills)).toBeLessThanOrEqual(REFRESHES_PER_SECOND + REFRESH_SLOTS);
    expect(world.shop.mostAtOnce).toBeLessThanOrEqual(FOREGROUND_SLOTS + REFRESH_SLOTS);
    expect(new Set(world.served.filter(({ at }) => at > START + 4.8 * MINUTE).map(({ label }) => label))).toEqual(new Set(["fresh"]));
  });
});

describe("the bulletin dead for a minute", () => {
  it("makes no stampede: everything is served, marked, and refreshes stay under the cap however many pages are hot", async () => {
    const forever = { ...short, maxAge: 10 * MINUTE };
    const world = openWorld({ objects: 300, every: 1_000, until: 2 * MINUTE, lifetime: forever });
    takeDownBulletin(world, 30_000, MINUTE);
    await world.runUntil(2 * MINUTE);
    const during = world.served.filter(({ at }) => at > START + 33_000 && at < START + 88_000);
    expect(new Set(during.map(({ label }) => label))).toEqual(new Set(["purge-unconfirmed", "reuse"]));
    const calls = callsBetween(world, 33_000, 88_000);
    expect(busiestSecond(calls)).toBeLessThanOrEqual(REFRESHES_PER_SECOND + REFRESH_SLOTS);
    expect(calls.length).toBeGreaterThan(300);
  });
});
