import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstRow, hashTable, isRowOf, lookUp } from "./hash-table.ts";
import { hashHex, keyHash } from "./key-hash.ts";

describe("a table of hashed keys", () => {
  it("finds what was put in, and nothing else", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.string(), (keys, stranger) => {
        const table = hashTable(keys.map((key, i) => ({ ...keyHash(key), a: i, b: -i })));
        for (const [i, key] of keys.entries()) expect(lookUp(table, keyHash(key))).toEqual({ a: i, b: -i });
        if (!keys.includes(stranger)) expect(lookUp(table, keyHash(stranger))).toBeUndefined();
      }),
    );
  });

  it("keeps all rows of a key as neighbours", () => {
    const rows = ["a", "b", "a", "c", "a"].map((key, i) => ({ ...keyHash(key), a: i, b: 0 }));
    const table = hashTable(rows);
    const found: number[] = [];
    for (let i = firstRow(table, keyHash("a")); isRowOf(table, i, keyHash("a")); i++) found.push(table.a[i] ?? -1);
    expect(found.sort()).toEqual([0, 2, 4]);
  });

  it("finds hashes whose upper halves are equal apart", () => {
    const table = hashTable([5, 1, 3].map((lo) => ({ hi: 7, lo, a: lo, b: 0 })));
    expect(lookUp(table, { hi: 7, lo: 3 })?.a).toBe(3);
    expect(lookUp(table, { hi: 7, lo: 2 })).toBeUndefined();
  });
});

describe("the hash of a key", () => {
  it("tells two hundred thousand of the shop's own keys apart", () => {
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i++) {
      seen.add(hashHex(keyHash(`product:nh-${i}`)));
      seen.add(hashHex(keyHash(`url:/en-us/products/p-${i}`)));
    }
    expect(seen.size).toBe(200_000);
  });

  it("spreads over the bits of both halves", () => {
    const counts = new Array<number>(64).fill(0);
    for (let i = 0; i < 4_000; i++) {
      const { hi, lo } = keyHash(`product:${i}`);
      for (let bit = 0; bit < 32; bit++) {
        counts[bit] = (counts[bit] ?? 0) + ((hi >>> bit) & 1);
        counts[32 + bit] = (counts[32 + bit] ?? 0) + ((lo >>> bit) & 1);
      }
    }
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(250);
  });
});
