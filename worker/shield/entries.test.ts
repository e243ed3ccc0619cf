import { describe, expect, it } from "vitest";
import { nodeSql } from "../../lab/purge-checker/node-sql.ts";
import { notingSql } from "../../lab/purge-checker/noting-sql.ts";
import { type Candidate, judgeStorable, type Storable } from "../cache/storable.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { LIFETIMES } from "../lifetimes.ts";
import { Entries } from "./entries.ts";

const START = 1_800_000_000_000;
const keyOf = (name: string): CacheKey => JSON.stringify(["shield-test", name]) as CacheKey;

function storable(name: string, differences: Partial<Candidate> = {}): Storable {
  const base: Candidate = {
    key: keyOf(name),
    asOf: { epoch: 1, seq: 4 },
    fillStartedAt: START,
    lifetime: LIFETIMES.catalog,
    implicitKeys: ["all"],
    status: 200,
    headers: {},
    segments: [new Uint8Array(10_000)],
    slots: [],
    surrogateKeys: [],
    entityVersions: { "product:1": 3 },
    changesAt: null,
    marked: true,
  };
  const judged = judgeStorable({ ...base, ...differences }, START);
  if (!judged.ok) throw new Error(judged.because);
  return judged.storable;
}

function open(maxBytes?: number) {
  const clock = { now: START };
  const sql = nodeSql();
  return { clock, sql, entries: new Entries(sql, () => clock.now, maxBytes) };
}

const at = (name: string, notBefore: number | null = null) => ({ key: keyOf(name), notBefore });

describe("what an object of the shield keeps", () => {
  it("comes back stamp for stamp and byte for byte, after a restart too", () => {
    const { entries, sql } = open();
    const stored = storable("a");
    entries.write(stored);
    expect(entries.read(at("a"))).toEqual(stored);
    const later = new Entries(sql, () => START);
    expect(later.read(at("a"))).toEqual(stored);
    expect(later.bytes).toBe(entries.bytes);
    expect(later.read(at("b"))).toBeUndefined();
  });

  it("can be looked through without its bytes, as long as it is kept", () => {
    const { entries, clock } = open(45_000);
    for (const name of ["a", "b", "c", "d"]) {
      clock.now += 1;
      entries.write(storable(name, { surrogateKeys: [`product:${name}`] }));
    }
    const names = entries.heads().map(({ surrogateKeys }) => surrogateKeys.find((key) => key.startsWith("product:")));
    expect(names).toEqual(["product:a", "product:b", "product:c", "product:d"]);
    expect(entries.heads()[0]).toMatchObject({ key: keyOf("a"), asOf: { epoch: 1, seq: 4 }, status: 200 });
    clock.now += 1;
    entries.write(storable("e"));
    expect(entries.heads().map(({ key }) => key)).toEqual(["b", "c", "d", "e"].map(keyOf));
  });

  it("is read and written by its key, its use and its end alone: a full store costs no more than an empty one", () => {
    const sql = notingSql();
    const clock = { now: START };
    const entries = new Entries(sql, () => clock.now, 45_000);
    sql.takePlans();
    for (const name of ["a", "b", "c", "d", "e", "a"]) entries.write(storable(name));
    clock.now += 3_600_000;
    entries.read(at("e"));
    entries.write(storable("f"));
    const plans = sql.takePlans();
    expect(plans.filter((plan) => /^SCAN (?!known USING INDEX known_by_use)/.test(plan))).toEqual([]);
    expect(plans.length).toBeGreaterThan(5);
  });

  it("is not replaced by what knows fewer purges", () => {
    const { entries } = open();
    entries.write(storable("a", { asOf: { epoch: 1, seq: 9 } }));
    entries.write(storable("a", { asOf: { epoch: 1, seq: 4 }, status: 404 }));
    expect(entries.read(at("a"))?.status).toBe(200);
  });

  it("has a successor beside it, whose life begins at its moment", () => {
    const { entries } = open();
    const T0 = START + 3_600_000;
    entries.write(storable("a", { changesAt: T0 }));
    entries.write(storable("a", { notBefore: T0, status: 410 }));
    expect([entries.read(at("a"))?.status, entries.read(at("a", T0))?.status]).toEqual([200, 410]);
    expect(entries.read(at("a", T0))?.stamps.freshUntil).toBe(T0 + LIFETIMES.catalog.maxAge);
  });

  it("goes when room is needed: the dead first, then what was not asked for", () => {
    const { entries, clock } = open(45_000);
    entries.write(storable("dead", { lifetime: { ...LIFETIMES.missing, maxAge: 1_000 } }));
    for (const name of ["first", "second", "third"]) {
      clock.now += 100_000;
      entries.write(storable(name));
    }
    clock.now += 100_000;
    entries.read(at("first"));
    entries.write(storable("fourth"));
    const kept = () => ["dead", "first", "second", "third", "fourth", "fifth"].filter((name) => entries.read(at(name)) !== undefined);
    expect(kept()).toEqual(["first", "second", "third", "fourth"]);
    clock.now += 100_000;
    for (const name of ["first", "third", "fourth"]) entries.read(at(name));
    entries.write(storable("fifth"));
    expect(kept()).toEqual(["first", "third", "fourth", "fifth"]);
    expect(entries.bytes).toBeLessThanOrEqual(45_000);
  });

  it("is never what is larger than a row may be", () => {
    const { entries } = open();
    entries.write(storable("a", { segments: [new Uint8Array(2_000_000)] }));
    expect([entries.read(at("a")), entries.bytes]).toEqual([undefined, 0]);
    entries.write(storable("b", { segments: [new Uint8Array(1_800_000)] }));
    expect(entries.read(at("b"))).toBeDefined();
  });
});
