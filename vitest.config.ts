import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { buildAssets } from "./tools/build/assets.ts";
import { LongestFirst } from "./tools/longest-first.ts";

// The edge Worker imports what the build makes, and both name its folder: a clean checkout has neither.
await buildAssets();

/** Secrets of tests; no deployment has them. */
const TOKEN_KEYS = JSON.stringify({ k1: "only-for-tests-only-for-tests-only-for-tests" });

/** The origin as the edge's own tests need it: there, but closed. Whole-shop tests run both Workers (e2e/). */
const closedOrigin = () => new Response('{"type":"about:blank","title":"Closed","status":503}', { status: 503 });

/** vitest leaves one core to itself unless told. A file more than there are cores: some wait for timers, or for programs that they start. */
const maxWorkers = availableParallelism() + 1;

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "node",
          include: ["{worker,fragments,origin-api,tools,lab}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.workerd.test.ts", "**/*.mysql.test.ts", "worker/conformance/**", "**/node_modules/**"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          maxWorkers,
          // No file mocks a module or leaves one changed: what one has loaded serves the next.
          isolate: false,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: { TOKEN_KEYS, ADMIN_TOKEN: "test-admin-token", SITE_ORIGIN: "http://127.0.0.1:8787", POP: "TST" },
              serviceBindings: { ORIGIN: closedOrigin },
            },
          }),
        ],
        test: { name: "edge", include: ["worker/**/*.workerd.test.ts"], testTimeout: 20_000, maxWorkers },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./origin-api/wrangler.toml" },
            miniflare: { bindings: { TOKEN_KEYS } },
          }),
        ],
        test: { name: "origin", include: ["origin-api/**/*.workerd.test.ts"], testTimeout: 20_000, maxWorkers },
      },
      {
        test: {
          name: "journey",
          include: ["e2e/*.journey.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
          maxWorkers,
        },
      },
    ],
  },
});
