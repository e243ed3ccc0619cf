import { expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import type { Places } from "./places.ts";
import { makeTrace } from "./trace.ts";

const places: Places = {
  products: Array.from({ length: 240 }, (_, at) => ({ handle: `product-${at}`, soldIn: at % 3 === 0 ? ["en-us"] : MARKET_NAMES })),
  collections: ["mugs", "towels", "lamps"],
  hot: { handle: "product-1", surrogateKey: "product:1" },
  skus: ["sku-1"],
};
const options = { shoppers: 4_000, seconds: 30, pops: 8, seed: 7 };
const trace = makeTrace(places, options);
const views = trace.filter(({ kind }) => kind !== "buy");
const share = (is: (step: (typeof trace)[number]) => boolean, of = views) => of.filter(is).length / of.length;

it("is the standard trace", () => {
  expect(views).toHaveLength(20_000);
  expect(share(({ kind }) => kind === "product")).toBeCloseTo(0.6, 1);
  expect(share(({ kind }) => kind === "listing")).toBeCloseTo(0.25, 1);
  expect(share(({ path }) => path.includes("utm_"))).toBeCloseTo(1 / 3, 1);
  expect(share(({ shopper }) => shopper.market === "en-us")).toBeCloseTo(0.4, 1);
  const products = views.filter(({ kind }) => kind === "product");
  expect(share(({ object }) => object.endsWith("/product-1"), products)).toBeGreaterThan(0.5);
  expect(trace.length - views.length).toBeGreaterThan(300);
  expect(trace.length - views.length).toBeLessThan(500);
});

it("goes forward in time, and to every point of presence", () => {
  expect(trace.map(({ atMs }) => atMs)).toEqual(trace.map(({ atMs }) => atMs).sort((a, b) => a - b));
  expect(new Set(trace.map(({ shopper }) => shopper.pop)).size).toBe(8);
});

it("is the same for the same seed, and another for another", () => {
  expect(makeTrace(places, options)).toEqual(trace);
  expect(makeTrace(places, { ...options, seed: 8 })).not.toEqual(trace);
});

it("never sends anybody to a product that is not sold there", () => {
  const wrong = views.filter(({ object, shopper }) => {
    const product = places.products.find(({ handle }) => object.endsWith(`/${handle}`));
    return product && !product.soldIn.includes(shopper.market);
  });
  expect(wrong).toEqual([]);
});

it("keeps the shoppers and thins out their views when it is to", () => {
  const thin = makeTrace(places, { ...options, oneIn: 10 }).filter(({ kind }) => kind !== "buy");
  expect(thin.length).toBeGreaterThan(1_700);
  expect(thin.length).toBeLessThan(2_300);
});

it("keeps of each object the first view, and the first since each moment, when it is to", () => {
  const kept = makeTrace(places, { ...options, oneIn: 10, firstsSince: [15_000] }).filter(({ kind }) => kind !== "buy");
  const objectsIn = (steps: typeof trace, from: number, until: number) =>
    new Set(steps.filter(({ atMs }) => atMs >= from && atMs < until).map(({ object }) => object));
  for (const [from, until] of [
    [0, 15_000],
    [15_000, 30_000],
  ] as const)
    expect(objectsIn(kept, from, until)).toEqual(objectsIn(views, from, until));
  expect(kept.length).toBeLessThan(6_000);
});
