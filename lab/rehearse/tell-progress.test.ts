import { expect, it } from "vitest";
import { tellProgress } from "./tell-progress.ts";

function saidOf(total: number, done: readonly number[]): readonly string[] {
  const said: string[] = [];
  const tell = tellProgress("cold", total, (line) => said.push(line));
  for (const count of done) tell(count);
  return said;
}

it("says each tenth once, and leaves the end to whoever sums up", () => {
  const everyView = Array.from({ length: 40 }, (_, index) => index + 1);
  expect(saidOf(40, everyView)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenths) => `cold: ${tenths}0%`));
});

it("says where a short run is, and no tenth that was passed over", () => {
  expect(saidOf(3, [1, 2, 3])).toEqual(["cold: 30%", "cold: 60%"]);
});
