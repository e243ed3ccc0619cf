import { describe, expect, it } from "vitest";
import { addCounts, type Counts, NOTHING } from "./counts.ts";
import { Reporter } from "./reporter.ts";
import { Tally } from "./tally.ts";

function busyTally(): Tally {
  const tally = new Tally();
  tally.pageView("memory", undefined);
  tally.pageView("pop", "sie");
  tally.unavailable();
  tally.notAsked("resting");
  tally.fragment("cart-badge", "token");
  tally.fragment("cart-badge", "token");
  tally.fragment("stock", "bulletin");
  tally.fragmentWait("stock", 4);
  tally.fragmentWait("stock", 5);
  tally.fragmentWait("stock", 2_501);
  tally.exposure("cart-promise", "with");
  tally.exposure("cart-promise", "with");
  tally.exposure("cart-promise", "without");
  tally.originCall("page");
  tally.originCall("stock", 3);
  tally.bulletinRead();
  return tally;
}

const busy: Counts = {
  pageViews: 3,
  hits: { memory: 1, pop: 1, shield: 0, origin: 0 },
  stale: 1,
  grace: { swr: 0, sie: 1, "purge-unconfirmed": 0 },
  unavailable: 1,
  notAsked: { resting: 1, limited: 0, unknown: 0 },
  originCalls: { page: 1, fragments: 0, stock: 3, mutation: 0 },
  fragments: {
    "cart-badge": { token: 2, bulletin: 0, tier: 0, batch: 0, fallback: 0 },
    stock: { token: 0, bulletin: 1, tier: 0, batch: 0, fallback: 0 },
  },
  fragmentWaits: { stock: { classes: [2, 0, 0, 0, 0, 0, 0, 0, 0, 1], sumMs: 2_510 } },
  exposures: { "cart-promise": { with: 2, without: 1 } },
  bulletinReads: 1,
};

describe("a tally", () => {
  it("hands over what was counted, once", () => {
    const tally = busyTally();
    expect(tally.take()).toEqual(busy);
    expect(tally.take()).toBeUndefined();
  });

  it("does not change counts it has handed over", () => {
    const tally = busyTally();
    const taken = tally.take();
    tally.pageView("memory", undefined);
    tally.fragment("stock", "bulletin");
    tally.fragmentWait("stock", 1);
    tally.exposure("cart-promise", "with");
    expect(taken).toEqual(busy);
  });

  it("sums with counts that came back", () => {
    const tally = busyTally();
    tally.putBack(busy);
    expect(tally.take()).toEqual(addCounts(busy, busy));
  });

  it("does not count more fragments than a shop can have", () => {
    const states = { token: 1, bulletin: 0, tier: 0, batch: 0, fallback: 0 };
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`f${at}`, states]));
    const sum = addCounts(NOTHING, { ...NOTHING, fragments: many });
    expect(Object.keys(sum.fragments)).toHaveLength(100);
  });
});

describe("a reporter", () => {
  function world(tally: Tally) {
    const sent: Counts[] = [];
    const background: Promise<unknown>[] = [];
    const clock = { now: 1_000_000, broken: false };
    const wake: (() => void)[] = [];
    const reporter = new Reporter(tally, {
      now: () => clock.now,
      sleep: () => new Promise((resolve) => wake.push(resolve)),
      send: async (counts) => {
        if (clock.broken) throw new Error("unreachable");
        sent.push(counts);
      },
    });
    const soon = () => reporter.soon((work) => background.push(work));
    const secondLater = async () => {
      for (const resolve of wake.splice(0)) resolve();
      await Promise.all(background.splice(0));
    };
    return { sent, background, clock, reporter, soon, secondLater };
  }

  it("tells many page views in one report", async () => {
    const { sent, background, soon, secondLater } = world(busyTally());
    for (let view = 0; view < 100; view++) soon();
    expect(background).toHaveLength(1);
    await secondLater();
    expect(sent).toEqual([busy]);
    soon();
    expect(background).toHaveLength(1);
  });

  it("says nothing when there is nothing to tell", async () => {
    const { sent, soon, secondLater } = world(new Tally());
    soon();
    await secondLater();
    expect(sent).toEqual([]);
  });

  it("does not lose counts when the report fails", async () => {
    const { sent, clock, reporter } = world(busyTally());
    clock.broken = true;
    await reporter.flush();
    clock.broken = false;
    await reporter.flush();
    expect(sent).toEqual([busy]);
  });

  it("schedules again when the request that was to report is gone", () => {
    const { background, clock, soon } = world(busyTally());
    soon();
    clock.now += 5_001;
    soon();
    expect(background).toHaveLength(2);
  });
});
