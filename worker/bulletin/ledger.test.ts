import { describe, expect, it } from "vitest";
import { nodeSql } from "../../lab/purge-checker/node-sql.ts";
import { Ledger } from "./ledger.ts";
import type { PurgeCommand } from "./purge-row.ts";

const START = 1_800_000_000_000;
const order: PurgeCommand = { by: "market", values: ["en-us"], mode: "soft", reason: "test", actor: "ops" };

describe("the ledger", () => {
  it("names its epoch after its creation and keeps it over restarts", () => {
    const sql = nodeSql();
    expect(new Ledger(sql, START).position).toEqual({ epoch: START, seq: 0 });
    expect(new Ledger(sql, START + 5_000).position).toEqual({ epoch: START, seq: 0 });
  });

  it("starts a later epoch even when the clock has gone back", () => {
    const ledger = new Ledger(nodeSql(), START);
    ledger.append(order, "", START);
    ledger.startEpoch(START - 60_000);
    expect(ledger.position).toEqual({ epoch: START + 1, seq: 0 });
    expect(ledger.rowsAfter(0)).toEqual([]);
  });

  it("writes nothing for an order it has seen under its key", () => {
    const ledger = new Ledger(nodeSql(), START);
    const keyed = { ...order, idempotencyKey: "k" };
    const first = ledger.append(keyed, "digest", START);
    expect(ledger.append(keyed, "digest", START + 1)).toEqual({ ...first, repeated: true });
    expect(ledger.append(keyed, "another", START + 2)).toEqual({ kind: "conflict" });
    expect(ledger.position.seq).toBe(1);
  });

  it("gives rows back as they were ordered", () => {
    const ledger = new Ledger(nodeSql(), START);
    ledger.append({ ...order, minVersions: { "product:1": 2 } }, "", START);
    expect(ledger.find(1)).toEqual({ ...order, minVersions: { "product:1": 2 }, epoch: START, seq: 1, at: START });
    expect(ledger.list(10)).toEqual([ledger.find(1)]);
  });

  it("folds no row that is younger than ten seconds, nor any after one", () => {
    const ledger = new Ledger(nodeSql(), START);
    for (const at of [START, START + 8_000, START + 1_000]) ledger.append(order, "", at);
    expect(ledger.foldableSeq(START + 12_000, 100)).toBe(1);
  });

  it("folds a large import in portions", () => {
    const ledger = new Ledger(nodeSql(), START);
    for (let i = 0; i < 5; i++)
      ledger.append({ ...order, by: "surrogate-key", values: Array.from({ length: 100 }, (_, n) => `product:${i}-${n}`) }, "", START);
    expect(ledger.foldableSeq(START + 20_000, 250)).toBe(2);
    ledger.fold(2, START + 20_000);
    expect(ledger.foldableSeq(START + 20_000, 250)).toBe(4);
  });
});
