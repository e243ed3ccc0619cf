import { expect, it } from "vitest";
import type { Viewed } from "./drive.ts";
import { summarize } from "./summarize.ts";

const viewed = (kind: Viewed["kind"], status: number) => ({ kind, status, served: "pop", sentAtMs: 0, doneAtMs: 5 }) as Viewed;

function summaryOf(all: readonly Viewed[], failed = 0) {
  const drive = { viewed: all, failed, tookMs: 1_000, startedAt: 0 };
  const observed = { name: "warm", traceSeconds: 1, steps: [], calls: [], began: 0, bulletinReadsPerSecond: 1, purges: [] };
  return summarize({ ...observed, drive, operations: { most: 1, over: 0, example: [] } });
}

const failedOf = (all: readonly Viewed[], failed?: number): number => summaryOf(all, failed).failed;

it("counts as failed whatever a shopper cannot use: errors, missing pages, being sent away, and no answer at all", () => {
  expect(failedOf([viewed("product", 503), viewed("listing", 404), viewed("home", 429), viewed("buy", 429), viewed("buy", 500)], 2)).toBe(
    7,
  );
});

it("does not count pages, redirects and refused baskets", () => {
  expect(failedOf([viewed("product", 200), viewed("listing", 302), viewed("buy", 303), viewed("buy", 409)])).toBe(0);
});

it("counts each page that was viewed once, and each arm of an experiment as a page", () => {
  const basket = (arm: string) => ({ ...viewed("basket", 200), object: `/en-gb/cart ${arm}` });
  const home = { ...viewed("home", 200), object: "/en-gb" };
  const buy = { ...viewed("buy", 303), object: "" };
  expect(summaryOf([home, home, buy, basket("with"), basket("without"), basket("with")]).objects).toBe(3);
});
