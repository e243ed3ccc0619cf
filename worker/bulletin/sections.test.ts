import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashSet } from "./hash-set.ts";
import { hashTable } from "./hash-table.ts";
import { decodeSections, encodeBase, encodeDelta } from "./sections.ts";

const word = fc.integer({ min: 0, max: 0xffff_ffff });
const row = fc.record({ hi: word, lo: word, a: fc.double({ noNaN: true }), b: fc.maxSafeInteger() });
const table = fc.array(row, { maxLength: 20 }).map(hashTable);
const set = fc.array(fc.record({ hi: word, lo: word }), { maxLength: 20 }).map(hashSet);
const delta = fc.record({
  rows: fc.array(fc.record({ seq: fc.nat(), at: fc.nat(), hard: fc.boolean() })),
  purges: table,
  fences: table,
  stock: table,
  handles: set,
  stockWhole: fc.boolean(),
});

describe("the bytes of a delta", () => {
  it("decode to what was encoded", () => {
    fc.assert(
      fc.property(delta, (body) => {
        expect(decodeSections(encodeDelta(body))).toEqual(body);
      }),
    );
  });

  it("decode from the middle of a larger buffer, however it is aligned", () => {
    fc.assert(
      fc.property(delta, fc.nat({ max: 15 }), (body, offset) => {
        const bytes = encodeDelta(body);
        const larger = new Uint8Array(bytes.byteLength + offset);
        larger.set(bytes, offset);
        expect(decodeSections(larger.subarray(offset))).toEqual(body);
      }),
    );
  });

  it("are refused when they were cut off", () => {
    fc.assert(
      fc.property(delta, fc.double({ min: 0, max: 0.999, noNaN: true }), (body, share) => {
        const bytes = encodeDelta(body);
        expect(decodeSections(bytes.subarray(0, Math.floor(bytes.byteLength * share)))).toBeUndefined();
      }),
    );
  });

  it("of a base decode as a delta without rows", () => {
    fc.assert(
      fc.property(table, table, table, set, (purges, fences, stock, handles) => {
        expect(decodeSections(encodeBase({ purges, fences, stock, handles }))).toEqual({
          rows: [],
          stockWhole: false,
          purges,
          fences,
          stock,
          handles,
        });
      }),
    );
  });
});
