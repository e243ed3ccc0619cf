/** A small rehearsal from beginning to end. What depends on how busy the machine is stays unjudged here. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Rehearsal } from "../lab/rehearse/rehearsal.ts";
import type { Judged } from "../lab/rehearse/verdict.ts";
import { root } from "./shop.ts";

const dir = mkdtempSync(join(tmpdir(), "rehearsal-"));
const [json, page] = [join(dir, "figures.json"), join(dir, "page.html")];
let status: number | null;
let output = "";
let figures: Rehearsal & { readonly judged: readonly Judged[] };

beforeAll(() => {
  const args = ["lab/rehearse/rehearse.ts", "--small", "--shoppers", "80", "--pops", "2", "--seconds", "4", "--json", json, "--page", page];
  const ran = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", timeout: 400_000 });
  [status, output] = [ran.status, ran.stdout + ran.stderr];
  figures = JSON.parse(readFileSync(json, "utf8"));
}, 420_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("sends every view of the trace, and finds nothing of one shopper with another", () => {
  const { cold, warm } = figures.ours;
  for (const { views, foreign, nameless, operations } of [cold, warm]) {
    expect({ views, foreign, nameless, over: operations.over }).toEqual({ views: 400, foreign: 0, nameless: 0, over: 0 });
  }
});

it("counts what entered the origin, baskets apart, and what no origin was waited for", () => {
  const { cold, warm } = figures.ours;
  expect(cold.calls.page).toBeGreaterThan(50);
  expect(warm.served.origin).toBeLessThan(cold.served.origin);
  expect(warm.calls.mutation).toBe(cold.calls.mutation);
  expect(warm.calls.mutation).toBeGreaterThan(0);
});

it("sees the purge in its middle", () => {
  const [purge] = figures.ours.warm.purges;
  expect(purge?.mode).toBe("hard");
  expect(purge?.acknowledgedAtMs).toBeGreaterThan(1_000);
});

it("says what it saw as a table and as a page that fetches nothing, and by its exit status", () => {
  expect(output).toContain("| run");
  expect(status).toBe(figures.judged.some(({ isReached }) => isReached === false) ? 1 : 0);
  const html = readFileSync(page, "utf8");
  expect(html).toContain("<h1>Rehearsal</h1>");
  expect(html).not.toMatch(/\b(src|href)=/);
});
