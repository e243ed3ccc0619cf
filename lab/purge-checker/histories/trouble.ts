/** What goes wrong: objects that fall silent, lines that break, clocks that are set back. */
import type { SimShard } from "../shields.ts";
import type { World } from "../world.ts";

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

export function cutOffPop(world: World, from: number, duration: number): void {
  const { name } = world.random.pick(world.pops);
  world.at(from, () => world.bulletin.cutOff.add(name));
  world.at(from + duration, () => {
    world.bulletin.cutOff.delete(name);
    world.bulletin.upSince = world.clock.now;
  });
}

/** The platform moves objects, lines to them break, and they lose sight of the bulletin. */
export function troubleShard(world: World, shard: SimShard, until: number): void {
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

export function setBack(world: World, isFar: boolean): void {
  const { random, pops, isolates } = world;
  const pop = random.pick(pops);
  pop.skew -= isFar ? random.between(2_000, 3_600_000) : random.between(100, 1_200);
  if (isFar) for (const isolate of isolates) if (isolate.pop === pop) world.restart(isolate);
}
