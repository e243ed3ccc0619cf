import { World } from "../world.ts";
import { changeSomething } from "./changes.ts";
import type { History } from "./history.ts";
import { keepAsking } from "./shoppers.ts";
import { cutOffPop, takeDownBulletin, takeDownShop, troubleShard } from "./trouble.ts";

/** Busy and quiet isolates with and without a shield, purges of all kinds, restarts, outages, new epochs, new bases. */
export const soak: History = async (seed, options = {}) => {
  const shape = [
    { slowFill: 4_000 },
    { popSkews: [-200, 200], bulletinSkew: 200, rtt: [5, 60] as const, lag: 3_000 },
    { lag: 3_000, evict: 0.2 },
  ][seed % 3];
  const world = new World({ seed, ...shape, shards: [0, 1, 3][Math.floor(seed / 3) % 3] ?? 0, ...options });
  const { random } = world;
  const until = 20_000;
  for (const isolate of world.isolates) keepAsking(world, isolate, random.pick([60, 300, 3_000]), until);
  const gap = [700, 400, 2_500][seed % 3] ?? 700;
  for (let time = 500; time < until - 2_000; time += random.wait(gap)) world.at(time, () => changeSomething(world));
  if (random.chance(0.4)) takeDownBulletin(world, random.between(4_000, 12_000), random.between(1_000, 7_000));
  if (random.chance(0.3)) world.at(random.between(2_000, 15_000), () => world.bulletin.ledger.startEpoch(world.bulletin.now()));
  if (random.chance(0.3)) takeDownShop(world, random.between(2_000, 12_000), 5_000);
  if (random.chance(0.3)) cutOffPop(world, random.between(2_000, 12_000), random.between(1_000, 6_000));
  for (let time = random.wait(3_000); time < until; time += random.wait(3_000))
    world.at(time, () => world.restart(random.pick(world.isolates)));
  for (const shard of world.shards) troubleShard(world, shard, until);
  await world.runUntil(until + 6_000);
  return world;
};
