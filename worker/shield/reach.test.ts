import { describe, expect, it } from "vitest";
import { Clock } from "../../lab/purge-checker/clock.ts";
import { NOWHERE } from "../bulletin/as-of.ts";
import { answerKey, cacheKey } from "../key/cache-key.ts";
import type { ShieldAnswer, ShieldAsk } from "../shell/shield-port.ts";
import { ANSWERED_WITHIN, HEARD_WITHIN, ShieldReach, SILENT_AFTER } from "./reach.ts";
import { shardOf } from "./shard.ts";

const parts = { host: "shop.example", market: "en-gb", route: "product", path: { handle: "rim-mug" }, query: {}, dimensions: {} } as const;
const ask: ShieldAsk = {
  key: cacheKey(parts, "hash"),
  order: { kind: "page", parts, canonical: "/en-gb/products/rim-mug" },
  at: 0,
  minSeq: NOWHERE,
  need: {},
  background: false,
};
const answer: ShieldAnswer = { kind: "failed", because: "origin-down", rescue: undefined, visits: [] };

/** A line on which every ask is heard and answered after so long. */
function open(heardMs: number, answeredMs: number, { stalledUntil = 0 } = {}) {
  const clock = new Clock(0);
  const line = { heardMs, answeredMs, asks: 0, isRefusing: false, givenUpAt: [] as number[] };
  const reach = new ShieldReach(
    {
      async ask(_shard, _ask, signal) {
        line.asks++;
        signal.addEventListener("abort", () => line.givenUpAt.push(clock.now));
        await clock.sleep(line.heardMs);
        if (line.isRefusing) throw new Error("connection refused");
        return { answer: clock.sleep(line.answeredMs).then(() => answer) };
      },
    },
    { now: () => clock.now, sleep: (ms) => clock.sleep(Math.max(ms, stalledUntil - clock.now)) },
  );
  const found: { at: number; answer: ShieldAnswer | undefined }[] = [];
  const askAt = (ms: number, asked = ask) =>
    clock.at(ms, () => void reach.find(asked).then((got) => found.push({ at: clock.now, answer: got })));
  return { clock, line, found, askAt };
}

describe("the way to the shield", () => {
  it("waits long for one that has been heard", async () => {
    const { clock, found, askAt } = open(20, 6_000);
    askAt(0);
    await clock.runUntil(20_000);
    expect(found).toEqual([{ at: 6_020, answer }]);
  });

  it("gives up one that is not heard in time, and leaves it alone for five seconds", async () => {
    const { clock, line, found, askAt } = open(60_000, 0);
    for (const ms of [0, 3_000, 6_900]) askAt(ms);
    await clock.runUntil(10_000);
    expect(found).toEqual([HEARD_WITHIN, 3_000, 6_900].map((at) => ({ at, answer: undefined })));
    expect(line.asks).toBe(1);
  });

  it("takes what its own isolate slept through for nobody's silence", async () => {
    const { clock, found, askAt } = open(5_010, 20, { stalledUntil: 5_000 });
    askAt(0);
    await clock.runUntil(20_000);
    expect(found).toEqual([{ at: 5_030, answer }]);
  });

  it("lets go of the call it gives up, and of no other", async () => {
    const { clock, line, askAt } = open(20, 60_000);
    askAt(0);
    await clock.runUntil(5_000);
    expect(line.givenUpAt).toEqual([]);
    await clock.runUntil(20_000);
    line.heardMs = 60_000;
    askAt(20_000);
    await clock.runUntil(30_000);
    expect(line.givenUpAt).toEqual([20 + ANSWERED_WITHIN, 20_000 + HEARD_WITHIN]);
  });

  it("lets one try a shard that failed, and believes what he finds", async () => {
    const { clock, line, found, askAt } = open(60_000, 0);
    askAt(0);
    clock.at(4_000, () => {
      line.heardMs = 20;
    });
    for (const ms of [7_100, 7_110, 7_200]) askAt(ms);
    await clock.runUntil(10_000);
    expect(found).toEqual([
      { at: HEARD_WITHIN, answer: undefined },
      { at: 7_110, answer: undefined },
      { at: 7_120, answer },
      { at: 7_220, answer },
    ]);
  });

  const refresh = { ...ask, background: true };
  const busy = { kind: "failed", because: "shield-busy", rescue: undefined, visits: [] };

  it("waits longer with a refresh, for which nobody waits, and goes round a shard that is silent all the time", async () => {
    const { clock, line, found, askAt } = open(HEARD_WITHIN + 1_000, 0);
    askAt(0, refresh);
    await clock.runUntil(5_000);
    line.heardMs = 60_000;
    askAt(5_000, refresh);
    await clock.runUntil(20_000);
    expect(found).toEqual([
      { at: HEARD_WITHIN + 1_000, answer },
      { at: 5_000 + SILENT_AFTER, answer: undefined },
    ]);
  });

  it("gives a refresh up where others went round the shard a moment ago, and goes round with it when that lasts", async () => {
    const { clock, found, askAt } = open(60_000, 0);
    askAt(0);
    askAt(3_000, refresh);
    askAt(7_500, refresh);
    await clock.runUntil(20_000);
    expect(found).toEqual([
      { at: HEARD_WITHIN, answer: undefined },
      { at: 3_000, answer: busy },
      { at: 7_500 + HEARD_WITHIN, answer: undefined },
    ]);
  });

  it("gives a refresh up when another ask was heard meanwhile", async () => {
    const { clock, line, found, askAt } = open(60_000, 0);
    askAt(0, refresh);
    clock.at(4_000, () => {
      line.heardMs = 20;
    });
    askAt(5_000);
    await clock.runUntil(20_000);
    expect(found).toEqual([
      { at: 5_020, answer },
      { at: SILENT_AFTER, answer: busy },
    ]);
  });

  it("goes round a shard that refuses at once, with a refresh too", async () => {
    const { clock, line, found, askAt } = open(20, 0);
    line.isRefusing = true;
    askAt(0, refresh);
    askAt(1_000, refresh);
    await clock.runUntil(5_000);
    expect(found).toEqual([20, 1_000].map((at) => ({ at, answer: undefined })));
  });
});

describe("the shard of a key", () => {
  it("is the same for a page, its variants, other deploys, and what the page brings along", () => {
    const shards = [
      ask.key,
      cacheKey({ ...parts, query: { variant: "NH-1" } }, "another"),
      answerKey("recommendations", "rim-mug", "en-gb"),
      answerKey("card", "rim-mug", "en-gb"),
    ].map(shardOf);
    expect(new Set(shards).size).toBe(1);
  });

  it("spreads pages over all objects", () => {
    const handles = Array.from({ length: 400 }, (_, i) => cacheKey({ ...parts, path: { handle: `mug-${i}` } }, "hash"));
    expect(new Set(handles.map(shardOf)).size).toBe(16);
  });
});
