import { expect, it } from "vitest";
import { inLanes } from "../lanes.io.ts";
import { askAll, type ReviewedNamespace } from "./reach.io.ts";

const SHIELDS = { getByName: () => ({}) } as unknown as ReviewedNamespace;

it("asks a silent shield's objects no longer than an operator waits for all of them", async () => {
  let asked = 0;
  const silent = () => {
    asked++;
    return new Promise<never>(() => {});
  };
  expect(await inLanes(() => askAll(SHIELDS, silent, { eachMs: 20, allMs: 20 }))).toEqual([]);
  expect(asked).toBeLessThan(6);
});

it("has an answer of each that gives one", async () => {
  let asked = 0;
  const every = async () => {
    if (++asked % 4 === 0) throw new Error("cut off");
    return asked;
  };
  expect(await inLanes(() => askAll(SHIELDS, every))).toHaveLength(12);
});
