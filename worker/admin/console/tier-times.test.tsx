import { expect, it } from "vitest";
import type { ExplainedTier } from "../explain.ts";
import { TierTimes, timesOf } from "./tier-times.tsx";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const tier: ExplainedTier = {
  ...{ name: "pop", state: "fresh", because: null, asOf: "1.4" },
  ...{ storedAt: NOW - 2 * MINUTE, freshUntil: NOW + 3 * MINUTE, revalidateUntil: NOW + 13 * MINUTE, staleUntil: NOW + 1_453 * MINUTE },
  ...{ notBefore: null, notAfter: NOW + 60 * MINUTE },
};

it("says in words what the axis shows, moment by moment", () => {
  const words = [
    "stored 2 min ago",
    "fresh for 3 min more",
    "shown while it is refreshed for 13 min more",
    "shown if the origin fails for 24 h more",
    "not after 09:00:00",
  ];
  expect(timesOf(tier, NOW)).toEqual(words);
  expect(timesOf(tier, NOW + 10 * MINUTE)[1]).toBe("fresh until 7 min ago");
  expect(String(TierTimes({ tiers: [tier], now: NOW }))).toContain(`aria-label="${words.join("; ")}"`);
});

it("is pale and says why where a purge overruled what the clock says", () => {
  const drawn = (differences: Partial<ExplainedTier>) => String(TierTimes({ tiers: [{ ...tier, ...differences }], now: NOW }));
  expect(drawn({})).not.toContain("is-overruled");
  expect(drawn({ state: "dead", because: "hard-purge" })).toMatch(/is-overruled.*dead, hard-purge/s);
});

it("draws without a style of its own, which the policy of the page forbids", () => {
  expect(String(TierTimes({ tiers: [tier], now: NOW }))).not.toContain("style");
});

it("draws nothing of tiers that hold nothing", () => {
  const empty = { storedAt: null, freshUntil: null, revalidateUntil: null, staleUntil: null, notAfter: null };
  expect(TierTimes({ tiers: [{ ...tier, state: "none", ...empty }], now: NOW })).toBeNull();
});
