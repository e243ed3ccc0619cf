import { describe, expect, it } from "vitest";
import { cookieNames } from "./cookies.ts";
import { armOf, keepSeed, readSeed, SEEDS } from "./seed.ts";

const names = cookieNames({ origin: "https://shop.example", host: "shop.example" });
const ALL = Array.from({ length: SEEDS }, (_, seed) => seed);
const shareOf = (arm: string, experiment: string, arms: readonly string[], seeds = ALL) =>
  seeds.filter((seed) => armOf(experiment, arms, seed) === arm).length / seeds.length;

describe("a seed", () => {
  it("comes back as it was kept", () => {
    for (const seed of [0, 7, 999]) expect(readSeed(keepSeed(names, seed).split(";")[0] ?? "", names)).toBe(seed);
  });

  it.each([
    null,
    "",
    "__Host-seed=",
    "__Host-seed=1000",
    "__Host-seed=-1",
    "__Host-seed=01",
    "__Host-seed=4e2",
    "__Host-seed=ines",
    "__Host-seed=1; __Host-seed=2",
  ])("is none where something else stands: %j", (header) => {
    expect(readSeed(header, names)).toBeUndefined();
  });

  it("is out of reach of scripts and other sites, and too short to point at anybody", () => {
    expect(keepSeed(names, 999)).toBe("__Host-seed=999; Max-Age=7776000; Path=/; HttpOnly; Secure; SameSite=Lax");
  });
});

describe("the arm a visitor sees", () => {
  it.each([2, 3, 5])("is each of %i about as often", (count) => {
    const arms = Array.from({ length: count }, (_, arm) => String(arm));
    for (const experiment of ["cart-promise", "a", "b"])
      for (const arm of arms) expect(Math.abs(shareOf(arm, experiment, arms) * count - 1)).toBeLessThan(0.15);
  });

  it("says nothing of what they see of another experiment", () => {
    const arms = ["without", "with"];
    const inOne = ALL.filter((seed) => armOf("one", arms, seed) === "with");
    expect(Math.abs(shareOf("with", "two", arms, inOne) - 0.5)).toBeLessThan(0.07);
  });
});
