/**
 * Two hundred visitors in the real shop, both Workers in one process with their real bindings. Afterwards everything is
 * searched that left the Workers or was kept by them: answers, the log, what operators are told, the PoP's caches and
 * every Durable Object. Only the origin's own tables of carts and customers may know visitors.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importTokenKeys } from "#contract/token";
import { sender } from "../lab/canary/answers.ts";
import { auditAnswers, auditBadges, auditSurfaces, type Surface, summary, withoutKeys } from "../lab/canary/audit.ts";
import { coverageOf } from "../lab/canary/coverage.ts";
import { type CanaryRun, runCanary } from "../lab/canary/run-canary.ts";
import { readDevVars } from "../tools/dev/secrets.ts";
import { type OpenShop, openShop, root } from "./shop.ts";
import { readState, type StateFiles } from "./state-files.ts";

let shop: OpenShop;
let run: CanaryRun;
let state: StateFiles;

beforeAll(async () => {
  shop = await openShop({ logLevel: "log" });
  const keys = await importTokenKeys(readDevVars(readFileSync(join(root, ".dev.vars"), "utf8")).TOKEN_KEYS ?? "");
  const send = sender(shop.origin, fetch);
  run = await runCanary({ send, keys, adminToken: shop.adminToken }, { seed: 7, visitors: 200, purgeEvery: 60 });
  // The counters are written some seconds after the last report.
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  await shop.stop();
  state = readState(shop.stateDir);
}, 300_000);
afterAll(() => shop?.close());

const audit = (surfaces: readonly Surface[]) => summary(auditSurfaces(run.book, surfaces));
const isWrangler = (line: string) => line.startsWith("[wrangler");

it("went everywhere: visitors saw their own names, counts and lines on fifty pages between purges", () => {
  const { visitors, pages, purges, shown, fragments } = coverageOf(run);
  expect({ visitors, pages }).toEqual({ visitors: 200, pages: 50 });
  expect(Math.min(purges - 10, shown.name - 100, shown.count - 100, shown.line - 50)).toBeGreaterThan(0);
  expect(Object.keys(fragments)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^cart=(batch|pending)$/),
      "greeting=token",
      "recommendations=tier",
      "delivery-note=tier",
      "recently-viewed=tier",
    ]),
  );
});

it("shows nobody anything of another visitor's", () => {
  expect(summary([...auditAnswers(run.book, run.got), ...auditBadges(run.got)])).toBe("0 findings");
});

it("logs nobody", () => {
  const lines = shop.log.filter((line) => !isWrangler(line));
  expect(lines.filter((line) => line.includes('"event":"request"')).length).toBeGreaterThanOrEqual(run.got.length);
  expect(lines.filter((line) => line.includes("shareable-answer"))).toEqual([]);
  expect(audit(lines.map((bytes) => ({ where: "log", bytes })))).toBe("0 findings");
});

it("tells operators of nobody: metrics, statistics, purges and explanations", () => {
  expect(run.told.length).toBeGreaterThan(10);
  expect(audit(run.told)).toBe("0 findings");
});

it("keeps nobody in the PoP's cache, beyond the segments and products that answers are kept under", () => {
  expect(state.cached.length).toBeGreaterThan(100);
  expect(audit(state.cached.map((surface) => withoutKeys(run.book, surface)))).toBe("0 findings");
});

it("keeps nobody in the edge's Durable Objects", () => {
  const names = state.edge.map(({ where }) => where).join("\n");
  expect(names).toMatch(/vitrine-Bulletin.*, table purges/);
  expect(names).toMatch(/vitrine-Stats.*, table total/);
  expect(audit(state.edge)).toBe("0 findings");
});

it("keeps nobody in the shield, beyond the segments and products that answers are kept under", () => {
  expect(state.shield.length).toBeGreaterThan(50);
  expect(audit(state.shield.map((surface) => withoutKeys(run.book, surface)))).toBe("0 findings");
});

it("keeps carts at the origin, and in no other table than theirs", () => {
  const known = new Set(auditSurfaces(run.book, state.origin.carts).map(({ kind }) => kind));
  expect(known).toEqual(new Set(["cart", "line", "customer", "handle"]));
  expect(state.origin.others.length).toBeGreaterThan(1_000);
  expect(audit(state.origin.others)).toBe("0 findings");
});
