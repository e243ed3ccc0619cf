import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MEMORY_BYTES } from "../../worker/cache/memory.ts";

const MEGABYTE = 1024 * 1024;

it("holds 100,000 purged keys, twice while a base is announced, and a full memory tier in less than 64 MB", () => {
  const program = join(import.meta.dirname, "isolate-heap.ts");
  const figures = JSON.parse(execFileSync(process.execPath, ["--expose-gc", program], { encoding: "utf8" }));
  expect(figures).toMatchObject({ purgedKeys: 100_000, heldBases: 2 });
  expect(figures.tierCounted).toBeGreaterThan(MEMORY_BYTES - 50_000);
  expect(figures.heap).toBeGreaterThan(figures.tierCounted);
  expect(figures.heap).toBeLessThan(64 * MEGABYTE);
});
