import { describe, expect, it } from "vitest";
import { compareAsOf, readPurgeSeq, toPurgeSeq } from "./as-of.ts";

describe("a position in the log", () => {
  it("is later in a later epoch, whatever its seq", () => {
    expect(compareAsOf({ epoch: 2, seq: 0 }, { epoch: 1, seq: 900 })).toBeGreaterThan(0);
    expect(compareAsOf({ epoch: 1, seq: 4 }, { epoch: 1, seq: 5 })).toBeLessThan(0);
  });

  it("survives being a header", () => {
    const asOf = { epoch: 1_795_345_777_810, seq: 42 };
    expect(readPurgeSeq(toPurgeSeq(asOf))).toEqual(asOf);
  });

  it.each(["", "42", "1.", ".1", "1.2.3", "-1.2", "1e3.2", "1.99999999999", " 1.2", null, undefined])("is not read from %j", (header) => {
    expect(readPurgeSeq(header)).toBeUndefined();
  });
});
