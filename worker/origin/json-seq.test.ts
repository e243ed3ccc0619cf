import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_FRAME_BYTES } from "#contract/questions";
import { JsonSeqReader } from "./json-seq.ts";

const encoder = new TextEncoder();
const frame = (value: unknown, indent?: number) => `\x1e${JSON.stringify(value, null, indent)}\n`;

function readAll(text: string | Uint8Array, cuts: readonly number[] = []): unknown[] {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  const reader = new JsonSeqReader();
  const found = places.slice(1).flatMap((end, i) => reader.push(bytes.subarray(places[i], end)));
  return [...found, ...reader.end()];
}

describe("a stream of frames", () => {
  it("reads the same frames however the bytes are cut", () => {
    const frames = fc.array(fc.tuple(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 2)), { maxLength: 6 });
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { maxLength: 12 }), (pairs, cuts) => {
        const text = pairs.map(([value, indent]) => frame(value, indent)).join("");
        expect(readAll(text, cuts)).toEqual(pairs.map(([value]) => JSON.parse(JSON.stringify(value))));
      }),
    );
  });

  it("hands a frame out at its line end, before the next one begins", () => {
    const reader = new JsonSeqReader();
    expect(reader.push(encoder.encode('\x1e{"id":"0"}'))).toEqual([]);
    expect(reader.push(encoder.encode("\n"))).toEqual([{ id: "0" }]);
    expect(reader.end()).toEqual([]);
  });

  it("never reads a frame twice when more line ends follow", () => {
    expect(readAll('\x1e{"a":1}\n\n\n\x1e{"b":2}\n\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it.each([
    ["malformed", '\x1e{"a":}\n'],
    ["cut off", '\x1e{"a":[1,2\n'],
    ["empty", "\x1e\n"],
    ["not text", "\x1e\uFFFE{\n"],
    ["without a separator before it", 'garbage {"a":0}\n'],
    ["longer than a frame may be", `\x1e${JSON.stringify({ a: "x".repeat(70_000) })}\n`],
  ])("leaves out a frame that is %s, and only that one", (_, bad) => {
    expect(readAll(`${bad}${frame({ good: 1 })}${bad}${frame({ good: 2 })}`)).toEqual([{ good: 1 }, { good: 2 }]);
  });

  it.each([
    ["behind a byte order mark", '\ufeff\x1e{"a":1}\n'],
    ["with one of its own", '\x1e\ufeff{"a":1}\n'],
    ["whose line ends by two signs", '\x1e{"a":1}\r\n'],
    ["whose line does not end", '\x1e{"a":1}'],
    ["behind separators that begin nothing", '\x1e\x1e\n\x1e{"a":1}\n\x1e'],
    ["with space around it", '\x1e \t{"a":1} \n'],
  ])("reads a frame %s", (_, text) => {
    expect(readAll(text)).toEqual([{ a: 1 }]);
  });

  it("reads a separator and a line end that stand in a text as signs", () => {
    expect(readAll(frame({ text: "\x1e\n\r\u2028" }))).toEqual([{ text: "\x1e\n\r\u2028" }]);
  });

  it("reads a frame of as many bytes as one may have, and none of one more, however it is cut", () => {
    const frameOf = (bytes: number) => `{"é":"${"x".repeat(bytes - 9)}"}`;
    expect(encoder.encode(frameOf(MAX_FRAME_BYTES)).length).toBe(MAX_FRAME_BYTES);
    for (const cuts of [[], [1, 2, 4], [MAX_FRAME_BYTES, MAX_FRAME_BYTES + 1]]) {
      expect(readAll(`\x1e${frameOf(MAX_FRAME_BYTES)}\n`, cuts)).toHaveLength(1);
      expect(readAll(`\x1e${frameOf(MAX_FRAME_BYTES + 1)}\n${frame({ next: 1 })}`, cuts)).toEqual([{ next: 1 }]);
    }
  });

  it("leaves out bytes that are not UTF-8", () => {
    const bytes = Uint8Array.of(0x1e, 0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x0a);
    expect(readAll(bytes)).toEqual([]);
  });

  it("never throws on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat()), (bytes, cuts) => {
        readAll(bytes, cuts);
      }),
    );
  });

  it("reads an element of very many lines once the next separator shows its end", () => {
    const reader = new JsonSeqReader();
    expect(reader.push(encoder.encode(`\x1e{"a":[{}\n${",{}\n".repeat(200)}]}\n`))).toEqual([]);
    expect(reader.push(encoder.encode("\x1e"))).toEqual([{ a: Array(201).fill({}) }]);
  });
});
