import { describe, expect, it } from "vitest";
import { firstFinding, sweep } from "./check.ts";
import { REMOVALS } from "./removals.ts";

const LONG = 120_000;

describe("the purge promise", () => {
  it("holds in random histories of purges, outages, restarts and clocks that disagree", { timeout: LONG }, async () => {
    const { served, findings } = await sweep(200, 1);
    expect(findings).toEqual([]);
    expect(served).toBeGreaterThan(50_000);
  });
});

describe("every rule is needed: the checker sees when it is gone", () => {
  it.each(REMOVALS.map((removal) => [removal.rule, removal] as const))("%s", { timeout: LONG }, async (_, removal) => {
    expect(await firstFinding(removal, 80, 1)).toBeDefined();
  });
});
