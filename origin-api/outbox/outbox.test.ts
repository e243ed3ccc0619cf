import * as v from "valibot";
import { expect, it } from "vitest";
import { Invalidation } from "#contract/outbox";
import { openShop } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { inTransaction } from "../store/transaction.ts";
import { appendInvalidations } from "./append.io.ts";
import { deliverOutbox, isOutboxWaiting } from "./deliver.io.ts";
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

it("waits longer after each failure, up to a minute", () => {
  expect([0, 1, 2, 5, 6, 100].map(retryDelay)).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
});
