import { expect, it } from "vitest";
import { percentile, show, spread, table } from "./figures.ts";

it("takes the middle of an odd and of an even number of runs", () => {
  expect(spread([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
  expect(spread([4, 1, 2, 9])).toEqual({ median: 3, min: 1, max: 9 });
});

it("takes for p99 of a hundred the one that one exceeds", () => {
  expect(
    percentile(
      Array.from({ length: 100 }, (_, i) => i + 1),
      0.99,
    ),
  ).toBe(99);
});

it("aligns its tables", () => {
  expect(table(["system", "us"], [["ours", show({ median: 61.4, min: 58, max: 70 })]])).toBe(
    "| system | us         |\n| ------ | ---------- |\n| ours   | 61 (58-70) |",
  );
});
