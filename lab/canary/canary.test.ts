/** Two hundred visitors in a shop in plain Node, where memory can be looked at too and the origin fails as chance has it. */
import { expect, it } from "vitest";
import { isUnshared } from "../../worker/browser-promise.ts";
import { auditSurfaces, summary } from "./audit.ts";
import { flyCanary } from "./canary.ts";
import { coverageOf } from "./coverage.ts";

it("shows nobody anything of two hundred others, and keeps, logs and counts nothing of theirs", { timeout: 120_000 }, async () => {
  const { world, run, kept, findings } = await flyCanary({ visitors: 200, purgeEvery: 40 });
  expect(summary(findings)).toBe("0 findings");
  // Asked of the answers as they were made: the last look in index.ts is not among what is tested here.
  expect(run.got.filter(({ answer }) => !isUnshared(new Headers(answer.headers.map(([name, value]) => [name, value]))))).toEqual([]);

  const { visitors, pages, purges, shown, fragments } = coverageOf(run);
  expect({ visitors, pages }).toEqual({ visitors: 200, pages: 50 });
  expect(Math.min(purges - 10, shown.name - 100, shown.count - 100, shown.line - 50)).toBeGreaterThan(0);
  expect(Object.keys(fragments)).toEqual(expect.arrayContaining(["cart=batch", "cart=fallback;because=unanswered", "delivery-note=tier"]));
  expect(new Set(world.stored().map(({ where }) => where.split(/[ ,] ?/)[0]))).toEqual(
    new Set(["memory", "cache", "address", "header", "Bulletin", "Stats", "Shield", "Prewarms"]),
  );
  expect(kept.some(({ bytes }) => String(bytes).includes("things in the basket"))).toBe(true);
  const { carts } = await world.originRows();
  expect(new Set(auditSurfaces(run.book, carts).map(({ kind }) => kind))).toEqual(new Set(["cart", "line", "customer", "handle"]));
});
