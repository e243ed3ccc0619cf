import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeDownBulletin } from "../../lab/purge-checker/histories/trouble.ts";
import { World } from "../../lab/purge-checker/world.ts";
import { NameDesk, type NameFound } from "./find-name.ts";

interface Street {
  readonly world: World;
  /** Names of the origin, with when each was published. */
  readonly published: Map<string, number>;
  /** Asks for a name at a moment. */
  ask(name: string, at: number, mayWait?: () => Promise<boolean>): { found?: NameFound; settledAt?: number };
}

/** A shop with one name, whose bulletin asks the origin once a second as long as `until`. */
function openStreet(options: ConstructorParameters<typeof World>[0] = {}, until = 30_000): Street {
  const world = new World({ pops: 1, isolates: 2, lateWrite: 0, slowRead: 0, evict: 0, rtt: [10, 80], ...options });
  const published = new Map([["product/rim-mug", 0]]);
  const { stock } = world.bulletin;
  const desks = world.isolates.map(() => new NameDesk());
  let now = 0;
  for (let time = world.random.between(0, 1_000); time < until; time += 1_000) {
    const [readAfter, takes] = [world.random.between(1, 150), world.random.between(150, 400)];
    let names: string[] = [];
    let askedAt = 0;
    world.at(time, () => (askedAt = world.bulletin.now()));
    world.at(time + readAfter, () => (names = [...published].filter(([, at]) => at <= time + readAfter).map(([name]) => name)));
    world.at(time + takes, () => {
      const answer = { cursor: "c", whole: now === 0, levels: [], handles: { cursor: "h", complete: true, names } };
      stock.apply(answer, world.bulletin.now(), askedAt);
      now = time;
    });
  }
  return {
    world,
    published,
    ask(name, at, mayWait = async () => true) {
      const result: ReturnType<Street["ask"]> = {};
      world.at(at, () => {
        const i = world.random.below(desks.length);
        const cache = world.isolates[i]?.life.cache;
        const desk = desks[i];
        if (cache === undefined || desk === undefined) throw new Error("no isolate");
        void desk
          .find(cache, name, mayWait)
          .then((found) => Object.assign(result, { found, settledAt: world.clock.now - 1_800_000_000_000 }));
      });
      return result;
    },
  };
}

describe("a name in an address", () => {
  it("that is known is no matter of waiting", async () => {
    const { world, ask } = openStreet();
    ask("product/rim-mug", 5_000);
    const asked = ask("product/rim-mug", 5_500);
    await world.runUntil(10_000);
    expect(asked.found).toBe("known");
    expect(asked.settledAt).toBeLessThan(5_600);
  });

  it("that nothing ever had is known to be none within three and a half seconds", async () => {
    const { world, ask } = openStreet();
    const asked = Array.from({ length: 50 }, (_, i) => ask(`product/made-up-${i}`, 5_000 + i * 77));
    await world.runUntil(20_000);
    expect(new Set(asked.map(({ found }) => found))).toEqual(new Set(["unknown"]));
    for (const [i, { settledAt = Number.POSITIVE_INFINITY }] of asked.entries()) expect(settledAt - (5_000 + i * 77)).toBeLessThan(3_500);
  });

  it("is never said to be none by an edge that is asked after it was published, however clocks and reads lag", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 4_000, max: 9_000 }), async (seed, publishedAt) => {
        const { world, published, ask } = openStreet({ seed, skew: 200, slowRead: 0.2, lateWrite: 0.2, rtt: [10, 200] }, 16_000);
        published.set("product/brand-new", publishedAt);
        const waits = [-2_000, -500, -20, 0, 1, 50, 200, 500, 900, 1_500, 3_000];
        const asked = waits.map((wait) => ask("product/brand-new", publishedAt + wait));
        await world.runUntil(20_000);
        for (const [i, wait] of waits.entries()) if (wait >= 0) expect([wait, asked[i]?.found]).not.toEqual([wait, "unknown"]);
        expect(asked.at(-1)?.found).toBe("known");
      }),
      { numRuns: 40 },
    );
  });

  it("is left to the origin when the bulletin is dead or was never told", async () => {
    const { world, ask } = openStreet({}, 60_000);
    takeDownBulletin(world, 8_000, 60_000);
    ask("product/rim-mug", 7_000);
    const soon = ask("product/made-up", 9_000);
    const late = ask("product/made-up", 20_000);
    await world.runUntil(30_000);
    expect([soon.found, late.found]).toEqual(["untold", "untold"]);
    expect((late.settledAt ?? 0) - 20_000).toBeLessThan(1_500);
    const untold = openStreet({}, 0);
    const asked = untold.ask("product/made-up", 3_000);
    await untold.world.runUntil(10_000);
    expect(asked.found).toBe("untold");
  });

  it("is not waited for by a client that asked for too many", async () => {
    const { world, ask } = openStreet();
    ask("product/rim-mug", 5_000);
    const asked = ask("product/made-up", 5_500, async () => false);
    await world.runUntil(10_000);
    expect(asked.found).toBe("limited");
    expect(asked.settledAt).toBeLessThan(5_600);
  });

  it("is waited for again when those who waited for others went away without a word", async () => {
    const { world } = openStreet({ isolates: 1 }, 40_000);
    const cache = world.isolates[0]?.life.cache;
    if (cache === undefined) throw new Error("no isolate");
    const desk = new NameDesk();
    const gone = { ...cache, sleep: () => new Promise<never>(() => undefined) };
    world.at(5_000, () => void cache.bulletin.ensure());
    world.at(5_500, () => {
      for (let i = 0; i < 512; i++) void desk.find(gone, `product/made-up-${i}`, async () => true);
    });
    const found: string[] = [];
    for (const at of [6_000, 30_000]) {
      world.at(at - 500, () => void cache.bulletin.ensure());
      world.at(at, () => void desk.find(cache, "product/made-up", async () => true).then((one) => found.push(one)));
    }
    await world.runUntil(36_000);
    expect(found).toEqual(["crowded", "unknown"]);
  });

  it("is waited for by a bounded crowd", async () => {
    const { world, ask } = openStreet({ isolates: 1 });
    ask("product/rim-mug", 5_000);
    const asked = Array.from({ length: 600 }, (_, i) => ask(`product/made-up-${i}`, 5_500));
    await world.runUntil(12_000);
    expect(asked.filter(({ found }) => found === "crowded")).toHaveLength(88);
    expect(asked.filter(({ found }) => found === "unknown")).toHaveLength(512);
  });
});
