import { defineConfig } from "vitest/config";

/** Tests that start the whole shop and a browser: slower, one file after the other on purpose (each starts its own shop). */
export default defineConfig({
  test: {
    include: ["e2e/**/*.test.ts"],
    exclude: ["**/*.mysql.test.ts", "**/node_modules/**"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
