import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lockGaps } from "./check-lock.ts";

const whole = {
  "": { dependencies: { a: "1" } },
  "node_modules/a": { optionalDependencies: { "@a/linux": "1" }, dependencies: { b: "1" } },
  "node_modules/a/node_modules/b": {},
  "node_modules/@a/linux": {},
};

it("finds nothing in a lock that npm ci accepts", () => {
  expect(lockGaps(whole)).toEqual([]);
});

it("names an optional platform package that npm install left out in silence", () => {
  const { "node_modules/@a/linux": _, ...gap } = whole;
  expect(lockGaps(gap)).toEqual(["@a/linux <- node_modules/a"]);
});

it("does not take a package nested elsewhere for the one that is missing", () => {
  const { "node_modules/a/node_modules/b": _, ...gap } = whole;
  expect(lockGaps({ ...gap, "node_modules/@a/linux/node_modules/b": {} })).toEqual(["b <- node_modules/a"]);
});

it("holds for the project's own lock", () => {
  const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
  expect(lockGaps(lock.packages)).toEqual([]);
});
