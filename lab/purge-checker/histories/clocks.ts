/** Clocks decide: prices change by them, and they disagree or are set back. */
import { entityOf } from "../shop.ts";
import { World } from "../world.ts";
import { type History, longLife } from "./history.ts";
import { askEvery } from "./shoppers.ts";
import { raiseBulletin, setBack } from "./trouble.ts";

/** Prices change by the clock: some PoPs hold the prepared successor, some have to fill. */
export const flip: History = async (seed, options = {}) => {
  const flipAt = 10_000;
  const world = new World({
    seed,
    pops: 4,
    isolates: 1,
    objects: 6,
    popSkews: [-200, 200, 0, 100],
    slowFill: 2_500,
    flipAt,
    lifetime: longLife(30_000),
    shards: 2 * (seed % 2),
    ...options,
  });
  const { random } = world;
  for (const isolate of world.isolates)
    for (let object = 0; object < 6; object++) askEvery(world, isolate, object, random.between(60, 140), 15_000, 6_000);
  for (const pop of world.pops) world.at(7_000, () => random.chance(0.5) && void world.prewarm(pop, random.below(6)));
  if (world.shards.length > 0) for (let object = 0; object < 6; object += 2) world.at(7_000, () => void world.prewarmShield(object));
  for (let time = 8_000; time < 13_000; time += random.wait(700))
    world.at(time, () => world.purge({ by: "surrogate-key", values: [entityOf(random.below(6))] }, "soft"));
  await world.runUntil(18_000);
  return world;
};

/** Prices change by the clock, the shield's being as far behind as may be: edges flip by their own. */
export const flipThroughShield: History = async (seed, options = {}) => {
  const shape = { pops: 2, isolates: 1, objects: 4, shards: 1, popSkews: [200, 150], shardSkews: [-200], rtt: [10, 40] as const, fill: 40 };
  const steady = { evict: 0, lateWrite: 0, slowRead: 0, flawless: true, flipAt: 10_000, lifetime: longLife(30_000) };
  const world = new World({ seed, ...shape, ...steady, ...options });
  const { random } = world;
  for (const isolate of world.isolates)
    for (let object = 0; object < 4; object++) askEvery(world, isolate, object, random.between(20, 60), 12_000, 6_000);
  for (let object = 0; object < 4; object++) world.at(8_000, () => random.chance(0.5) && void world.prewarmShield(object));
  await world.runUntil(14_000);
  return world;
};

/** Clocks of busy PoPs are set back: a little under isolates that run on, or far while all of them start anew. Purges come right after. */
export const clockSetBack: History = async (seed, options = {}) => {
  const shape = { pops: 2, isolates: 2, objects: 1, skew: 0, rtt: [10, 60] as const, slowFill: 200, evict: 0, lateWrite: 0, slowRead: 0 };
  const world = new World({ seed, ...shape, lifetime: longLife(300_000), shards: 2 * (seed % 2), ...options });
  const { random } = world;
  for (const isolate of world.isolates) askEvery(world, isolate, 0, random.between(15, 40), 18_000);
  for (const time of [4_000, 11_000]) {
    const start = time + random.between(0, 1_500);
    world.at(start, () => setBack(world, random.chance(0.5)));
    world.at(start + random.between(50, 300), () => {
      world.change(0, random.pick(["soft", "hard"]));
      if (random.chance(0.5)) return;
      world.bulletin.isUp = false;
      world.clock.at(world.clock.now + 3_000, () => raiseBulletin(world));
    });
  }
  await world.runUntil(20_000);
  return world;
};
