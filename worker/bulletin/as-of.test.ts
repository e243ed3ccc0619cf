import { describe, expect, it } from "vitest";
import { compareAsOf, readPurgeSeq, toPurgeSeq } from "./as-of.ts";

describe("a position in the log", () => {
  it("is later in a later epoch, whatever its seq", () => {
    expect(compareAsOf({ epoch: 2, seq: 0 }, { epoch: 1, seq: 900 })).toBeGreaterThan(0);
    expect(compareAsOf({ epoch: 1, seq: 4 }, { epoch: 1, seq: 5 })).toBeLessThan(0);
  });

  it("survives being a header", () => {
    const asOf = { epoch: 1_795_345_777_810, seq: 42 };
    expect(readPurgeSeq(toPurgeSeq(asOf), 7)).toEqual(asOf);
  });

  it("is read in the quotes of the header that tells it", () => {
    expect(readPurgeSeq('"8.42"', 7)).toEqual({ epoch: 8, seq: 42 });
  });

  it("is of the known epoch when it is a number alone, and of none when none is known", () => {
    expect(readPurgeSeq("42", 7)).toEqual({ epoch: 7, seq: 42 });
    expect(readPurgeSeq('"42"', 7)).toEqual({ epoch: 7, seq: 42 });
    expect(readPurgeSeq("42", undefined)).toBeUndefined();
  });

  it.each(["", "1.", ".1", "1.2.3", "-1.2", "1e3.2", "1.99999999999", " 1.2", '"1.2', '1.2"', '""', null, undefined])(
    "is not read from %j",
    (header) => {
      expect(readPurgeSeq(header, 7)).toBeUndefined();
    },
  );
});
