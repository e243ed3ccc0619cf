/** What a deployment would send, built as `npm run deploy` builds it, in a copy of the checkout. */
import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const LEFT_OUT = new Set([".git", ".wrangler", "node_modules", "build", "coverage", "docs"]);

/** What only development has: the overlay, its switches, its complaints, the demo's sign-in. */
const WORDS = [
  "overlay",
  "_demo",
  "no-script",
  "too-late",
  "failed-on-purpose",
  "Alt+V",
  "which the origin does not know",
  "instead of JSX",
];

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "deploy-"));
  for (const entry of readdirSync(root)) {
    if (!LEFT_OUT.has(entry)) cpSync(join(root, entry), join(copy, entry), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(file: string, ...args: string[]): void {
  const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd: copy, encoding: "utf8", env });
  expect(status, `${stdout}${stderr}`).toBe(0);
}

/** The words that stand in the files, and in their names. */
function wordsIn(...patterns: string[]): string[] {
  const files = globSync(patterns, { cwd: copy, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  const texts = files.map((entry) => entry.name + readFileSync(join(entry.parentPath, entry.name), "utf8"));
  return WORDS.filter((word) => texts.some((text) => text.includes(word)));
}

const BUNDLES = ["build/deploy/edge/*.js", "build/deploy/origin/*.js"];
const ASSETS = ["build/assets/**/*.{js,css,html}", "build/assets/_headers"];

describe("a deployment", () => {
  it("has nothing of the overlay, its switches or the demo, even where development was before it", () => {
    run("tools/build/assets.ts");
    expect(wordsIn(...ASSETS)).toContain("overlay");
    run("tools/deploy/deploy.ts", "--dry-run");
    expect(wordsIn(...BUNDLES)).toEqual([]);
    expect(wordsIn(...ASSETS)).toEqual([]);
  }, 180_000);

  it("would be found out if it had: with the demo compiled in, the same search finds every word", () => {
    const config = join(copy, "wrangler.toml");
    writeFileSync(config, readFileSync(config, "utf8").replace(`VITRINE_DEMO = '"false"'`, `VITRINE_DEMO = '"true"'`));
    run("tools/deploy/deploy.ts", "--dry-run");
    expect(wordsIn(...BUNDLES)).toEqual(WORDS.filter((word) => word !== "Alt+V"));
  }, 180_000);
});
