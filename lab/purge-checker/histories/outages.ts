/** The bulletin or the origin cannot be read, everywhere or from where somebody looks. */
import { World } from "../world.ts";
import { type History, longLife } from "./history.ts";
import { askEvery } from "./shoppers.ts";
import { raiseBulletin, takeDownShop } from "./trouble.ts";

/** The bulletin falls silent right after a purge that nobody has read; clocks are as far apart as they may be. */
export const silence: History = async (seed, options = {}) => {
  const world = new World({
    seed,
    pops: 2,
    isolates: 1,
    objects: 1,
    popSkews: [-200, 200],
    bulletinSkew: 200,
    rtt: [10, 40],
    slowFill: 200,
    evict: 0,
    shards: 2 * (seed % 2),
    ...options,
  });
  const { random } = world;
  for (const isolate of world.isolates) askEvery(world, isolate, 0, random.between(15, 40), 12_000);
  for (const time of [3_000, 9_000]) {
    const start = time + random.between(0, 1_500);
    world.at(start, () => {
      world.change(0, random.pick(["soft", "hard"]));
      world.bulletin.isUp = false;
    });
    world.at(start + 2_500, () => raiseBulletin(world));
  }
  await world.runUntil(14_000);
  return world;
};

/** Soft purge upon soft purge while the origin is down. */
export const softWhileDown: History = async (seed, options = {}) => {
  const world = new World({
    seed,
    pops: 1,
    isolates: 2,
    objects: 1,
    slowFill: 200,
    evict: 0,
    lifetime: longLife(300_000),
    shards: 2 * (seed % 2),
    ...options,
  });
  const { random } = world;
  for (const isolate of world.isolates) askEvery(world, isolate, 0, random.between(150, 400), 50_000);
  takeDownShop(world, 5_000, 60_000);
  for (let time = 5_500; time < 40_000; time += random.between(5_000, 9_000)) world.at(time, () => world.change(0, "soft"));
  await world.runUntil(51_000);
  return world;
};

/**
 * Who purges looks at once, in PoPs that cannot read the bulletin, through a shield whose clock is far from theirs and which
 * may be just as blind. Others are asking for the same all the time.
 */
export const inTheDark: History = async (seed, options = {}) => {
  const shape = { pops: 2, isolates: 1, objects: 1, shards: 1, rtt: [20, 60] as const, slowFill: 1_500, evict: 0 };
  const skews = seed % 2 === 0 ? { popSkews: [200], shardSkews: [-200] } : { popSkews: [-200], shardSkews: [200] };
  const world = new World({ seed, ...shape, ...skews, ...options });
  const { random } = world;
  for (const isolate of world.isolates) askEvery(world, isolate, 0, random.between(50, 200), 12_000);
  for (const { name } of [...world.pops, ...world.shards.map(({ place }) => place)])
    if (name.startsWith("pop") || random.chance(0.5)) world.at(2_500, () => world.bulletin.cutOff.add(name));
  for (let time = 3_000; time < 11_000; time += random.between(400, 1_500)) {
    world.at(time, () => {
      const { epoch, seq } = world.change(0, random.pick(["soft", "hard"]));
      world.clock.at(world.clock.now + 5, () => void world.request(random.pick(world.isolates), 0, { epoch, seq }));
    });
  }
  await world.runUntil(16_000);
  return world;
};

/** The shield alone cannot read the bulletin: shoppers do not notice. */
export const blindShield: History = async (seed, options = {}) => {
  const shape = { pops: 2, isolates: 2, objects: 2, shards: 1, rtt: [10, 60] as const, fill: 60, evict: 0, lateWrite: 0, slowRead: 0 };
  const world = new World({ seed, ...shape, flawless: true, lifetime: longLife(300_000), ...options });
  const { random } = world;
  for (const isolate of world.isolates)
    for (let object = 0; object < 2; object++) askEvery(world, isolate, object, random.between(60, 140), 20_000, 100);
  for (const { place } of world.shards) world.at(3_000, () => world.bulletin.cutOff.add(place.name));
  for (let time = 5_000; time < 19_000; time += random.between(3_000, 5_000))
    world.at(time, () => world.change(random.below(2), random.pick(["soft", "hard"])));
  await world.runUntil(22_000);
  return world;
};
