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
    expect(ledger.list({ limit: 10 })).toEqual({ purges: [ledger.find(1)], next: null });
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

  it("lets no actor write more than so many rows a minute, and counts no repeated order", () => {
    const ledger = new Ledger(nodeSql(), START);
    const write = (actor: string, at: number, key?: string) =>
      ledger.append({ ...order, actor, perMinute: 2, ...(key !== undefined && { idempotencyKey: key }) }, "digest", at).kind;
    expect([write("ann", START, "k"), write("ann", START + 20_000), write("ann", START + 30_000)]).toEqual([
      "purged",
      "purged",
      "too-many",
    ]);
    expect([write("ann", START + 30_000, "k"), write("ben", START + 30_000)]).toEqual(["purged", "purged"]);
    expect(ledger.append({ ...order, actor: "ann", perMinute: 2 }, "", START + 45_500)).toEqual({
      kind: "too-many",
      retryAfterSeconds: 15,
    });
    expect([write("ann", START + 60_000), write("ann", START + 60_001)]).toEqual(["purged", "too-many"]);
    expect(ledger.position.seq).toBe(4);
  });
});

describe("the audit trail", () => {
  function trail(): Ledger {
    const ledger = new Ledger(nodeSql(), START);
    const write = (at: number, change: Partial<PurgeCommand>) => ledger.append({ ...order, ...change }, "", START + at);
    write(0, { actor: "ines", reason: "VAT wording" });
    write(1_000, { actor: "catalogue", by: "surrogate-key", values: ["product:nh-1042", "product:nh-1043"] });
    write(2_000, { actor: "ines", mode: "hard", by: "url", values: ["/en-gb/products/rim-mug"], reason: "Wrong Price" });
    write(3_000, { actor: "ben", by: "all", values: [], reason: "100% new_design" });
    return ledger;
  }

  it.each([
    [{}, [4, 3, 2, 1]],
    [{ actor: "ines" }, [3, 1]],
    [{ actor: "ines", mode: "soft" }, [1]],
    [{ by: "all" }, [4]],
    [{ text: "nh-1043" }, [2]],
    [{ text: "wrong price" }, [3]],
    [{ text: "%" }, [4]],
    [{ text: "_" }, [4]],
    [{ text: "no such word" }, []],
    [{ since: START + 1_000 }, [4, 3, 2]],
    [{ until: START + 1_000 }, [2, 1]],
    [{ since: START + 500, until: START + 2_500 }, [3, 2]],
    [{ until: START - 1 }, []],
    [{ since: START + 9_000 }, []],
    [{ epoch: 1 }, []],
  ] as const)("with %j shows %j", (filter, seqs) => {
    const page = trail().list({ limit: 10, ...filter });
    expect([page.purges.map(({ seq }) => seq), page.next]).toEqual([seqs, null]);
  });

  it("goes on where a page ended, and says when nothing is left", () => {
    const ledger = trail();
    const first = ledger.list({ limit: 2 });
    expect([first.purges.map(({ seq }) => seq), first.next]).toEqual([[4, 3], 3]);
    const last = ledger.list({ limit: 2, before: 3 });
    expect([last.purges.map(({ seq }) => seq), last.next]).toEqual([[2, 1], null]);
    expect(ledger.list({ limit: 2, since: START + 2_000 }).next).toBeNull();
  });

  it("still shows the rows of an earlier ledger", () => {
    const ledger = trail();
    ledger.startEpoch(START + 60_000);
    expect(ledger.list({ limit: 10 })).toEqual({ purges: [], next: null });
    expect(ledger.list({ limit: 10, epoch: START }).purges).toHaveLength(4);
  });

  it("looks at a bounded number of rows for a rare word, and can be asked to go on", () => {
    const ledger = new Ledger(nodeSql(), START);
    for (let at = 0; at < 20_050; at++) ledger.append({ ...order, reason: at === 10 ? "the needle" : "hay" }, "", START + at);
    const first = ledger.list({ limit: 5, text: "needle" });
    expect(first).toEqual({ purges: [], next: 51 });
    expect(ledger.list({ limit: 5, text: "needle", before: 51 }).purges.map(({ seq }) => seq)).toEqual([11]);
  });
});
