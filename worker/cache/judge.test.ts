import { describe, expect, it } from "vitest";
import type { BulletinCopy } from "../bulletin/copy.ts";
import { hashTable } from "../bulletin/hash-table.ts";
import { keyHash } from "../bulletin/key-hash.ts";
import { EMPTY_BASE } from "../bulletin/sections.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { heedPurgeSeq, judge } from "./judge.ts";
import type { Stamps, Stored } from "./stored.ts";
import { Verdicts } from "./verdict.ts";

const T = 1_000_000;
const EPOCH = 7;

function response(stamps: Partial<Stamps> = {}, differences: Partial<Stored> = {}): Stored {
  const life = { fillStartedAt: T, storedAt: T, freshUntil: T + 60_000, revalidateUntil: T + 120_000, staleUntil: T + 600_000 };
  return {
    key: '["k"]' as CacheKey,
    asOf: { epoch: EPOCH, seq: 3 },
    stamps: { ...life, notBefore: null, notAfter: null, ...stamps },
    surrogateKeys: ["all", "product:1"],
    entityVersions: { "product:1": 4 },
    status: 200,
    headers: {},
    slots: [],
    segments: [new Uint8Array()],
    ...differences,
  };
}

interface Told {
  readonly seq: number;
  readonly hard?: boolean;
  readonly ago?: number;
  readonly key?: string;
}

/** A copy sent at `sentAt`, whose bulletin's clock is an hour off. */
function copy(sentAt: number, told: readonly Told[] = [], differences: Partial<BulletinCopy> = {}): BulletinCopy {
  const issuedAt = sentAt + 3_600_000;
  const rows = told.map(({ seq, hard = false, ago = 0 }) => ({ seq, hard, at: issuedAt - ago }));
  const purges = hashTable(told.map(({ key = "product:1" }, i) => ({ ...keyHash(key), a: i, b: 0 })));
  const delta = { ...EMPTY_BASE, rows, purges, stockWhole: false };
  const seq = Math.max(3, ...rows.map((row) => row.seq));
  const rest = { floorSeq: 0, stockSeq: 0, stockAt: null, handlesAt: null, baseName: `${EPOCH}.0`, base: EMPTY_BASE };
  return { epoch: EPOCH, seq, sentAt, issuedAt, delta, ...rest, ...differences };
}

const fenced = (sentAt: number, version: number, ago: number): BulletinCopy => {
  const fences = hashTable([{ ...keyHash("product:1"), a: version, b: sentAt + 3_600_000 - ago }]);
  return copy(sentAt, [], { delta: { ...EMPTY_BASE, rows: [], stockWhole: false, fences } });
};

const at = T + 20_000;
const dead = (because: string) => expect.objectContaining({ kind: "dead", because });
const stale = (because: string, use: string) => expect.objectContaining({ kind: "stale", because, use });
const fresh = expect.objectContaining({ kind: "fresh" });
const reuse = expect.objectContaining({ kind: "reuse" });

describe("a stored response is judged", () => {
  it.each([
    ["fresh within its lifetime and a confirmed copy", response(), copy(at), at, fresh],
    ["fresh at B to the millisecond", response(), copy(at - 1_500), at, fresh],
    ["stale, unconfirmed, a millisecond past B", response(), copy(at - 1_501), at, stale("unconfirmed", "while-refreshing")],
    ["stale, unconfirmed, without any copy", response(), undefined, at, stale("unconfirmed", "while-refreshing")],
    ["reusable for five seconds from the start of its fill without a copy", response(), undefined, T + 5_000, reuse],
    ["no longer reusable after them", response(), undefined, T + 5_001, stale("unconfirmed", "while-refreshing")],
    ["stale past its freshness", response(), copy(T + 60_001), T + 60_001, stale("age", "while-refreshing")],
    ["only for errors past its revalidation", response(), copy(T + 120_001), T + 120_001, stale("age", "if-error")],
    ["dead past its life", response(), copy(T + 600_001), T + 600_001, dead("expired")],
    ["untouched by a purge at its own position", response(), copy(at, [{ seq: 3, hard: true }]), at, fresh],
    ["untouched by a purge of another key", response(), copy(at, [{ seq: 4, hard: true, key: "product:2" }]), at, fresh],
    ["dead after a hard purge of one of its keys", response(), copy(at, [{ seq: 4, hard: true }]), at, dead("hard-purge")],
    ["dead by a hard purge that only an old copy knows", response(), copy(at - 60_000, [{ seq: 4, hard: true }]), at, dead("hard-purge")],
    ["stale after a soft purge", response(), copy(at, [{ seq: 4 }]), at, stale("purge", "while-refreshing")],
    ["stale for ten seconds after one", response(), copy(at, [{ seq: 4, ago: 10_000 }]), at, stale("purge", "while-refreshing")],
    ["only for errors after these", response(), copy(at, [{ seq: 4, ago: 10_001 }]), at, stale("purge", "if-error")],
    [
      "only for errors when the copy's age makes ten seconds",
      response(),
      copy(at - 1_000, [{ seq: 4, ago: 9_500 }]),
      at,
      stale("purge", "if-error"),
    ],
    [
      "by the first of several soft purges",
      response(),
      copy(at, [
        { seq: 4, ago: 11_000 },
        { seq: 5, ago: 1_000 },
      ]),
      at,
      stale("purge", "if-error"),
    ],
    ["dead when hard and soft purges mix", response(), copy(at, [{ seq: 4 }, { seq: 5, hard: true }, { seq: 6 }]), at, dead("hard-purge")],
    ["dead in a later epoch", response(), copy(at, [], { epoch: EPOCH + 1, seq: 0 }), at, dead("older-epoch")],
    [
      "unconfirmed when it knows a later epoch",
      response(),
      copy(at, [], { epoch: EPOCH - 1 }),
      at,
      stale("unconfirmed", "while-refreshing"),
    ],
    ["dead below the floor", response(), copy(at, [], { floorSeq: 4 }), at, dead("below-floor")],
    ["alive at the floor", response(), copy(at, [], { floorSeq: 3 }), at, fresh],
    ["dead before its time, by the edge's clock and 250 ms", response({ notBefore: at }), copy(at), at + 249, dead("early")],
    ["fresh from then on", response({ notBefore: at }), copy(at), at + 250, fresh],
    ["fresh to the end of its price and 250 ms", response({ notAfter: at }), copy(at), at + 249, fresh],
    ["only for errors past it", response({ notAfter: at }), copy(at), at + 250, stale("past-not-after", "if-error")],
    [
      "dead past it, when hard-purged as well",
      response({ notAfter: at }),
      copy(at, [{ seq: 4, hard: true }]),
      at + 250,
      dead("hard-purge"),
    ],
    ["fresh for a second below the fence", response(), fenced(T + 1_000, 5, 0), T + 1_000, fresh],
    ["stale after it", response(), fenced(T + 1_001, 5, 0), T + 1_001, stale("fence", "while-refreshing")],
    ["fresh at the fence", response(), fenced(at, 4, 0), at, fresh],
    ["fresh for ten seconds below a fence of more than a minute", response(), fenced(T + 10_000, 5, 61_000), T + 10_000, fresh],
    ["stale after those", response(), fenced(T + 10_001, 5, 61_000), T + 10_001, stale("fence", "while-refreshing")],
    ["free of a fence of more than ten minutes", response(), fenced(at, 5, 600_001), at, fresh],
  ])("%s", (_, stored, held, now, judgement) => {
    expect(judge(stored, held, now)).toEqual(judgement);
  });

  it("says which position an answer must have reached to be better", () => {
    expect(
      judge(
        response(),
        copy(at, [
          { seq: 4, hard: true },
          { seq: 9, hard: true },
        ]),
        at,
      ),
    ).toMatchObject({ need: { minAsOf: { epoch: EPOCH, seq: 9 } } });
    expect(judge(response({ notAfter: at }), copy(at), at + 250)).toMatchObject({ need: { minAt: at } });
  });
});

describe("a request of somebody who has just purged", () => {
  const need = { epoch: EPOCH, seq: 5 };
  const request = { arrivedAt: at, isFilledSince: false };

  it("takes what a copy at his position judges", () => {
    const held = copy(at, [{ seq: 5, key: "other" }]);
    expect(heedPurgeSeq(judge(response(), held, at), response(), held, need, request)).toEqual(fresh);
  });

  it("takes nothing stored from a copy that lags behind", () => {
    const held = copy(at);
    expect(heedPurgeSeq(judge(response(), held, at), response(), held, need, request)).toMatchObject({
      kind: "dead",
      need: { minAsOf: need, startedAfter: at },
    });
  });

  it("takes an answer whose fill began after he asked", () => {
    const since = { ...request, isFilledSince: true };
    expect(heedPurgeSeq(judge(response(), copy(at), at), response(), copy(at), need, since)).toEqual(fresh);
  });
});

describe("a remembered verdict", () => {
  it("holds while the log has not grown, and not a purge longer", () => {
    const [verdicts, stored] = [new Verdicts(), response()];
    const first = verdicts.of(stored, copy(at));
    expect(verdicts.of(stored, copy(at + 1_000))).toBe(first);
    expect(verdicts.of(stored, copy(at + 2_000, [{ seq: 4, hard: true }])).kind).toBe("killed");
  });
});
