/** Somebody reads what is old: a copy of the bulletin, its base, a replica, or a response whose purge was dropped from the log. */
import { World } from "../world.ts";
import { changeSomething } from "./changes.ts";
import { type History, longLife } from "./history.ts";
import { askEvery, keepAsking } from "./shoppers.ts";

const HOUR = 3_600_000;

/** A far PoP that hardly anybody visits: its copy is always a minute old. */
export const quietFarPop: History = async (seed, options = {}) => {
  const world = new World({
    seed,
    pops: 2,
    isolates: 2,
    objects: 2,
    rtt: [110, 200],
    slowFill: 300,
    lifetime: longLife(300_000),
    shards: 2 * (seed % 2),
    ...options,
  });
  const { random } = world;
  for (let time = 100; time < 240_000; time += random.between(5_000, 30_000)) {
    world.at(time, () => void world.request(random.pick(world.isolates), random.below(2)));
    world.at(time + 2_500, () => random.chance(0.5) && world.change(random.below(2), "hard"));
  }
  await world.runUntil(250_000);
  return world;
};

/** The purge's row was dropped while a response of unusual length of life was still stored. */
export const droppedRows: History = async (seed, options = {}) => {
  const world = new World({
    seed,
    pops: 1,
    isolates: 1,
    objects: 1,
    evict: 0,
    slowFill: 200,
    lifetime: longLife(100 * HOUR),
    shards: 2 * (seed % 2),
    ...options,
  });
  const [isolate] = world.isolates;
  if (isolate === undefined) return world;
  askEvery(world, isolate, 0, 200, 1_000);
  world.at(3_000, () => world.change(0, "hard"));
  const later = 30 * HOUR;
  world.at(later, () => world.purge({ by: "surrogate-key", values: ["unrelated"] }, "soft"));
  world.at(later + 11_000, () => world.bulletin.press.roll(world.bulletin.now()));
  for (let time = later + 22_000; time < later + 30_000; time += 400) world.at(time, () => void world.request(isolate, 0));
  await world.runUntil(later + 40_000);
  return world;
};

/** Replicas that lag for more than a minute behind a purge that says which version it wants. */
export const farBehind: History = async (seed, options = {}) => {
  const world = new World({
    seed,
    pops: 2,
    isolates: 1,
    objects: 1,
    slowFill: 300,
    lag: 160_000,
    lifetime: longLife(300_000),
    shards: 2 * (seed % 2),
    ...options,
  });
  const { random } = world;
  for (const isolate of world.isolates) askEvery(world, isolate, 0, random.between(300, 700), 150_000);
  world.at(10_000, () => world.change(0, "soft"));
  await world.runUntil(151_000);
  return world;
};

/** Bases change often under objects that hardly anybody asks for, read by isolates that have just started. */
export const rollover: History = async (seed, options = {}) => {
  const shape = { pops: 2, isolates: 2, objects: 16, entriesPerDelta: 1, baseRead: 600, lifetime: longLife(200_000) };
  const world = new World({ seed, ...shape, shards: 2 * (seed % 2), ...options });
  const { random } = world;
  for (const isolate of world.isolates) keepAsking(world, isolate, 900, 80_000);
  for (let time = 1_000; time < 78_000; time += random.wait(2_500)) world.at(time, () => changeSomething(world));
  for (let time = 1_000; time < 78_000; time += random.wait(1_500)) world.at(time, () => world.restart(random.pick(world.isolates)));
  await world.runUntil(82_000);
  return world;
};
