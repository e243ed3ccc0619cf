import { describe, expect, it } from "vitest";
import { World } from "../../lab/purge-checker/world.ts";

const START = 1_800_000_000_000;

/** One isolate with its reader, in simulated time. */
function oneIsolate(options: ConstructorParameters<typeof World>[0] = {}) {
  const world = new World({ pops: 1, isolates: 2, skew: 0, rtt: [40, 40], evict: 0, lateWrite: 0, slowRead: 0, ...options });
  const [isolate, neighbour] = world.isolates;
  if (isolate === undefined || neighbour === undefined) throw new Error("no isolate");
  return { world, reader: isolate.life.cache.bulletin, neighbour: neighbour.life.cache.bulletin };
}

/** Calls `ensure` at a moment and says how long it made the caller wait. */
async function waitAt(world: World, reader: ReturnType<typeof oneIsolate>["reader"], ms: number): Promise<number> {
  let waited = Number.NaN;
  world.at(ms, () => {
    const wait = reader.ensure();
    if (wait === undefined) waited = 0;
    else void wait.then(() => (waited = world.clock.now - START - ms));
  });
  await world.runUntil(ms + 3_000);
  return waited;
}

describe("a reader of the bulletin", () => {
  it("waits one round trip for its first copy, and then for nothing", async () => {
    const { world, reader } = oneIsolate();
    expect(await waitAt(world, reader, 0)).toBeGreaterThan(40);
    expect(reader.reads).toBe(1);
  });

  it("does not wait, nor read, while its copy is under a second old", async () => {
    const { world, reader } = oneIsolate();
    world.at(0, () => void reader.ensure());
    expect(await waitAt(world, reader, 900)).toBe(0);
    expect(reader.reads).toBe(1);
  });

  it("reads beside the request, which does not wait, when its copy is over a second old", async () => {
    const { world, reader } = oneIsolate();
    world.at(0, () => void reader.ensure());
    expect(await waitAt(world, reader, 1_200)).toBe(0);
    expect(reader.reads).toBe(2);
  });

  it("uses what its neighbour read", async () => {
    const { world, reader, neighbour } = oneIsolate();
    world.at(0, () => void neighbour.ensure());
    await waitAt(world, reader, 500);
    expect([neighbour.reads, reader.reads]).toEqual([1, 0]);
    expect(reader.copy()?.sentAt).toBe(neighbour.copy()?.sentAt);
  });

  it("leaves the reading to the neighbour that claimed it", async () => {
    const { world, reader, neighbour } = oneIsolate({ rtt: [200, 200] });
    world.at(0, () => void neighbour.ensure());
    world.at(250, () => void reader.ensure());
    world.at(1_050, () => void neighbour.ensure());
    await waitAt(world, reader, 1_100);
    expect([neighbour.reads, reader.reads]).toEqual([2, 0]);
  });

  it("waits at most a second for a bulletin that does not answer, and then lets nobody wait for two", async () => {
    const { world, reader } = oneIsolate();
    world.bulletin.isUp = false;
    let second = Number.NaN;
    world.at(1_500, () => {
      second = reader.ensure() === undefined ? 0 : 1;
    });
    expect(await waitAt(world, reader, 0)).toBe(1_000);
    expect(second).toBe(0);
  });

  it("does not take the late failure of an earlier look for today's", async () => {
    const { world, reader } = oneIsolate();
    world.bulletin.isUp = false;
    world.at(0, () => void reader.ensure());
    world.at(500, () => {
      world.bulletin.isUp = true;
      void reader.reach({ asOf: { epoch: START, seq: 0 }, until: START + 1_500 });
    });
    let waits: boolean | undefined;
    world.at(2_000, () => (waits = reader.ensure() !== undefined));
    await world.runUntil(2_500);
    expect(waits).toBe(true);
  });

  it("keeps an old copy rather than none", async () => {
    const { world, reader } = oneIsolate();
    world.at(0, () => void reader.ensure());
    world.at(500, () => {
      world.bulletin.isUp = false;
    });
    await waitAt(world, reader, 60_000);
    expect(reader.copy()?.sentAt).toBeLessThan(START + 100);
  });

  it("lets one of two that claimed at once read", async () => {
    const { world, reader, neighbour } = oneIsolate({ rtt: [100, 100] });
    world.at(0, () => void neighbour.ensure());
    world.at(300, () => void reader.ensure());
    world.at(1_200, () => {
      void neighbour.ensure();
      void reader.ensure();
    });
    await world.runUntil(1_600);
    expect(neighbour.reads + reader.reads).toBe(2);
  });

  it.each([20, 600, 3_600_000])("reads again when its clock is set back by %i ms, and takes no copy for younger than it is", async (ms) => {
    const { world, reader } = oneIsolate();
    world.at(0, () => void reader.ensure());
    const agesOf = () => [reader.ensure() !== undefined, reader.copy()?.sentAt];
    let after: unknown;
    world.at(700, () => void reader.ensure());
    world.at(710, () => {
      for (const pop of world.pops) pop.skew -= ms;
      after = agesOf();
    });
    await world.runUntil(900);
    expect(after).toEqual([true, Number.NEGATIVE_INFINITY]);
    expect(reader.reads).toBe(2);
    expect(reader.copy()?.sentAt).toBeGreaterThan(START + 690 - ms);
  });

  it("does not use what its neighbour read by a clock that was an hour ahead", async () => {
    const { world, reader, neighbour } = oneIsolate();
    world.at(0, () => void neighbour.ensure());
    world.at(500, () => {
      for (const pop of world.pops) pop.skew -= 3_600_000;
    });
    await waitAt(world, reader, 600);
    expect([neighbour.reads, reader.reads]).toEqual([1, 1]);
  });

  it("tells how old the stock is, and that it knows none", async () => {
    const { world, reader } = oneIsolate();
    await waitAt(world, reader, 0);
    expect(reader.stockAge()).toBeUndefined();
    expect(reader.readStock("NH-1")).toBeUndefined();
  });
});
