import { expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

function gate() {
  const waiting: { done(): void; fail(): void }[] = [];
  const work = () => new Promise<void>((resolve, reject) => waiting.push({ done: resolve, fail: () => reject(new Error("no")) }));
  return { waiting, work };
}
const aTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

it("runs once more, not thrice, when it was asked for three times meanwhile", async () => {
  const { waiting, work } = gate();
  const run = oneAtATime(work, () => 0);
  const first = run();
  for (let i = 0; i < 3; i++) await run();
  expect(waiting).toHaveLength(1);
  waiting[0]?.done();
  await aTurn();
  expect(waiting).toHaveLength(2);
  waiting[1]?.done();
  await first;
  expect(waiting).toHaveLength(2);
});

it("runs again after a run that failed, and after one that never ended", async () => {
  const { waiting, work } = gate();
  let now = 0;
  const run = oneAtATime(work, () => now, 30_000);
  const first = run();
  waiting[0]?.fail();
  await expect(first).rejects.toThrow("no");
  void run();
  now = 29_999;
  await run();
  expect(waiting).toHaveLength(2);
  now = 30_000;
  void run();
  expect(waiting).toHaveLength(3);
});
