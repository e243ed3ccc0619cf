import { expect, it } from "vitest";
import type { Rehearsal } from "./rehearsal.ts";
import type { Summary } from "./summarize.ts";
import { judge } from "./verdict.ts";

function run(changed: Partial<Summary>): Summary {
  return {
    ...{ perThousand: 2, objects: 100, foreign: 0, nameless: 0, failed: 0, bulletinReadsPerSecond: 1, purges: [] },
    ...{ views: 50_000, tookSeconds: 30, traceSeconds: 30 },
    ...{ calls: { page: 80, shared: 20, personal: 5, stock: 30, mutation: 9, other: 0 }, operations: { most: 5, over: 0, example: [] } },
    ...changed,
  } as Summary;
}

function rehearsal(warm: Partial<Summary>, tenfold: Partial<Summary> = {}): Rehearsal {
  const ours = { cold: run({}), warm: run(warm), deployed: run({}), paced: run({}) };
  return { ours, tenfold: run(tenfold), peers: [] };
}

const missed = (from: Rehearsal) => judge(from).flatMap(({ goal, isReached }) => (isReached === false ? [goal] : []));
const purge = { mode: "hard", acknowledgedAtMs: 0, lastStaleByteMs: 1_800, staleViews: 1 } as const;

it("reaches every goal when all is well", () => {
  expect(missed(rehearsal({}))).toEqual([]);
});

it.each([
  ["Origin calls for browsing", { perThousand: 5.2 }],
  ["Calls for the stock", { tookSeconds: 25 }],
  ["From a hard purge", { purges: [{ ...purge, lastStaleRequestMs: 1_510 }] }],
  ["Bulletin reads", { bulletinReadsPerSecond: 1.2 }],
  ["Views with somebody else's", { foreign: 1 }],
  ["Views answered by an error", { failed: 1 }],
  ["Requests that wanted more than six", { operations: { most: 7, over: 1, example: ["fetch"] } }],
] as const)("says when a goal is missed: %s", (goal, warm) => {
  expect(missed(rehearsal(warm)).map((name) => name.startsWith(goal))).toEqual([true]);
});

it("says when more shoppers make more calls for what is everybody's", () => {
  const calls = { page: 100, shared: 20, personal: 5, stock: 30, mutation: 9, other: 0 };
  expect(missed(rehearsal({}, { calls }))).toEqual([expect.stringMatching(/^Growth/)]);
});

it("measures that growth by all of these calls, the stock's too", () => {
  const calls = { page: 90, shared: 22, personal: 5, stock: 30, mutation: 9, other: 0 };
  expect(missed(rehearsal({}, { calls }))).toEqual([]);
});

it("does not take for growth what more shoppers' baskets cost, nor what a longer drive costs", () => {
  const calls = { page: 80, shared: 20, personal: 500, stock: 60, mutation: 900, other: 0 };
  expect(missed(rehearsal({}, { calls, tookSeconds: 60 }))).toEqual([]);
});

it("counts of the stock's calls those of the trace's own time: a machine that is behind asks longer", () => {
  const calls = { page: 80, shared: 20, personal: 5, stock: 60, mutation: 9, other: 0 };
  expect(missed(rehearsal({ perThousand: 5.5, calls, tookSeconds: 60 }))).toEqual([]);
  expect(missed(rehearsal({ perThousand: 5.7, calls, tookSeconds: 60 }))).toEqual([expect.stringMatching(/^Origin calls for browsing/)]);
});

it("does not judge calls for each view of a trace that has fewer views than seconds pay for", () => {
  const small = judge(rehearsal({ perThousand: 30, views: 1_000, tookSeconds: 40, traceSeconds: 40 }));
  expect(small[0]).toMatchObject({ measured: "30.0", isReached: undefined });
  expect(small.slice(1).every(({ isReached }) => isReached)).toBe(true);
});
