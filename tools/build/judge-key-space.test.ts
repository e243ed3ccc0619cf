import { expect, it } from "vitest";
import type { KeyPolicy } from "../../worker/key/key-parts.ts";
import { MAX_SHELLS_PER_OBJECT, shellsPerObject } from "../../worker/key/key-space.ts";
import { declaredPolicies, judgeKeySpace } from "./judge-key-space.ts";

const pages = (max: number): KeyPolicy => ({
  name: "collection",
  path: "/c/:handle",
  query: { page: { type: "integer", default: 1, min: 1, max } },
});

it("builds a shop whose objects have few shells each, experiments included", async () => {
  const policies = await declaredPolicies();
  expect(policies.map(({ name }) => name)).toEqual(["home", "collection", "product", "cart"]);
  expect(policies.filter(({ dimensions }) => dimensions).map(shellsPerObject)).toEqual([10]);
  expect(() => judgeKeySpace(policies)).not.toThrow();
});

it("refuses a shop whose dimensions multiply beyond the budget, and says which", () => {
  const within = pages(MAX_SHELLS_PER_OBJECT / 5);
  expect(() => judgeKeySpace([within])).not.toThrow();
  expect(() => judgeKeySpace([{ ...within, dimensions: { layout: ["a", "b"] } }])).toThrow(
    "one collection can have 8000 shells (market x page x layout), more than 4000",
  );
});
