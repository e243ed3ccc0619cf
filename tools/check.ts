/** `npm run check`: everything that must hold before a commit, in the order in which mistakes are cheapest to read. */
import { spawnSync } from "node:child_process";
import { quietWrangler, requireNode } from "./environment.mjs";
import { readSwitches } from "./read-flags.ts";

requireNode();
const STEPS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ["assets", "node", "tools/build/assets.ts"],
  ["lock", "node", "tools/check-lock.ts"],
  ["lint and format", "biome", "ci", "--reporter=summary", "."],
  ["generated types", "node", "tools/types.ts", "--check"],
  ["types of the Workers", "tsc", "-p", "tsconfig.json"],
  ["types of the tests", "tsc", "-p", "tsconfig.tests.json"],
  ["types of the tools", "tsc", "-p", "tsconfig.tools.json"],
  ["tests", "vitest", "run"],
];
const steps = readSwitches("check", ["without-tests"]).has("without-tests") ? STEPS.filter(([name]) => name !== "tests") : STEPS;

for (const [name, command, ...args] of steps) {
  const started = performance.now();
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...quietWrangler } });
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0 && name === "lint and format") console.log("npm run fix mends what it can, and shows where the rest is");
  if (status !== 0) process.exit(1);
}
