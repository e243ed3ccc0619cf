/** The bulletin's alarm and the zone in front of the shop: what a purge left for it arrives, whatever happens in between. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Bulletin, type BulletinEnv } from "./bulletin.object.ts";
import type { PurgeCommand, PurgeOutcome } from "./purge-row.ts";

const order: PurgeCommand = { by: "surrogate-key", values: ["product:nh-1042"], mode: "soft", reason: "Price changed", actor: "ops" };
const zoned = {
  ORIGIN: { fetch: async () => new Response(null, { status: 503 }) },
  SITE_ORIGIN: "https://shop.example",
  ZONE_ID: "0123456789abcdef0123456789abcdef",
  ZONE_TOKEN: "purges-and-nothing-else",
} as unknown as BulletinEnv;

const done = () => Response.json({ success: true, errors: [], messages: [], result: {} });
const troubled = () => Response.json({ success: false, errors: [{ code: 1, message: "Trouble" }] }, { status: 500 });

/** What the zone was told, and what it says next; when nothing is left, it takes everything. */
let told: unknown[];
let replies: (() => Response | Promise<Response>)[];

beforeEach(() => {
  told = [];
  replies = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    told.push(JSON.parse(String(init.body)));
    return (replies.shift() ?? done)();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

let count = 0;

/** When the alarm is to ring: the test alone rings it. */
let alarmAt: number | null;

/** A bulletin's storage, in which one life of it after another can be begun. */
async function withStorage(
  act: (state: DurableObjectState, begin: (env?: BulletinEnv) => Promise<Bulletin>) => Promise<void>,
): Promise<void> {
  const stub = env.BULLETIN.getByName(`zone-test-${++count}`) as unknown as DurableObjectStub<Bulletin>;
  await runInDurableObject(stub, async (_, state) => {
    alarmAt = null;
    vi.spyOn(state.storage, "getAlarm").mockImplementation(async () => alarmAt);
    vi.spyOn(state.storage, "setAlarm").mockImplementation(async (at) => {
      alarmAt = Number(at);
    });
    await act(state, async (own = zoned) => {
      const bulletin = new Bulletin(state, own);
      // What it looks up as it begins holds everything else up.
      await state.blockConcurrencyWhile(async () => undefined);
      return bulletin;
    });
  });
}

const seqOf = (outcome: PurgeOutcome): number => (outcome.kind === "purged" ? outcome.row.seq : expect.unreachable(outcome.kind));
const zoneOf = (bulletin: Bulletin, seq: number) => bulletin.readPurge(seq)?.zone;

/** Rings as the platform does: an alarm that is due is gone when its handler runs. */
async function ring(bulletin: Bulletin): Promise<void> {
  expect(alarmAt).not.toBeNull();
  alarmAt = null;
  await bulletin.alarm();
}

describe("the alarm of a bulletin with a zone", () => {
  it("is set by a purge, tells the zone, and is set no more when nothing waits", async () => {
    await withStorage(async (_, begin) => {
      const bulletin = await begin();
      expect(alarmAt).toBeNull();
      const seq = seqOf(await bulletin.purge(order));
      expect(zoneOf(bulletin, seq)).toMatchObject({ state: "waiting", calls: 0 });
      expect(told).toEqual([]);
      await ring(bulletin);
      expect(told).toEqual([{ tags: order.values }]);
      expect(zoneOf(bulletin, seq)).toMatchObject({ state: "purged", calls: 1, because: null });
      expect(alarmAt).toBeNull();
    });
  });

  it("comes again later when the zone is in trouble, and a purge meanwhile does not hurry it", async () => {
    await withStorage(async (_, begin) => {
      const bulletin = await begin();
      replies = [troubled];
      const seq = seqOf(await bulletin.purge(order));
      await ring(bulletin);
      const again = alarmAt;
      expect(again).toBeGreaterThan(Date.now() + 500);
      expect(zoneOf(bulletin, seq)).toMatchObject({ state: "waiting", calls: 1, because: "500: 1 Trouble" });
      const next = seqOf(await bulletin.purge({ ...order, values: ["product:nh-2210"] }));
      expect(alarmAt).toBe(again);
      await ring(bulletin);
      expect(told.at(-1)).toEqual({ tags: [...order.values, "product:nh-2210"] });
      expect([seq, next].map((one) => zoneOf(bulletin, one)?.state)).toEqual(["purged", "purged"]);
    });
  });

  it("is set again though its handler throws, so that what waits is not forgotten", async () => {
    await withStorage(async (state, begin) => {
      const bulletin = await begin();
      const seq = seqOf(await bulletin.purge(order));
      vi.spyOn(state.storage.sql, "exec").mockImplementationOnce(() => {
        throw new Error("the storage is overloaded");
      });
      await expect(ring(bulletin)).rejects.toThrow("overloaded");
      expect(zoneOf(bulletin, seq)?.state).toBe("waiting");
      await ring(bulletin);
      expect(zoneOf(bulletin, seq)?.state).toBe("purged");
    });
  });

  it("is set for a purge that comes while the zone is being told", async () => {
    await withStorage(async (_, begin) => {
      const bulletin = await begin();
      const first = seqOf(await bulletin.purge(order));
      let second = 0;
      replies = [
        async () => {
          // The same value once more: the call under way does not speak for it.
          second = seqOf(await bulletin.purge(order));
          return done();
        },
      ];
      await ring(bulletin);
      expect(told).toHaveLength(2);
      expect([first, second].map((seq) => zoneOf(bulletin, seq)?.state)).toEqual(["purged", "purged"]);
    });
  });
});

describe("a bulletin that starts anew", () => {
  it("leaves the alarm of its earlier life where it stands, with the pause the zone asked for", async () => {
    await withStorage(async (_, begin) => {
      replies = [() => new Response("{}", { status: 429, headers: { "Retry-After": "60" } })];
      const earlier = await begin();
      const seq = seqOf(await earlier.purge(order));
      await ring(earlier);
      const arranged = alarmAt;
      expect(arranged).toBeGreaterThan(Date.now() + 50_000);
      const later = await begin();
      await later.purge({ ...order, values: ["product:nh-2210"] });
      expect(alarmAt).toBe(arranged);
      await ring(later);
      expect(zoneOf(later, seq)).toMatchObject({ state: "purged", calls: 2 });
    });
  });

  it("sets an alarm for what an earlier life left without one", async () => {
    await withStorage(async (_, begin) => {
      const seq = seqOf(await (await begin()).purge(order));
      alarmAt = null;
      const later = await begin();
      await ring(later);
      expect(zoneOf(later, seq)?.state).toBe("purged");
    });
  });

  it.each([
    ["with", true],
    ["without", false],
  ])("fails what waits %s an alarm when the zone was taken out of the settings, instead of asking for ever", async (_with, arranged) => {
    await withStorage(async (_, begin) => {
      const seq = seqOf(await (await begin()).purge(order));
      if (!arranged) alarmAt = null;
      const { ZONE_ID: _id, ZONE_TOKEN: _token, ...without } = zoned;
      const later = await begin(without);
      await ring(later);
      expect(told).toEqual([]);
      expect(later.readPurge(seq)?.zone).toMatchObject({ state: "failed", because: "the zone is not configured any more" });
    });
  });
});
