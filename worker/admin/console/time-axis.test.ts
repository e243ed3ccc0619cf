import { describe, expect, it } from "vitest";
import type { ExplainedTier } from "../explain.ts";
import { timeAxis } from "./time-axis.ts";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const none: ExplainedTier = {
  ...{ name: "memory", state: "none", because: null, asOf: null },
  ...{ storedAt: null, freshUntil: null, revalidateUntil: null, staleUntil: null, notBefore: null, notAfter: null },
};

/** Stored so long ago, for five minutes, ten more and a day. */
function kept(ago: number, differences: Partial<ExplainedTier> = {}): ExplainedTier {
  const storedAt = NOW - ago;
  const freshUntil = storedAt + 5 * MINUTE;
  const revalidateUntil = freshUntil + 10 * MINUTE;
  const times = { storedAt, freshUntil, revalidateUntil, staleUntil: revalidateUntil + 1_440 * MINUTE };
  return { ...none, name: "pop", state: "fresh", ...times, ...differences };
}

describe("the axis of time", () => {
  it("is not there when nothing is stored", () => {
    expect(timeAxis([none, none], NOW)).toBeUndefined();
  });

  it("shows what each tier's copy is when: fresh, then shown while it is refreshed, then in place of an error", () => {
    const axis = timeAxis([none, kept(2 * MINUTE), kept(MINUTE)], NOW);
    expect(axis?.rows.map(({ spans }) => spans.map(({ tone }) => tone))).toEqual(Array(2).fill(["fresh", "refreshed", "rescue"]));
    const [fresh, refreshed, rescue] = axis?.rows[0]?.spans ?? [];
    expect(fresh && fresh.x < (axis?.now ?? 0) && fresh.x + fresh.width > (axis?.now ?? 0)).toBe(true);
    expect(refreshed?.x).toBeCloseTo((fresh?.x ?? 0) + (fresh?.width ?? 0));
    expect(rescue?.x).toBeCloseTo((refreshed?.x ?? 0) + (refreshed?.width ?? 0));
  });

  it("has room for all that is told, whatever the past and the future are", () => {
    for (const ago of [0, 1_000, 4 * MINUTE, 20 * MINUTE, 3_000 * MINUTE]) {
      const axis = timeAxis([kept(ago, { notBefore: NOW - 2 * ago, notAfter: NOW + 5_000 * MINUTE })], NOW);
      const ends = axis?.rows.flatMap(({ spans, flips }) => [...flips, ...spans.flatMap(({ x, width }) => [x, x + width])]) ?? [];
      expect(Math.min(...ends)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...ends)).toBeLessThanOrEqual(100);
    }
  });

  it("leaves ticks out that would stand on each other, but never now", () => {
    const { ticks = [] } = timeAxis([kept(3_000 * MINUTE)], NOW) ?? {};
    expect(ticks.map(({ label }) => label)).toContain("now");
    const gaps = ticks.slice(1).map(({ x }, i) => x - (ticks[i]?.x ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(18);
  });
});
