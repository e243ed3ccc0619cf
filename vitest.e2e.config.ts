import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tools/longest-first.ts";

const patience = { testTimeout: 120_000, hookTimeout: 240_000, expect: { poll: { timeout: 15_000 } } };
/** The journey is told by `npm test`. */
const exclude = ["**/*.mysql.test.ts", "**/*.journey.test.ts", "**/node_modules/**"];

/** Files that take a machine's both cores, measure waits, or hold what a checkout has one of. */
const ALONE = ["e2e/{canary,dev-command,late-fragments,rehearse,world}.test.ts"];

/** Tests that start the whole shop and a browser. Most wait for pages much of the time: on two cores three files go side by side, each with a shop of its own. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "shop",
          include: ["e2e/**/*.test.ts"],
          exclude: [...exclude, ...ALONE],
          globalSetup: "./e2e/imported-state.ts",
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
          ...patience,
        },
      },
      {
        test: {
          name: "alone",
          include: ALONE,
          globalSetup: "./e2e/imported-state.ts",
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          ...patience,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["worker/conformance/*.test.ts"],
          // One shop for all of them.
          globalSetup: ["./e2e/imported-state.ts", "./worker/conformance/open-shop.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...patience,
        },
      },
    ],
  },
});
