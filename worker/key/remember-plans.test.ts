import { expect, it } from "vitest";
import type { KeyPolicy, Site } from "./key-parts.ts";
import { planKey } from "./plan-key.ts";
import { rememberingPlans } from "./remember-plans.ts";

const SITE: Site = { origin: "https://shop.example", host: "shop.example" };
const POLICIES: readonly KeyPolicy[] = [
  { name: "product", path: "/products/:handle", query: { page: { type: "integer", default: 1, min: 1, max: 9 } } },
];
const at = (path: string) => `https://shop.example${path}`;

it.each([
  "/en-gb/products/jug",
  "/en-gb/products/jug?page=2",
  "/en-gb/products/jug?page=01",
  "/en-gb/products/jug?utm=a",
  "/",
  "/en-gb/nothing",
])("plans %s as ever, however often it is asked", (path) => {
  const planOf = rememberingPlans(POLICIES, SITE);
  for (let asked = 0; asked < 3; asked++) expect(planOf(at(path))).toEqual(planKey(at(path), POLICIES, SITE));
});

it("remembers a page without a query, and no more than it has room for", () => {
  const planOf = rememberingPlans(POLICIES, SITE);
  const first = planOf(at("/en-gb/products/jug"));
  expect(planOf(at("/en-gb/products/jug"))).toBe(first);
  for (let page = 0; page < 2_000; page++) planOf(at(`/en-gb/products/jug-${page}`));
  expect(planOf(at("/en-gb/products/jug"))).not.toBe(first);
});

it("keeps nothing of what strangers may write into an address", () => {
  const planOf = rememberingPlans(POLICIES, SITE);
  const tagged = planOf(at("/en-gb/products/jug?visitor=ines"));
  expect(planOf(at("/en-gb/products/jug?visitor=ines"))).not.toBe(tagged);
});
