import type { PurgeMode } from "../../../worker/bulletin/purge-row.ts";
import type { Random } from "../random.ts";
import { entityOf, pathOf, type Target } from "../shop.ts";
import type { World } from "../world.ts";

/** A purge of something, a moment after the change it tells of; now and then its author looks at once. */
export function changeSomething(world: World): void {
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
