import fc from "fast-check";
import { expect, it } from "vitest";
import { frameOf } from "../../origin-api/feed/frames.ts";
import { framesOf } from "./json-seq.ts";

async function read(bytes: Uint8Array, size: number): Promise<unknown[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const frames: unknown[] = [];
  for await (const frame of framesOf(chunks())) frames.push(frame);
  return frames;
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

it("frames come out as they went in, however the stream is cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 20 }), async (values, size) => {
      const frames = values.map((value) => JSON.parse(JSON.stringify(value)) as unknown);
      expect(await read(encoded(frames.map(frameOf).join("")), size)).toEqual(frames);
    }),
    { numRuns: 100 },
  );
});

it("a broken frame is skipped, and the others are not", async () => {
  expect(await read(encoded(`${frameOf(1)}\x1e{"cut\n${frameOf(2)}\x1e{"end": tr`), 3)).toEqual([1, 2]);
});
