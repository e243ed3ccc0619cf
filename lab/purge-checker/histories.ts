/** Random histories: one general soak and a few that dwell where a rule matters. Each is a function of its seed. */
import type { PurgeMode } from "../../worker/bulletin/purge-row.ts";
import type { Random } from "./random.ts";
import type { SimShard } from "./shields.ts";
import { entityOf, pathOf, type Target } from "./shop.ts";
import { type Isolate, World } from "./world.ts";
import type { WorldOptions } from "./world-options.ts";

const HOUR = 3_600_000;

export type History = (seed: number, options?: Partial<WorldOptions>) => Promise<World>;

/** Busy and quiet isolates with and without a shield, purges of all kinds, restarts, outages, new epochs, new bases. */
const soak: History = async (seed, options = {}) => {
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

/** The bulletin falls silent right after a purge that nobody has read; clocks are as far apart as they may be. */
const silence: History = async (seed, options = {}) => {
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

/** A far PoP that hardly anybody visits: its copy is always a minute old. */
const quietFarPop: History = async (seed, options = {}) => {
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

/** Soft purge upon soft purge while the origin is down. */
const softWhileDown: History = async (seed, options = {}) => {
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

/** The purge's row was dropped while a response of unusual length of life was still stored. */
const droppedRows: History = async (seed, options = {}) => {
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

/** Prices change by the clock: some PoPs hold the prepared successor, some have to fill. */
const flip: History = async (seed, options = {}) => {
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

/** Replicas that lag for more than a minute behind a purge that says which version it wants. */
const farBehind: History = async (seed, options = {}) => {
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
const rollover: History = async (seed, options = {}) => {
  const shape = { pops: 2, isolates: 2, objects: 16, entriesPerDelta: 1, baseRead: 600, lifetime: longLife(200_000) };
  const world = new World({ seed, ...shape, shards: 2 * (seed % 2), ...options });
  const { random } = world;
  for (const isolate of world.isolates) keepAsking(world, isolate, 900, 80_000);
  for (let time = 1_000; time < 78_000; time += random.wait(2_500)) world.at(time, () => changeSomething(world));
  for (let time = 1_000; time < 78_000; time += random.wait(1_500)) world.at(time, () => world.restart(random.pick(world.isolates)));
  await world.runUntil(82_000);
  return world;
};

/**
 * Who purges looks at once, in PoPs that cannot read the bulletin, through a shield whose clock is far from theirs and which
 * may be just as blind. Others are asking for the same all the time.
 */
const inTheDark: History = async (seed, options = {}) => {
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
const blindShield: History = async (seed, options = {}) => {
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

/** Prices change by the clock, the shield's being as far behind as may be: edges flip by their own. */
const flipThroughShield: History = async (seed, options = {}) => {
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
const clockSetBack: History = async (seed, options = {}) => {
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

export const HISTORIES = {
  soak,
  silence,
  quietFarPop,
  softWhileDown,
  droppedRows,
  flip,
  farBehind,
  rollover,
  inTheDark,
  blindShield,
  flipThroughShield,
  clockSetBack,
} as const satisfies Record<string, History>;
export type HistoryName = keyof typeof HISTORIES;

const longLife = (maxAge: number) => ({ name: "catalog", maxAge, staleWhileRevalidate: 300_000, staleIfError: 300_000 }) as const;

function keepAsking(world: World, isolate: Isolate, gap: number, until: number): void {
  const { random, options } = world;
  for (let time = random.between(0, 500); time < until; time += random.wait(gap)) {
    // Squared: the first objects are the favourites.
    const object = Math.floor(random.next() * random.next() * options.objects);
    world.at(time, () => void world.request(isolate, object));
  }
}

function askEvery(world: World, isolate: Isolate, object: number, gap: number, until: number, from = 0): void {
  for (let time = from + world.random.between(0, gap); time < until; time += gap) world.at(time, () => void world.request(isolate, object));
}

/** A purge of something, a moment after the change it tells of; now and then its author looks at once. */
function changeSomething(world: World): void {
  const { random, options, clock } = world;
  const object = random.below(options.objects);
  const mode: PurgeMode = random.chance(0.5) ? "hard" : "soft";
  const target = pickTarget(random, object);
  const isChange = target.values[0] === entityOf(object);
  const minVersions = isChange ? { [entityOf(object)]: world.shop.commit(object) } : {};
  clock.at(clock.now + random.between(0, 300), () => {
    const { epoch, seq } = world.purge(target, mode, minVersions);
    // Now and then the number is mistyped.
    const purgeSeq = { epoch, seq: random.chance(0.1) ? seq + 3 : seq };
    if (random.chance(0.3)) clock.at(clock.now + 5, () => void world.request(random.pick(world.isolates), object, purgeSeq));
  });
}

function pickTarget(random: Random, object: number): Target {
  const dice = random.next();
  if (dice < 0.04) return { by: "all", values: [] };
  if (dice < 0.12) return { by: "prefix", values: [pathOf(object).slice(0, "/en-us/products".length)] };
  if (dice < 0.15) return { by: "market", values: [pathOf(object).slice(1, 6)] };
  if (dice < 0.2) return { by: "url", values: [pathOf(object)] };
  if (dice < 0.6) return { by: "surrogate-key", values: [entityOf(object)] };
  return { by: "surrogate-key", values: [`product:unrelated-${random.below(50)}`] };
}

export function takeDownBulletin(world: World, from: number, duration: number): void {
  world.at(from, () => {
    world.bulletin.isUp = false;
  });
  world.at(from + duration, () => raiseBulletin(world));
}

export function raiseBulletin(world: World): void {
  world.bulletin.isUp = true;
  world.bulletin.upSince = world.clock.now;
}

export function takeDownShop(world: World, from: number, duration: number): void {
  world.at(from, () => {
    world.shop.isUp = false;
  });
  world.at(from + duration, () => {
    world.shop.isUp = true;
  });
}

/** The platform moves objects, lines to them break, and they lose sight of the bulletin. */
function troubleShard(world: World, shard: SimShard, until: number): void {
  const { random, bulletin } = world;
  for (let time = random.wait(8_000); time < until; time += random.wait(8_000)) world.at(time, () => shard.restart());
  if (random.chance(0.4)) {
    const from = random.between(2_000, 12_000);
    world.at(from, () => {
      shard.line = random.pick(["refused", "silent"]);
    });
    world.at(from + random.between(500, 5_000), () => {
      shard.line = "open";
    });
  }
  if (random.chance(0.4)) {
    const from = random.between(2_000, 12_000);
    world.at(from, () => bulletin.cutOff.add(shard.place.name));
    world.at(from + random.between(1_000, 6_000), () => bulletin.cutOff.delete(shard.place.name));
  }
}

function setBack(world: World, isFar: boolean): void {
  const { random, pops, isolates } = world;
  const pop = random.pick(pops);
  pop.skew -= isFar ? random.between(2_000, 3_600_000) : random.between(100, 1_200);
  if (isFar) for (const isolate of isolates) if (isolate.pop === pop) world.restart(isolate);
}

function cutOffPop(world: World, from: number, duration: number): void {
  const { name } = world.random.pick(world.pops);
  world.at(from, () => world.bulletin.cutOff.add(name));
  world.at(from + duration, () => {
    world.bulletin.cutOff.delete(name);
    world.bulletin.upSince = world.clock.now;
  });
}
