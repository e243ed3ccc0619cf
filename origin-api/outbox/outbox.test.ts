import * as v from "valibot";
import { expect, it } from "vitest";
import { Invalidation } from "#contract/outbox";
import { openShop } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { inTransaction } from "../store/transaction.ts";
import { appendInvalidations } from "./append.io.ts";
import { deliverOutbox, isOutboxWaiting } from "./deliver.io.ts";
import { HandOver } from "./hand-over.io.ts";
import { retryDelay } from "./retry-delay.ts";

async function shopWithChanges(count: number) {
  const { db } = await openShop({ filled: false });
  for (let i = 0; i < count; i++) {
    const change = { surrogateKeys: [`product:${i}`], reason: "price", minVersions: { [`product:${i}`]: 2 } };
    await inTransaction(db, (tx) => appendInvalidations(tx, change, NOON + i));
  }
  return db;
}

it("delivers what waits, oldest first, once, as the edge reads it", async () => {
  const db = await shopWithChanges(45);
  const sent: Invalidation[] = [];
  const carrier = { send: async (invalidation: Invalidation) => void sent.push(v.parse(Invalidation, invalidation)) };
  expect(await deliverOutbox(db, carrier)).toBe(45);
  expect(sent.map(({ surrogateKeys }) => surrogateKeys[0])).toEqual(Array.from({ length: 45 }, (_, i) => `product:${i}`));
  expect(sent[7]).toMatchObject({ reason: "price", minVersions: { "product:7": 2 } });
  expect([await isOutboxWaiting(db), await deliverOutbox(db, carrier)]).toEqual([false, 0]);
});

it("keeps what a failing carrier did not take, and sends it again under the same id", async () => {
  const db = await shopWithChanges(3);
  const tries: string[] = [];
  let broken = true;
  const carrier = {
    send: async ({ id }: Invalidation) => {
      tries.push(id);
      if (broken && tries.length === 2) throw new Error("queue is away");
    },
  };
  await expect(deliverOutbox(db, carrier)).rejects.toThrow("queue is away");
  expect(await isOutboxWaiting(db)).toBe(true);
  broken = false;
  await deliverOutbox(db, carrier);
  expect(new Set(tries).size).toBe(3);
  expect(await isOutboxWaiting(db)).toBe(false);
});

it("hands over once, and again after the process died with the queue, until it may forget", async () => {
  const db = await shopWithChanges(3);
  const sent: string[] = [];
  const carrier = { send: async ({ surrogateKeys }: Invalidation) => void sent.push(surrogateKeys[0] ?? "") };
  const handOver = new HandOver(db, carrier);
  await handOver.deliver(NOON);
  await inTransaction(db, (tx) => appendInvalidations(tx, { surrogateKeys: ["product:3"], reason: "price" }, NOON + 9));
  await handOver.deliver(NOON + 1_000);
  expect(sent).toEqual(["product:0", "product:1", "product:2", "product:3"]);
  const nextProcess = new HandOver(db, carrier);
  await nextProcess.deliver(NOON + 2_000);
  expect(sent.slice(4)).toEqual(["product:0", "product:1", "product:2", "product:3"]);
  expect([nextProcess.isKeeping, await isOutboxWaiting(db)]).toEqual([true, true]);
  await nextProcess.deliver(NOON + 32_000);
  expect([sent.length, nextProcess.isKeeping, await isOutboxWaiting(db)]).toEqual([8, false, false]);
});

it("hands over what a failing carrier did not take the next time", async () => {
  const db = await shopWithChanges(3);
  const sent: string[] = [];
  const carrier = {
    send: async ({ surrogateKeys }: Invalidation) => {
      sent.push(surrogateKeys[0] ?? "");
      if (sent.length === 2) throw new Error("queue is away");
    },
  };
  const handOver = new HandOver(db, carrier);
  await expect(handOver.deliver(NOON)).rejects.toThrow("queue is away");
  await handOver.deliver(NOON + 1_000);
  expect(sent).toEqual(["product:0", "product:1", "product:1", "product:2"]);
});

it("waits longer after each failure, up to a minute", () => {
  expect([0, 1, 2, 5, 6, 100].map(retryDelay)).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
});
