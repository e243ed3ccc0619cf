import { describe, expect, it } from "vitest";
import { implicitKeysOf, keyOf } from "../../lab/purge-checker/shop.ts";
import { World } from "../../lab/purge-checker/world.ts";
import { LIFETIMES } from "../lifetimes.ts";
import { LIMITED } from "./find-fill.ts";
import { FOREGROUND_SLOTS, REFRESH_SLOTS } from "./find-slots.ts";
import { findHeld, findStored, storeBeside } from "./find-stored.ts";
import type { CacheContext, FillAsk, Filled, FilledAnswer, Found, Wanted } from "./find-wanted.ts";
import { servedFrom } from "./served-from.ts";
import type { ShieldAsk } from "./shield-port.ts";

const answer = (differences: Partial<FilledAnswer> = {}): FilledAnswer => ({
  status: 200,
  headers: {},
  segments: [new Uint8Array(8)],
  slots: [],
  surrogateKeys: [],
  entityVersions: {},
  changesAt: null,
  marked: true,
  ...differences,
});

interface Shopfront {
  readonly world: World;
  readonly cache: CacheContext;
  /** The fills that were started. */
  readonly asks: FillAsk[];
  filled: Filled;
  fillMs: number;
  /** Asks at a moment; the answer is there after `run`. */
  ask(ms: number, differences?: Partial<Wanted>, object?: number): { found: Found | undefined };
}

function open(): Shopfront {
  const world = new World({ pops: 1, isolates: 1, skew: 0, rtt: [20, 20], evict: 0, lateWrite: 0, slowRead: 0 });
  const cache = world.isolates[0]?.life.cache;
  if (cache === undefined) throw new Error("no isolate");
  const asks: FillAsk[] = [];
  const shopfront: Shopfront = {
    world,
    cache,
    asks,
    filled: { ok: true, answer: answer() },
    fillMs: 100,
    ask(ms, differences = {}, object = 0) {
      const result: { found: Found | undefined } = { found: undefined };
      world.at(ms, () => void find(object, differences).then((found) => (result.found = found)));
      return result;
    },
  };
  const find = (object: number, differences: Partial<Wanted>): Promise<Found> =>
    findStored(cache, { key: keyOf(object), lifetime: LIFETIMES.catalog, implicitKeys: implicitKeysOf(object), fill, ...differences });
  async function fill(ask: FillAsk): Promise<Filled> {
    asks.push(ask);
    await world.clock.sleep(shopfront.fillMs);
    return shopfront.filled;
  }
  return shopfront;
}

describe("what memory holds", () => {
  /** After two views, so that memory has it, and some time. */
  function heldAt(ms: number, differences: Partial<Wanted> = {}) {
    const shopfront = open();
    const { world, cache, ask } = shopfront;
    ask(1_000);
    ask(2_000);
    ask(ms - 100);
    const seen: { held?: Found | undefined; searched?: { found: Found | undefined } } = {};
    const wanted = {
      key: keyOf(0),
      lifetime: LIFETIMES.catalog,
      implicitKeys: implicitKeysOf(0),
      fill: () => Promise.reject(new Error("filled")),
    };
    world.at(ms, () => {
      seen.held = findHeld(cache, { ...wanted, ...differences });
    });
    seen.searched = ask(ms, differences);
    return { ...shopfront, seen };
  }

  it("is found without a promise, as a search would find it", async () => {
    const { world, seen } = heldAt(2_500);
    await world.runUntil(4_000);
    expect(seen.held).toMatchObject({ kind: "found", how: "fresh", trail: [{ tier: "memory", hit: true }] });
    expect(seen.held).toEqual(seen.searched?.found);
  });

  it("is left to the search once it needs a refresh", async () => {
    const { world, seen } = heldAt(1_000 + LIFETIMES.catalog.maxAge + 500);
    await world.runUntil(1_000 + LIFETIMES.catalog.maxAge + 2_000);
    expect(seen.searched?.found).toMatchObject({ how: "stale", because: "swr" });
    expect(seen.held).toBeUndefined();
  });

  it("is left to the search when it was filled before the position a request insists on", async () => {
    const { world, seen } = heldAt(2_500, { purgeSeq: { epoch: 1, seq: 7 } });
    await world.runUntil(5_000);
    expect(seen.held).toBeUndefined();
  });
});

const DOWN: Filled = { ok: false, because: "origin-down" };

describe("a refresh through a shield that is busy", () => {
  it("is not waited for by whoever would go round the shield", async () => {
    const { world, cache, ask } = open();
    const busy = { kind: "failed", because: "shield-busy", rescue: undefined, visits: [] } as const;
    const find = ({ background }: ShieldAsk) => (background ? world.clock.sleep(8_000).then(() => busy) : Promise.resolve(undefined));
    Object.assign(cache, { shield: { find } });
    const order = { kind: "answer", ask: { question: "card", handle: "rim-mug" }, market: "en-gb", lifetime: "catalog" } as const;
    const { maxAge, staleWhileRevalidate } = LIFETIMES.catalog;
    const endOfGrace = 1_100 + maxAge + staleWhileRevalidate;
    ask(1_000, { order });
    const inGrace = ask(endOfGrace - 500, { order });
    const later = ask(endOfGrace + 500, { order });
    await world.runUntil(endOfGrace + 20_000);
    expect([inGrace.found, later.found]).toMatchObject([{ how: "stale", because: "swr" }, { how: "fresh" }]);
  });
});

describe("filling", () => {
  it("asks the origin for an instant 250 ms ago, at the position it has read", async () => {
    const { world, asks, cache, ask } = open();
    ask(1_000);
    await world.runUntil(3_000);
    expect(asks).toHaveLength(1);
    const [first] = asks;
    expect(first?.at).toBe((first?.startedAt ?? 0) - 250);
    expect(first?.asOf).toEqual({ epoch: cache.bulletin.copy()?.epoch, seq: 0 });
    expect(first?.background).toBe(false);
  });

  it("never rejects, whatever the fill does: of a bug the log is told, and the origin is not blamed", async () => {
    const { world, cache, ask } = open();
    const [bug, told] = [new Error("bug"), [] as unknown[]];
    Object.assign(cache, { failed: (error: unknown) => told.push(error) });
    const result = ask(0, { fill: () => Promise.reject(bug) });
    await world.runUntil(3_000);
    expect(told).toContain(bug);
    expect(result.found).toMatchObject({ kind: "unavailable", because: "internal", retryAfterSeconds: 5 });
    expect(result.found && servedFrom(result.found)).toBeUndefined();
  });

  it("never stores an error: the next request asks again", async () => {
    const shopfront = open();
    shopfront.filled = { ok: true, answer: answer({ status: 503 }) };
    const first = shopfront.ask(0);
    await shopfront.world.runUntil(3_000);
    shopfront.filled = { ok: true, answer: answer() };
    const second = shopfront.ask(4_000);
    await shopfront.world.runUntil(6_000);
    expect(first.found).toMatchObject({ kind: "unavailable", because: "origin-503" });
    expect(second.found).toMatchObject({ kind: "found", how: "fresh" });
  });

  it("lets others ask for themselves when an answer is one visitor's, without waiting for each other", async () => {
    const shopfront = open();
    shopfront.filled = { ok: true, answer: answer({ headers: { "Cache-Control": "private" } }) };
    const first = [shopfront.ask(0), shopfront.ask(50)];
    await shopfront.world.runUntil(1_000);
    expect(shopfront.asks).toHaveLength(2);
    const second = [shopfront.ask(1_000), shopfront.ask(1_001)];
    await shopfront.world.runUntil(1_150);
    expect(shopfront.asks).toHaveLength(4);
    expect(second.every(({ found }) => found !== undefined)).toBe(true);
    const bytes = [...first, ...second].map(({ found }) => found?.kind === "found" && found.stored);
    expect(new Set(bytes).size).toBe(4);
    expect(second[0]?.found?.trail).toEqual([
      { tier: "memory", hit: false, fwd: "bypass", stored: false, detail: "private" },
      { tier: "origin", hit: true, collapsed: false },
    ]);
  });

  it("keeps an answer with a surrogate key that no purge can name, and says so", async () => {
    const shopfront = open();
    shopfront.filled = { ok: true, answer: answer({ surrogateKeys: ["Product:1", "product:1"] }) };
    const result = shopfront.ask(0);
    await shopfront.world.runUntil(1_000);
    expect(result.found?.trail).toMatchObject([
      { tier: "memory", hit: false },
      { tier: "pop", stored: true, detail: "foreign-surrogate-key" },
      { tier: "origin", hit: true },
    ]);
  });

  it("keeps what came along at the position of the fill it came with", async () => {
    const { world, cache, asks, ask } = open();
    ask(0);
    await world.runUntil(1_000);
    const [from] = asks;
    if (from === undefined) throw new Error("no fill");
    world.purge({ by: "all", values: [] }, "hard");
    storeBeside(cache, { key: keyOf(1), lifetime: LIFETIMES.note, implicitKeys: implicitKeysOf(1) }, answer(), from);
    const result = ask(3_000, {}, 1);
    await world.runUntil(5_000);
    expect(asks).toHaveLength(2);
    expect(result.found && servedFrom(result.found)).toBe("origin");
    expect(result.found?.trail).toMatchObject([
      { tier: "memory", fwd: "miss" },
      { tier: "pop", fwd: "stale", detail: "hard-purge" },
      { tier: "origin" },
    ]);
  });
});

describe("what the origin answered with", () => {
  const statuses = (found: Found | undefined) => found?.trail.map(({ tier, fwdStatus }) => [tier, fwdStatus]);

  it.each<[string, Filled]>([
    ["a fill", { ok: true, answer: answer(), originStatus: 200 }],
    ["one that may not be kept", { ok: true, answer: answer({ headers: { "Set-Cookie": "a=b" } }), originStatus: 200 }],
    ["a refusal", { ok: false, because: "origin-500", originStatus: 500 }],
  ])("is told of %s by the tier that asked", async (_, filled) => {
    const shopfront = open();
    shopfront.filled = filled;
    const asked = shopfront.ask(0);
    await shopfront.world.runUntil(3_000);
    expect(statuses(asked.found)).toContainEqual(["pop", filled.originStatus]);
  });

  it("is told by nobody where the origin did not answer, or was not asked", async () => {
    const shopfront = open();
    shopfront.filled = { ok: false, because: "origin-down" };
    const down = shopfront.ask(0);
    await shopfront.world.runUntil(3_000);
    expect(statuses(down.found)?.every(([, status]) => status === undefined)).toBe(true);
    shopfront.filled = { ok: true, answer: answer(), originStatus: 200 };
    shopfront.ask(4_000);
    const hit = shopfront.ask(5_000);
    await shopfront.world.runUntil(6_000);
    expect(hit.found?.trail.at(-1)?.hit).toBe(true);
    expect(statuses(hit.found)?.every(([, status]) => status === undefined)).toBe(true);
  });
});

describe("refreshing", () => {
  it("happens once a key, behind the answer, with slots of its own", async () => {
    const { world, asks, ask } = open();
    for (let object = 0; object < 8; object++) ask(0, {}, object);
    await world.runUntil(1_000);
    expect(asks).toHaveLength(8);
    const later = LIFETIMES.catalog.maxAge + 1_000;
    ask(later - 2_000, {}, 0);
    const results = Array.from({ length: 40 }, (_, i) => ask(later, {}, i % 8));
    await world.runUntil(later + 50);
    expect(results.map(({ found }) => found)).toEqual(
      Array.from({ length: 40 }, () => expect.objectContaining({ how: "stale", because: "swr" })),
    );
    expect(new Set(results.map(({ found }) => found && servedFrom(found)))).toEqual(new Set(["memory", "pop"]));
    expect(asks.slice(8).map(({ background }) => background)).toEqual(Array.from({ length: REFRESH_SLOTS }, () => true));
  });

  it("pauses for a second after it failed, and so does everybody who has something to show", async () => {
    const shopfront = open();
    shopfront.ask(0);
    await shopfront.world.runUntil(1_000);
    shopfront.filled = DOWN;
    const { maxAge, staleWhileRevalidate } = LIFETIMES.catalog;
    const later = maxAge + staleWhileRevalidate + 1_000;
    const results = Array.from({ length: 20 }, (_, i) => shopfront.ask(later + i * 100));
    await shopfront.world.runUntil(later + 5_000);
    expect(results.map(({ found }) => found)).toEqual(results.map(() => expect.objectContaining({ how: "stale", because: "sie" })));
    expect(new Set(results.map(({ found }) => found && servedFrom(found)))).toEqual(new Set(["pop", "memory"]));
    expect(shopfront.asks.length - 1).toBeLessThanOrEqual(2);
  });
});

describe("what the release before this one kept", () => {
  /** Object 1's place stands for object 0's under the earlier release's key. */
  const earlierKey = keyOf(1);

  it("stands in while this release's is filled once, and no longer", async () => {
    const { world, asks, ask } = open();
    ask(0, {}, 1);
    const during = [ask(2_000, { earlierKey }), ask(2_010, { earlierKey })];
    const after = ask(4_000, { earlierKey });
    await world.runUntil(6_000);
    for (const { found } of during) expect(found).toMatchObject({ how: "stale", because: "swr", stored: { key: earlierKey } });
    expect(during[0]?.found?.trail).toMatchObject([
      { tier: "memory", hit: false, fwd: "miss" },
      { tier: "pop", hit: false, fwd: "stale", inGrace: true, detail: "earlier-release" },
    ]);
    expect(after.found).toMatchObject({ how: "fresh", stored: { key: keyOf(0) } });
    expect(asks.map(({ background }) => background)).toEqual([false, true]);
  });

  it("is shown while the origin is down, and says so", async () => {
    const shopfront = open();
    shopfront.ask(0, {}, 1);
    await shopfront.world.runUntil(1_000);
    shopfront.filled = DOWN;
    const { maxAge, staleWhileRevalidate } = LIFETIMES.catalog;
    const { staleIfError } = LIFETIMES.catalog;
    const end = maxAge + staleWhileRevalidate + staleIfError;
    const results = [2_000, maxAge + 1_000, maxAge + staleWhileRevalidate + 1_000, end + 60_000].map((ms) =>
      shopfront.ask(ms, { earlierKey }),
    );
    await shopfront.world.runUntil(end + 70_000);
    for (const { found } of results.slice(0, 2)) expect(found?.trail[1]).toMatchObject({ detail: "earlier-release" });
    expect(results.map(({ found }) => found)).toEqual(
      ["swr", "swr", "sie", "sie"].map((because) => expect.objectContaining({ how: "stale", because })),
    );
  });

  it("is not shown when a hard purge reached it, nor when it was missing from the PoP", async () => {
    const { world, ask } = open();
    ask(0, {}, 1);
    await world.runUntil(1_000);
    world.purge({ by: "all", values: [] }, "hard");
    const [purged, missing] = [ask(4_000, { earlierKey }), ask(4_000, { earlierKey: keyOf(3) }, 2)];
    await world.runUntil(6_000);
    for (const { found } of [purged, missing])
      expect(found).toMatchObject({ how: "fresh", trail: [{}, { tier: "pop", stored: true }, { tier: "origin" }] });
  });
});

describe("slots", () => {
  it("let sixty-four fills run, and who gets none within a second is told to come again", async () => {
    const shopfront = open();
    shopfront.fillMs = 3_000;
    shopfront.ask(0, {}, 999);
    const results = Array.from({ length: FOREGROUND_SLOTS + 5 }, (_, i) => shopfront.ask(100, {}, i));
    await shopfront.world.runUntil(2_000);
    expect(shopfront.asks).toHaveLength(FOREGROUND_SLOTS);
    const refused = results.filter(({ found }) => found !== undefined);
    expect(refused.map(({ found }) => found)).toEqual(
      Array.from({ length: 6 }, () => expect.objectContaining({ kind: "unavailable", because: "busy", retryAfterSeconds: 1 })),
    );
    await shopfront.world.runUntil(6_000);
    expect(results.filter(({ found }) => found?.kind === "found")).toHaveLength(FOREGROUND_SLOTS - 1);
  });
});

describe("a flight whose request was ended under it", () => {
  it("is waited for at most fifteen seconds, then somebody else asks", async () => {
    const { world, asks, ask } = open();
    ask(0, { fill: () => new Promise<never>(() => undefined) });
    const joiner = ask(500);
    await world.runUntil(20_000);
    expect(asks).toHaveLength(1);
    expect(joiner.found).toMatchObject({ kind: "found", how: "fresh" });
  });
});

describe("a client that asks for what is held nowhere", () => {
  /** A client that may miss `left` more times. */
  function client(left: number) {
    const asked = { times: 0 };
    return { asked, mayMiss: async () => ++asked.times <= left };
  }

  it("is told to come later once it has missed too often, and the origin is not asked", async () => {
    const { world, asks, ask } = open();
    const { mayMiss } = client(3);
    const results = Array.from({ length: 5 }, (_, i) => ask(1_000 + i * 500, { mayMiss }, i));
    await world.runUntil(5_000);
    expect(asks).toHaveLength(3);
    expect(results.map(({ found }) => found?.kind)).toEqual(["found", "found", "found", "unavailable", "unavailable"]);
    expect(results[4]?.found).toMatchObject({ because: LIMITED, retryAfterSeconds: 60 });
  });

  it("is counted once for a page that it asks for a hundred times at once, which is filled once", async () => {
    const { world, asks, ask } = open();
    const { asked, mayMiss } = client(1_000);
    const results = Array.from({ length: 100 }, () => ask(1_000, { mayMiss: () => world.clock.sleep(5).then(mayMiss) }));
    await world.runUntil(5_000);
    expect([asks.length, asked.times]).toEqual([1, 1]);
    expect(new Set(results.map(({ found }) => found?.kind))).toEqual(new Set(["found"]));
  });

  it("that is refused does not have others refused who want the same at the same moment", async () => {
    const { world, asks, ask } = open();
    const slow = (mayMiss: () => Promise<boolean>) => ({ mayMiss: () => world.clock.sleep(5).then(mayMiss) });
    const [refused, allowed] = [ask(1_000, slow(client(0).mayMiss)), ask(1_000, slow(client(1).mayMiss))];
    await world.runUntil(5_000);
    expect([refused.found?.kind, allowed.found?.kind, asks.length]).toEqual(["unavailable", "found", 1]);
  });

  it("and goes away while it is counted holds nobody up for longer than a second", async () => {
    const { world, asks, ask } = open();
    ask(1_000, { mayMiss: () => new Promise<never>(() => undefined) });
    const next = ask(1_100, { mayMiss: client(1).mayMiss });
    await world.runUntil(3_500);
    expect([next.found?.kind, asks.length]).toEqual(["found", 1]);
  });

  it("is not counted for what is held, in grace or fresh, nor for joining others", async () => {
    const { world, asks, ask } = open();
    const { asked, mayMiss } = client(0);
    ask(1_000);
    const joiner = ask(1_050, { mayMiss });
    const { maxAge, staleWhileRevalidate } = LIFETIMES.catalog;
    const times = [2_000, maxAge + 2_000, maxAge + staleWhileRevalidate + 60_000];
    const later = times.map((ms) => ask(ms, { mayMiss }));
    await world.runUntil(maxAge + staleWhileRevalidate + 70_000);
    expect([joiner, ...later].map(({ found }) => found?.kind)).toEqual(["found", "found", "found", "found"]);
    expect(asked.times).toBe(0);
    expect(asks.length).toBeGreaterThan(1);
  });
});
