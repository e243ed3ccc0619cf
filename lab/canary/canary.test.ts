/**
 * Two hundred visitors in a shop in plain Node, where memory can be looked at too and the origin fails as chance has it;
 * and the same with leaks made on purpose, each of which must be found.
 */
import { expect, it } from "vitest";
import { importTokenKeys } from "#contract/token";
import { TEST_TOKEN_KEYS } from "../../origin-api/fixtures/shop-in-memory.ts";
import { isUnshared } from "../../worker/browser-promise.ts";
import { Random } from "../purge-checker/random.ts";
import { auditSurfaces, type Finding, summary } from "./audit.ts";
import { auditWorld } from "./audit-world.ts";
import { bundleEdge } from "./bundle.ts";
import { coverageOf } from "./coverage.ts";
import { LEAKS, type Leak } from "./leaks.ts";
import { type CanaryRun, runCanary } from "./run-canary.ts";
import { ADMIN_TOKEN, openWorld, type World } from "./world.ts";

const SEED = 5;
const FAULTS = 0.15;
/** Enough to find a leak by. */
const FEW = 48;

interface Canary {
  readonly world: World;
  readonly run: CanaryRun;
  readonly findings: readonly Finding[];
}

async function canary(visitors: number, purgeEvery: number, leak?: Leak): Promise<Canary> {
  const world = await openWorld(await bundleEdge(leak?.edits), new Random(SEED), FAULTS);
  const keys = await importTokenKeys(TEST_TOKEN_KEYS);
  const run = await runCanary({ send: world.send, keys, adminToken: ADMIN_TOKEN }, { seed: SEED, visitors, purgeEvery });
  await world.settle();
  return { world, run, findings: await auditWorld(world, run) };
}

it("shows nobody anything of two hundred others, and keeps, logs and counts nothing of theirs", { timeout: 90_000 }, async () => {
  const { world, run, findings } = await canary(200, 40);
  expect(summary(findings)).toBe("0 findings");

  // Asked of the answers as they were made: the last look in index.ts is not among what is tested here.
  expect(run.got.filter(({ answer }) => !isUnshared(new Headers(answer.headers.map(([name, value]) => [name, value]))))).toEqual([]);

  const { visitors, pages, purges, shown, fragments } = coverageOf(run);
  expect({ visitors, pages }).toEqual({ visitors: 200, pages: 50 });
  expect(Math.min(purges - 10, shown.name - 100, shown.count - 100, shown.line - 50)).toBeGreaterThan(0);
  expect(Object.keys(fragments)).toEqual(expect.arrayContaining(["cart=batch", "cart=fallback;because=unanswered", "delivery-note=tier"]));
  expect(new Set(world.stored().map(({ where }) => where.split(/[ ,] ?/)[0]))).toEqual(
    new Set(["memory", "cache", "address", "Bulletin", "Stats"]),
  );
  const { carts } = await world.originRows();
  expect(new Set(auditSurfaces(run.book, carts).map(({ kind }) => kind))).toEqual(new Set(["cart", "line", "customer"]));
});

it.each(LEAKS)("finds $what", { timeout: 90_000 }, async (leak) => {
  const { findings } = await canary(FEW, 8, leak);
  for (const where of leak.foundIn) {
    expect(
      findings.filter((finding) => where.test(finding.where)),
      summary(findings),
    ).not.toEqual([]);
  }
});

it("refuses an edit that no longer applies", async () => {
  const edit = { file: "worker/serve-page.ts", find: "what stands nowhere", put: "" };
  await expect(bundleEdge([edit])).rejects.toThrow("worker/serve-page.ts has 0 places with: what stands nowhere");
});
