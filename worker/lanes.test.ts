import { expect, it } from "vitest";
import { FILLING, type Lane, Lanes, type Widths } from "./lanes.ts";

const LANES = ["page", "answers", "batch", "bulletin"] as const;

function opened(widths?: Widths) {
  const lanes = new Lanes(widths);
  const started: Lane[] = [];
  const ends: { readonly lane: Lane; readonly end: (failed?: Error) => void }[] = [];
  const start = (lane: Lane) =>
    lanes.run(lane, () => {
      started.push(lane);
      return new Promise<void>((resolve, reject) => ends.push({ lane, end: (failed) => (failed ? reject(failed) : resolve()) }));
    });
  return { started, ends, start };
}

it("has six operations of a request under way at most, whatever it wants", () => {
  const { started, start } = opened();
  for (const lane of [...LANES, ...LANES, ...LANES, ...LANES]) void start(lane);
  expect(started).toHaveLength(6);
});

it("has six under way for what fills pages ahead, three of them for pages", () => {
  const { started, start } = opened(FILLING);
  for (const lane of [...LANES, ...LANES, ...LANES, ...LANES]) void start(lane);
  expect([started.length, started.filter((lane) => lane === "page").length]).toEqual([6, 3]);
});

it("never makes the page wait for fragments that are not answered", () => {
  const { started, start } = opened();
  for (let look = 0; look < 9; look++) void start("answers");
  void start("page");
  void start("batch");
  expect(started).toEqual(["answers", "answers", "answers", "page", "batch"]);
});

it("gives the place of an operation that failed to the one that waits longest", async () => {
  const { started, ends, start } = opened();
  const first = start("page");
  const second = start("page");
  void start("page");
  ends[0]?.end(new Error("down"));
  await expect(first).rejects.toThrow("down");
  expect(started).toHaveLength(2);
  ends[1]?.end();
  await second;
  expect(started).toHaveLength(3);
});
