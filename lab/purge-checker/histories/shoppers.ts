import type { Isolate, World } from "../world.ts";

export function keepAsking(world: World, isolate: Isolate, gap: number, until: number): void {
  const { random, options } = world;
  for (let time = random.between(0, 500); time < until; time += random.wait(gap)) {
    // Squared: the first objects are the favourites.
    const object = Math.floor(random.next() * random.next() * options.objects);
    world.at(time, () => void world.request(isolate, object));
  }
}

export function askEvery(world: World, isolate: Isolate, object: number, gap: number, until: number, from = 0): void {
  for (let time = from + world.random.between(0, gap); time < until; time += gap) world.at(time, () => void world.request(isolate, object));
}
