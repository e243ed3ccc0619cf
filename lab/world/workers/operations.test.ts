import { expect, it } from "vitest";
import { MOST_AT_ONCE, NO_OPERATIONS, type OperationCounts, Operations } from "./operations.ts";

function opened() {
  const counts: OperationCounts = { ...NO_OPERATIONS };
  const operations = new Operations(counts);
  const ends: (() => void)[] = [];
  const start = () => operations.run("fetch", () => new Promise<void>((resolve) => ends.push(resolve)));
  return { counts, operations, ends, start };
}

it("holds back a seventh operation until one of the six has its answer", async () => {
  const { counts, ends, start } = opened();
  const running = Array.from({ length: 8 }, start);
  expect(ends).toHaveLength(MOST_AT_ONCE);
  ends[0]?.();
  await running[0];
  expect(ends).toHaveLength(7);
  expect(counts).toEqual({ requests: 1, most: 8, over: 1, example: Array(7).fill("fetch") });
  for (const end of ends) end();
  await running[6];
  ends[7]?.();
  await Promise.all(running);
});

it("does not count operations that follow each other", async () => {
  const { counts, operations } = opened();
  for (let i = 0; i < 20; i++) await operations.run("fetch", () => i);
  expect(counts).toEqual({ requests: 1, most: 1, over: 0, example: [] });
});

it("gives a failed operation's place away", async () => {
  const { ends, operations, start } = opened();
  await expect(operations.run("fetch", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  const running = Array.from({ length: MOST_AT_ONCE }, start);
  expect(ends).toHaveLength(MOST_AT_ONCE);
  for (const end of ends) end();
  await Promise.all(running);
});
