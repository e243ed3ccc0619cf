import { defineConfig } from "vitest/config";

const exclude = ["**/*.mysql.test.ts", "**/node_modules/**"];
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };

/** Tests that start the whole shop and a browser: slower, one file after the other on purpose (most start a shop of their own). */
export default defineConfig({
  test: {
    fileParallelism: false,
    projects: [
      { test: { name: "shop", include: ["e2e/**/*.test.ts"], exclude, fileParallelism: false, ...patience } },
      {
        test: {
          name: "conformance",
          include: ["worker/conformance/*.test.ts"],
          // One shop for all of them.
          globalSetup: "./worker/conformance/open-shop.ts",
          fileParallelism: false,
          ...patience,
        },
      },
    ],
  },
});
