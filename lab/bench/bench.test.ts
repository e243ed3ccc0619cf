import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

/** What the command line says to arguments of which the last is wrong. */
function refusalOf(...args: readonly string[]): string {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "bench.ts"), ...args], { encoding: "utf8" });
  return `${status} ${stderr.split("\n")[0]}`;
}

it.each(["stitch", "bulletin", "import"])("%s is measured without further options", (verb) => {
  expect(refusalOf(verb, "--entries", "none")).toBe('2 --entries is "none": a number above 0.');
});

it("names what cannot be measured, and for how long not", () => {
  expect(refusalOf("stich")).toContain('2 There is no "stich" to measure.');
  expect(refusalOf("stitch", "--seconds", "0")).toBe('2 --seconds is "0": a number above 0.');
});
