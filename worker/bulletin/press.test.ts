import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeSql } from "../../lab/purge-checker/node-sql.ts";
import { LONGEST_LIFE } from "../lifetimes.ts";
import { type BulletinCopy, stockOf, toCopy } from "./copy.ts";
import { hashTable } from "./hash-table.ts";
import { judgeName } from "./judge-name.ts";
import { Ledger } from "./ledger.ts";
import { Press } from "./press.ts";
import type { PurgeMode } from "./purge-row.ts";
import { fenceAgainst, purgesAfter } from "./purges-after.ts";
import { decodeSections, EMPTY_BASE, encodeBase } from "./sections.ts";
import type { Sql } from "./sql.ts";
import { StockBoard } from "./stock-board.ts";

const START = 1_800_000_000_000;

interface Office {
  readonly sql: Sql;
  readonly ledger: Ledger;
  readonly stock: StockBoard;
  readonly press: Press;
}

function openOffice(sql: Sql = nodeSql(), now = START): Office {
  const ledger = new Ledger(sql, now);
  const stock = new StockBoard();
  return { sql, ledger, stock, press: new Press(sql, ledger, stock, 4) };
}

function order({ ledger }: Office, values: readonly string[], mode: PurgeMode, at: number, minVersions?: Record<string, number>) {
  const command = { by: "surrogate-key", values, mode, reason: "test", actor: "ops" } as const;
  return ledger.append(minVersions ? { ...command, minVersions } : command, "", at);
}

/** The copy a reader would make of the delta of this moment. */
function copyAt({ press }: Office, now: number): BulletinCopy {
  const delta = { ...press.delta(now), sentAt: now };
  const bytes = press.base(delta.base);
  const copy = toCopy(delta, bytes ? (decodeSections(bytes) ?? EMPTY_BASE) : EMPTY_BASE, undefined);
  if (copy === undefined) throw new Error("broken delta");
  return copy;
}

const KEYS = ["a", "b", "c", "d"];
const step = fc.record({ key: fc.constantFrom(...KEYS), hard: fc.boolean(), wait: fc.integer({ min: 0, max: 15_000 }) });

describe("the bulletin's delta and base together", () => {
  it("say of every key and position what the whole log says, however they were rolled", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.constantFrom(...KEYS), fc.nat({ max: 40 }), (steps, key, seq) => {
        const office = openOffice();
        let now = START;
        const log = steps.map(({ key: purged, hard, wait }, i) => {
          now += wait;
          order(office, [purged], hard ? "hard" : "soft", now);
          office.press.delta(now);
          return { seq: i + 1, key: purged, hard, at: now };
        });
        const after = log.filter((row) => row.key === key && row.seq > seq);
        const soft = after.filter((row) => !row.hard);
        const found = purgesAfter(copyAt(office, now), [key], seq);
        expect(found.hardSeq).toBe(after.findLast((row) => row.hard)?.seq ?? 0);
        expect(found.softSeq).toBe(soft.at(-1)?.seq ?? 0);
        if (found.firstSoft === "long-ago") expect(soft.some((row) => row.at <= now - 10_000)).toBe(true);
        else expect(found.firstSoft).toBe(soft[0]?.at);
      }),
    );
  });

  it("keep the rows of the last ten seconds whole", () => {
    const office = openOffice();
    for (let i = 0; i < 8; i++) order(office, ["a"], "soft", START + i * 2_000);
    const now = START + 15_000;
    office.press.delta(now);
    const later = copyAt(office, now + 10_001);
    expect(later.baseName).not.toBe(`${START}.0`);
    expect(later.delta.rows.map(({ at }) => at)).toContain(START + 6_000);
    expect(later.delta.rows.every(({ at }) => at > now - 10_000)).toBe(true);
  });

  it("name a base ten seconds before they use it", () => {
    const office = openOffice();
    for (let i = 0; i < 6; i++) order(office, [`k${i}`], "soft", START);
    const now = START + 20_000;
    const announced = office.press.delta(now);
    expect(announced.nextBase).toMatch(new RegExp(`^${START}\\.6\\.`));
    expect(office.press.delta(now + 9_999).base).toBe(`${START}.0`);
    expect(office.press.delta(now + 10_000).base).toBe(announced.nextBase);
  });

  it("come back after a restart as they were, also while a base is announced", () => {
    const office = openOffice();
    for (let i = 0; i < 6; i++) order(office, [`k${i}`], "hard", START);
    const now = START + 20_000;
    office.press.delta(now);
    const reopened = openOffice(office.sql, now);
    for (const moment of [now + 1, now + 10_001]) expect(purgesAfter(copyAt(reopened, moment), ["k3"], 0).hardSeq).toBe(4);
  });

  it("print the same bytes for every reader until something changes", () => {
    const office = openOffice();
    const first = office.press.delta(START).body;
    expect(office.press.delta(START + 500).body).toBe(first);
    order(office, ["a"], "soft", START + 600);
    expect(office.press.delta(START + 700).body).not.toBe(first);
  });

  it("drop rows nothing stored can be older than, and say so with the floor", () => {
    const office = openOffice();
    order(office, ["old"], "hard", START);
    order(office, ["recent"], "hard", START + LONGEST_LIFE);
    office.press.roll(START + LONGEST_LIFE + 20_000);
    const copy = copyAt(office, START + LONGEST_LIFE + 31_000);
    expect(copy.floorSeq).toBe(1);
    expect(purgesAfter(copy, ["recent"], 0).hardSeq).toBe(2);
  });

  it("carry the highest version asked for, in the delta and in the base", () => {
    const office = openOffice();
    order(office, ["a"], "soft", START, { "product:1": 5 });
    order(office, ["a"], "soft", START + 1, { "product:1": 4 });
    const check = (now: number) => {
      expect(fenceAgainst(copyAt(office, now), { "product:1": 4 })).toBe(START);
      expect(fenceAgainst(copyAt(office, now), { "product:1": 5 })).toBeUndefined();
    };
    check(START + 2);
    office.press.roll(START + 20_000);
    check(START + 31_000);
  });
});

describe("the stock section", () => {
  it("tells bands, and counts only when they are low", () => {
    const office = openOffice();
    office.stock.apply(
      {
        cursor: "1",
        whole: true,
        levels: [
          { sku: "A", band: "in" },
          { sku: "B", band: "low", count: 2 },
        ],
      },
      START,
    );
    const copy = copyAt(office, START + 1);
    expect([stockOf(copy, "A"), stockOf(copy, "B"), stockOf(copy, "C")]).toEqual([
      { sku: "A", band: "in" },
      { sku: "B", band: "low", count: 2 },
      undefined,
    ]);
  });

  it("travels in the base, with what moved since in the delta", () => {
    const office = openOffice();
    office.stock.apply(
      {
        cursor: "1",
        whole: true,
        levels: [
          { sku: "A", band: "in" },
          { sku: "B", band: "in" },
        ],
      },
      START,
    );
    office.press.roll(START + 1);
    office.stock.apply({ cursor: "2", whole: false, levels: [{ sku: "B", band: "out" }] }, START + 11_000);
    const copy = copyAt(office, START + 12_000);
    expect(copy.delta.stock.size).toBe(1);
    expect([stockOf(copy, "A")?.band, stockOf(copy, "B")?.band]).toEqual(["in", "out"]);
  });

  it("stands alone after a restart, for the base may be wrong about what moved meanwhile", () => {
    const office = openOffice();
    office.stock.apply(
      {
        cursor: "1",
        whole: true,
        levels: [
          { sku: "A", band: "in" },
          { sku: "B", band: "in" },
        ],
      },
      START,
    );
    office.press.roll(START + 1);
    const reopened = openOffice(office.sql, START + 20_000);
    expect(stockOf(copyAt(reopened, START + 20_001), "A")?.band).toBe("in");
    reopened.stock.apply({ cursor: "9", whole: true, levels: [{ sku: "A", band: "low", count: 1 }] }, START + 21_000);
    const copy = copyAt(reopened, START + 21_001);
    expect([stockOf(copy, "A")?.band, stockOf(copy, "B")]).toEqual(["low", undefined]);
  });

  it("forgets a SKU that a whole answer leaves out", () => {
    const office = openOffice();
    office.stock.apply({ cursor: "1", whole: true, levels: [{ sku: "A", band: "in" }] }, START);
    office.press.roll(START + 1);
    office.stock.apply({ cursor: "2", whole: true, levels: [] }, START + 12_000);
    expect(stockOf(copyAt(office, START + 12_001), "A")).toBeUndefined();
  });

  it("does not grow when nothing moves", () => {
    const office = openOffice();
    const levels = [{ sku: "A", band: "in" as const }];
    office.stock.apply({ cursor: "1", whole: true, levels }, START);
    const { seq } = office.stock;
    office.stock.apply({ cursor: "1", whole: false, levels }, START + 1_000);
    expect([office.stock.seq, office.stock.at]).toEqual([seq, START + 1_000]);
  });
});

describe("the names in use", () => {
  const told = (names: readonly string[], whole = false, complete = true) => ({
    cursor: "s",
    whole,
    levels: [],
    handles: { cursor: "h", complete, names: [...names] },
  });
  const isKnown = (copy: BulletinCopy, name: string) => judgeName(copy, name, START, START) === "known";

  it("are in the base or the delta, whichever was rolled", () => {
    const office = openOffice();
    office.stock.apply(told(["product/a", "product/b"], true), START);
    office.press.roll(START);
    office.stock.apply(told(["product/c"]), START + 5_000);
    const copy = copyAt(office, START + 11_000);
    expect(copy.base.handles.size).toBe(2);
    expect(["a", "b", "c", "d"].map((name) => isKnown(copy, `product/${name}`))).toEqual([true, true, true, false]);
  });

  it("are as old as the question, not as the answer, and not certain while there is more to tell", () => {
    const office = openOffice();
    office.stock.apply(told(["product/a"], true, false), START + 300, START);
    expect(judgeName(copyAt(office, START + 400), "product/x", START - 5_000, START + 400)).toBe("unsure");
    office.stock.apply(told(["product/b"]), START + 1_300, START + 1_000);
    const copy = copyAt(office, START + 1_400);
    expect(copy.handlesAt).toBe(START + 1_000);
    expect(judgeName(copy, "product/x", START + 1_000, START + 1_400)).toBe("unsure");
    expect(judgeName(copy, "product/x", START + 999, START + 1_400)).toBe("unknown");
    expect(judgeName(copy, "product/x", START - 5_000, START + 3_000)).toBe("untold");
  });

  it("are untold by a shop that has none, and by a bulletin that started anew until it hears of them", () => {
    const office = openOffice();
    office.stock.apply(told([], true), START);
    expect(judgeName(copyAt(office, START), "product/x", START - 50, START)).toBe("untold");
    office.stock.apply(told(["product/a"], true), START);
    office.press.roll(START);
    const again = openOffice(office.sql, START + 20_000);
    expect(judgeName(copyAt(again, START + 20_000), "product/x", START, START + 20_000)).toBe("unsure");
    again.stock.handles.unanswered();
    expect(copyAt(again, START + 20_000).handlesAt).toBeNull();
    again.stock.apply(told(["product/a", "product/b"], true), START + 20_000);
    expect(isKnown(copyAt(again, START + 20_000), "product/b")).toBe(true);
  });

  it("are none in bytes that were written before there were any", () => {
    const bytes = encodeBase({ ...EMPTY_BASE, stock: hashTable([{ hi: 1, lo: 2, a: 3, b: 4 }]) });
    const before = new TextDecoder().decode(bytes.subarray(8, 60)).replace(/,"hasHandles":true/, (found) => " ".repeat(found.length));
    const old = bytes.slice(0, -8);
    old.set(new TextEncoder().encode(before), 8);
    expect(decodeSections(old)).toMatchObject({ stock: { size: 1 }, handles: { size: 0 } });
  });
});
