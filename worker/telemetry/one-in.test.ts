import { describe, expect, it } from "vitest";
import { OneIn } from "./one-in.ts";

const weights = (every: number, times: number) => {
  const oneIn = new OneIn(every);
  return Array.from({ length: times }, () => oneIn.weigh());
};

describe("one in so many", () => {
  it("stands for those before it and for itself", () => {
    expect(weights(3, 7)).toEqual([0, 0, 3, 0, 0, 3, 0]);
  });

  it("leaves nobody out where everyone gets a line", () => {
    expect(weights(1, 3)).toEqual([1, 1, 1]);
  });
});
