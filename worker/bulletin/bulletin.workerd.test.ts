import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { StockAnswer } from "#contract/stock";
import { named } from "../origin/origin-that.ts";
import { Bulletin } from "./bulletin.object.ts";
import { stockOf, toCopy } from "./copy.ts";
import type { DeltaAnswer } from "./delta.ts";
import type { PurgeCommand } from "./purge-row.ts";
import { RECEIPTS_FOR, Receipts } from "./receipts.ts";
import { decodeSections, EMPTY_BASE } from "./sections.ts";
import type { SqlValue } from "./sql.ts";

const order: PurgeCommand = {
  by: "surrogate-key",
  values: ["product:nh-1042"],
  mode: "soft",
  reason: "price changed",
  actor: "ops",
  minVersions: { "product:nh-1042": 17 },
};

let count = 0;
function newBulletin(): DurableObjectStub<Bulletin> {
  count++;
  return env.BULLETIN.getByName(`bulletin-test-${count}`) as unknown as DurableObjectStub<Bulletin>;
}

async function purged(bulletin: DurableObjectStub<Bulletin>, command: PurgeCommand) {
  const outcome = await bulletin.purge(command);
  if (outcome.kind !== "purged") throw new Error("expected a purge");
  return outcome;
}

/** A bulletin over an origin that answers with the next of `answers` each time. */
function withOrigin(state: DurableObjectState, answers: readonly StockAnswer[]) {
  const asked: string[] = [];
  const slow = { ms: 0 };
  const fetch = async (url: string, init: RequestInit) => {
    asked.push(url);
    if (slow.ms > 0) await scheduler.wait(slow.ms);
    const answer = answers[asked.length - 1];
    return answer ? named(Response.json(answer), url, init) : new Response("down", { status: 503 });
  };
  return { asked, slow, bulletin: new Bulletin(state, { ORIGIN: { fetch } as unknown as Fetcher }) };
}

// They wait for seconds that pass, each of a bulletin of its own.
describe.concurrent("the stock relay", () => {
  const never = (): Response => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
  const told: StockAnswer = { cursor: "c 1", whole: true, levels: [{ sku: "NH-1", band: "out" }] };

  it("goes on after an answer that does not end, of which nothing is taken", async () => {
    await runInDurableObject(newBulletin() as unknown as DurableObjectStub<Bulletin>, async (_, state) => {
      const endless = (url: string, init: RequestInit) => named(never(), url, init);
      const answers = [endless, (url: string, init: RequestInit) => named(Response.json(told), url, init)];
      const fetch = async (url: string, init: RequestInit) => (answers.shift() ?? endless)(url, init);
      const bulletin = new Bulletin(state, { ORIGIN: { fetch } as unknown as Fetcher });
      await bulletin.read({ pop: "FRA" });
      const level = () =>
        vi.waitUntil(async () => levelIn(await bulletin.read({ pop: "FRA" }), "NH-1"), { timeout: 15_000, interval: 500 });
      expect(await level()).toEqual({ sku: "NH-1", band: "out" });
    });
  });

  it("takes nothing of what something else on the way answers, once the origin has named an answer", async () => {
    await runInDurableObject(newBulletin() as unknown as DurableObjectStub<Bulletin>, async (_, state) => {
      let calls = 0;
      const fetch = async (url: string, init: RequestInit) =>
        calls++ === 0 ? named(Response.json(told), url, init) : Response.json({ ...told, levels: [] });
      const bulletin = new Bulletin(state, { ORIGIN: { fetch } as unknown as Fetcher });
      const isAskedAgain = async () => (await bulletin.read({ pop: "FRA" })) && calls > 2;
      await vi.waitUntil(isAskedAgain, { timeout: 15_000, interval: 500 });
      expect(levelIn(await bulletin.read({ pop: "FRA" }), "NH-1")).toEqual({ sku: "NH-1", band: "out" });
    });
  });

  it("asks for everything once, then for what moved, and tells readers in the next delta", async () => {
    await runInDurableObject(newBulletin() as unknown as DurableObjectStub<Bulletin>, async (_, state) => {
      const { asked, bulletin } = withOrigin(state, [
        {
          cursor: "c 1",
          whole: true,
          levels: [{ sku: "NH-1", band: "low", count: 3 }],
          handles: { cursor: "h 1", complete: true, names: ["product/rim-mug"] },
        },
        { cursor: "c 2", whole: false, levels: [{ sku: "NH-1", band: "out" }] },
      ]);
      const levels = [];
      for (let i = 0; i < 3; i++) {
        levels.push(levelIn(await bulletin.read({ pop: "FRA" }), "NH-1"));
        await scheduler.wait(1_050);
      }
      // Who reads first waits for it.
      expect(levels).toEqual([
        { sku: "NH-1", band: "low", count: 3 },
        { sku: "NH-1", band: "low", count: 3 },
        { sku: "NH-1", band: "out" },
      ]);
      expect(asked).toEqual([
        "http://origin/v1/stock?handles=",
        "http://origin/v1/stock?since=c+1&handles=h+1",
        "http://origin/v1/stock?since=c+2&handles=h+1",
      ]);
      expect(levelIn(await bulletin.read({ pop: "FRA" }), "NH-1")).toEqual({ sku: "NH-1", band: "out" });
    });
  });

  const SOLD_OUT: readonly StockAnswer[] = [
    { cursor: "c 1", whole: true, levels: [{ sku: "NH-1", band: "in" }] },
    { cursor: "c 2", whole: false, levels: [{ sku: "NH-1", band: "out" }] },
  ];

  it("tells who reads after a pause the stock of now", async () => {
    await runInDurableObject(newBulletin() as unknown as DurableObjectStub<Bulletin>, async (_, state) => {
      const { bulletin } = withOrigin(state, SOLD_OUT);
      await bulletin.read({ pop: "FRA" });
      await scheduler.wait(5_100);
      expect(levelIn(await bulletin.read({ pop: "FRA" }), "NH-1")).toEqual({ sku: "NH-1", band: "out" });
    });
  });

  it("makes nobody wait long for an origin that is slow", async () => {
    await runInDurableObject(newBulletin() as unknown as DurableObjectStub<Bulletin>, async (_, state) => {
      const { bulletin, slow } = withOrigin(state, SOLD_OUT);
      await bulletin.read({ pop: "FRA" });
      await scheduler.wait(5_100);
      slow.ms = 2_000;
      const read = bulletin.read({ pop: "FRA" });
      const first = await Promise.race([read, scheduler.wait(1_500)]);
      expect(first).toBeDefined();
      // While it is read no reader waits at all, however old the stock has become.
      await scheduler.wait(2_000);
      let isRead = false;
      void bulletin.read({ pop: "FRA" }).then(() => (isRead = true));
      for (let turn = 0; turn < 64; turn++) await undefined;
      expect(isRead).toBe(true);
      await scheduler.wait(2_000);
    });
  });

  it("keeps the last word when the origin fails or talks nonsense, and says how old it is", async () => {
    await runInDurableObject(newBulletin() as unknown as DurableObjectStub<Bulletin>, async (_, state) => {
      const { bulletin } = withOrigin(state, [
        { cursor: "1", whole: true, levels: [{ sku: "NH-1", band: "in" }] },
        { cursor: "2", whole: false, levels: [{ sku: "NH-1", band: "plenty" }] } as unknown as StockAnswer,
        { cursor: "3".repeat(17_000_000), whole: false, levels: [{ sku: "NH-1", band: "out" }] },
      ]);
      const { stockAt } = await bulletin.read({ pop: "FRA" });
      for (const waitMs of [1_050, 1_050, 500]) {
        await scheduler.wait(waitMs);
        await bulletin.read({ pop: "FRA" });
      }
      const delta = await bulletin.read({ pop: "FRA" });
      expect(levelIn(delta, "NH-1")).toEqual({ sku: "NH-1", band: "in" });
      expect(delta.stockAt).toBe(stockAt);
      expect(stockAt).not.toBeNull();
    });
  });
});

function levelIn(delta: DeltaAnswer, sku: string) {
  const copy = toCopy({ ...delta, sentAt: 0 }, EMPTY_BASE, undefined);
  return copy && stockOf(copy, sku);
}

describe("the bulletin", () => {
  it("numbers purges within an epoch made of its creation time", async () => {
    const bulletin = newBulletin();
    const before = Date.now();
    const first = (await purged(bulletin, order)).row;
    const second = (await purged(bulletin, order)).row;
    expect(first.seq).toBe(1);
    expect(second.seq).toBe(2);
    expect(second.epoch).toBe(first.epoch);
    expect(first.epoch).toBeGreaterThanOrEqual(before - 1_000);
    expect(first).toMatchObject({
      by: "surrogate-key",
      values: ["product:nh-1042"],
      mode: "soft",
      actor: "ops",
      minVersions: { "product:nh-1042": 17 },
    });
  });

  it("tells a reader of a purge in its next delta", async () => {
    const bulletin = newBulletin();
    await purged(bulletin, { ...order, mode: "hard" });
    const delta = await bulletin.read({ pop: "FRA" });
    const body = decodeSections(delta.body);
    expect(delta.seq).toBe(1);
    expect(delta.base).toBe(`${delta.epoch}.0`);
    expect(body?.rows).toMatchObject([{ seq: 1, hard: true }]);
    expect([body?.purges.size, body?.fences.size]).toEqual([1, 1]);
  });

  it("forgets nothing when it is evicted", async () => {
    const bulletin = newBulletin();
    const { row } = await purged(bulletin, order);
    await evictDurableObject(bulletin as unknown as DurableObjectStub);
    const delta = await bulletin.read({ pop: "FRA" });
    expect([delta.epoch, delta.seq]).toEqual([row.epoch, 1]);
    expect(decodeSections(delta.body)?.rows).toHaveLength(1);
    expect((await purged(bulletin, order)).row.seq).toBe(2);
  });

  it("answers the same order under the same key with the first row, and another order with a conflict", async () => {
    const bulletin = newBulletin();
    const keyed = { ...order, idempotencyKey: "deploy-7" };
    const first = await purged(bulletin, keyed);
    const again = await purged(bulletin, keyed);
    expect([first.repeated, again.repeated]).toEqual([false, true]);
    expect(again.row.seq).toBe(first.row.seq);
    expect(await bulletin.purge({ ...keyed, mode: "hard" })).toMatchObject({ kind: "conflict" });
    expect(await bulletin.purge({ ...keyed, actor: "catalogue" })).toMatchObject({ kind: "purged", repeated: false });
    expect((await bulletin.read({ pop: "FRA" })).seq).toBe(2);
  });

  it("gives a receipt for every PoP it hears from: when it had the purge, or not yet", async () => {
    const bulletin = newBulletin();
    await bulletin.read({ pop: "FRA" });
    await bulletin.read({ pop: "IAD" });
    const { row } = await purged(bulletin, order);
    expect(row.receipts).toEqual([
      { pop: "FRA", seenAt: null },
      { pop: "IAD", seenAt: null },
    ]);
    await bulletin.read({ pop: "IAD" });
    const later = await bulletin.readPurge(row.seq);
    expect(later?.receipts.map(({ pop, seenAt }) => [pop, seenAt !== null])).toEqual([
      ["FRA", false],
      ["IAD", true],
    ]);
  });

  it("gives the same receipts after a restart, and to later numbers as before", async () => {
    const bulletin = newBulletin();
    await bulletin.read({ pop: "FRA" });
    const { row } = await purged(bulletin, order);
    await bulletin.read({ pop: "FRA" });
    const before = await bulletin.readPurge(row.seq);
    await evictDurableObject(bulletin as unknown as DurableObjectStub);
    await scheduler.wait(20);
    await bulletin.read({ pop: "FRA" });
    expect((await bulletin.readPurge(row.seq))?.receipts).toEqual(before?.receipts);
    const next = await purged(bulletin, order);
    expect(next.row.receipts).toEqual([{ pop: "FRA", seenAt: null }]);
    await bulletin.read({ pop: "FRA" });
    const seenAt = (await bulletin.readPurge(next.row.seq))?.receipts[0]?.seenAt;
    expect(seenAt).toBeGreaterThan(before?.receipts[0]?.seenAt ?? Number.POSITIVE_INFINITY);
  });

  it("gives the receipts of many purges by one question, in their order, and a later epoch's advance where there is none in theirs", async () => {
    await runInDurableObject(newBulletin() as unknown as DurableObjectStub<Bulletin>, async (_, { storage }) => {
      let questions = 0;
      const exec = <Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]) => {
        questions++;
        return storage.sql.exec<Row>(query, ...bindings);
      };
      const receipts = new Receipts({ exec });
      receipts.heard("FRA", { epoch: 7, seq: 2 }, 1_002);
      receipts.heard("FRA", { epoch: 7, seq: 4 }, 1_004);
      receipts.heard("FRA", { epoch: 8, seq: 1 }, 1_009);
      receipts.heard("IAD", { epoch: 7, seq: 3 }, 1_003);
      const rows = [5, 4, 3, 2].map((seq) => ({ ...order, epoch: 7, seq, at: 1_000 }));
      questions = 0;
      const seen = receipts.of(rows, 2_000).map((row) => row.map(({ pop, seenAt }) => `${pop} ${seenAt}`));
      expect(seen).toEqual([
        ["FRA 1009", "IAD null"],
        ["FRA 1004", "IAD null"],
        ["FRA 1004", "IAD 1003"],
        ["FRA 1002", "IAD 1003"],
      ]);
      expect(questions).toBe(1);
      expect(receipts.of([], 2_000)).toEqual([]);
    });
  });

  it("gives no receipts to a purge of the day before, whose readers it has forgotten", async () => {
    await runInDurableObject(newBulletin() as unknown as DurableObjectStub<Bulletin>, async (_, { storage }) => {
      const receipts = new Receipts(storage.sql);
      const row = { ...order, epoch: 7, seq: 1, at: 1_000 };
      receipts.heard("FRA", row, 1_500);
      expect(receipts.of([row], 2_000)).toEqual([[{ pop: "FRA", seenAt: 1_500 }]]);
      receipts.heard("FRA", { epoch: 7, seq: 2 }, 1_000 + RECEIPTS_FOR);
      expect(receipts.of([row], 1_000 + RECEIPTS_FOR)).toEqual([[{ pop: "FRA", seenAt: 1_500 }]]);
      receipts.heard("FRA", { epoch: 7, seq: 3 }, 2_000 + RECEIPTS_FOR);
      expect(receipts.of([row], 2_000 + RECEIPTS_FOR)).toEqual([[]]);
      expect(storage.sql.exec("SELECT seq FROM advances ORDER BY seq").toArray()).toEqual([{ seq: 2 }, { seq: 3 }]);
    });
  });

  it("lists purges latest first, page by page", async () => {
    const bulletin = newBulletin();
    for (let i = 0; i < 5; i++) await purged(bulletin, { ...order, values: [`product:${i}`] });
    const page = await bulletin.listPurges({ limit: 2 });
    expect([page.purges.map(({ seq }) => seq), page.next]).toEqual([[5, 4], 4]);
    expect((await bulletin.listPurges({ limit: 9, before: 4 })).purges.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect(await bulletin.readPurge(99)).toBeNull();
  });

  it("starts a later epoch on demand, under which nothing stored lives", async () => {
    const bulletin = newBulletin();
    const { row } = await purged(bulletin, order);
    const stats = await bulletin.startEpoch();
    expect(stats.epoch).toBeGreaterThan(row.epoch);
    expect(stats.seq).toBe(0);
    expect((await purged(bulletin, order)).row.seq).toBe(1);
  });

  it("never lets a reader wait for the origin, and never asks it more than once a second", async () => {
    const bulletin = newBulletin();
    await runInDurableObject(bulletin as unknown as DurableObjectStub<Bulletin>, async (object: Bulletin) => {
      for (let i = 0; i < 50; i++) object.read({ pop: `P${i}` });
      expect(object.stats().stockCalls).toBe(1);
      expect(object.stats().reads).toBe(50);
    });
  });
});
