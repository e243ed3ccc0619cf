import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tools/longest-first.ts";

const patience = { testTimeout: 120_000, hookTimeout: 240_000, expect: { poll: { timeout: 15_000 } } };
/** The journey is told by `npm test`. */
const exclude = ["**/*.mysql.test.ts", "**/*.journey.test.ts", "**/node_modules/**"];

/** Files that measure waits, or look at what renews itself. They wait most of the time. */
const WAITING = ["e2e/{console,late-fragments,world}.test.ts"];

/**
 * Tests that start the whole shop and a browser. Most wait for pages much of the time: on two cores three files go side by side,
 * each with a shop of its own. Then those that measure waits, beside the one shop of the standards and threats.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "shop",
          include: ["e2e/**/*.test.ts"],
          exclude: [...exclude, ...WAITING],
          globalSetup: "./e2e/imported-state.ts",
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
          ...patience,
        },
      },
      {
        test: {
          name: "waits",
          include: WAITING,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          ...patience,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["worker/conformance/*.test.ts"],
          // One shop for all of them, which they have in turn.
          globalSetup: ["./e2e/imported-state.ts", "./worker/conformance/open-shop.ts"],
          setupFiles: "./worker/conformance/one-at-a-time.ts",
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          ...patience,
        },
      },
    ],
  },
});
