import { defineConfig } from "vitest/config";

/** Tests on a MySQL server behind PlanetScale's protocol. Where no server is installed they fail, and say how to get one. */
export default defineConfig({
  test: {
    include: ["{origin-api,tools,e2e}/**/*.mysql.test.ts"],
    // Each has a server of its own.
    maxWorkers: 3,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
