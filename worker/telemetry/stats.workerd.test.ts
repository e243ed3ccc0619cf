import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { type Counts, NOTHING } from "./counts.ts";
import { openReporter, statsOf } from "./reporter.io.ts";
import type { Stats } from "./stats.object.ts";
import { Tally } from "./tally.ts";

const namespace = env.STATS as unknown as DurableObjectNamespace<Stats>;
const counts: Counts = { ...NOTHING, pageViews: 2, hits: { memory: 1, pop: 0, shield: 0, origin: 1 } };

describe("the shop's stats", () => {
  it("sum what isolates report, and know how many there are", async () => {
    const stats = namespace.getByName("sums");
    await stats.report({ isolate: "a", pop: "FRA", counts });
    await stats.report({ isolate: "b", pop: "IAD", counts });
    await stats.report({ isolate: "a", pop: "FRA", counts });
    expect(await stats.read()).toMatchObject({ isolates: 2, pageViews: 6, hits: { memory: 3, pop: 0, shield: 0, origin: 3 } });
  });

  it("keep a history in periods", async () => {
    const stats = namespace.getByName("history");
    await stats.report({ isolate: "a", pop: "FRA", counts });
    const periods = await stats.history(15 * 60_000);
    expect(periods.map((period) => period.counts.pageViews)).toEqual([2]);
  });

  it("do not forget what was written when the object is evicted", async () => {
    const stats = namespace.getByName("evicted");
    await stats.report({ isolate: "a", pop: "FRA", counts });
    const { since } = await stats.read();
    expect(await runDurableObjectAlarm(stats)).toBe(true);
    await evictDurableObject(stats);
    expect(await stats.read()).toMatchObject({ since, pageViews: 2 });
    expect(await stats.history(60_000)).toHaveLength(1);
  });

  it("hear from an isolate when it is told to report at once", async () => {
    const tally = new Tally();
    const before = await statsOf(namespace).read();
    tally.pageView("pop", undefined);
    tally.fragment("stock", "bulletin");
    await openReporter(tally, namespace, "FRA").flush();
    const after = await statsOf(namespace).read();
    expect(after.pageViews).toBe(before.pageViews + 1);
    expect(after.fragments).toMatchObject({ stock: { bulletin: 1 } });
  });
});
