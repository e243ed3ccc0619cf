import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CacheKey } from "../key/key-parts.ts";
import { decodeEnvelope, encodeEnvelope } from "./envelope.ts";
import { keptBefore } from "./storable.ts";

const time = fc.nat({ max: 2 ** 48 });
const maybeTime = fc.option(time, { nil: null });
const stored = fc
  .record({
    key: fc.string().map((text) => text as CacheKey),
    asOf: fc.record({ epoch: time, seq: fc.nat() }),
    stamps: fc.record({
      fillStartedAt: time,
      storedAt: time,
      freshUntil: time,
      revalidateUntil: time,
      staleUntil: time,
      notBefore: maybeTime,
      notAfter: maybeTime,
    }),
    surrogateKeys: fc.array(fc.string()),
    entityVersions: fc.constant({ "product:1": 17 }),
    status: fc.constantFrom(200, 404, 301),
    headers: fc.constant({ "Content-Type": "text/html" }),
    slots: fc.array(fc.record({ fragment: fc.string(), props: fc.constantFrom(null, { sku: "é" }), fallback: fc.string() })),
    segments: fc.array(fc.uint8Array(), { minLength: 1 }),
  })
  .map(keptBefore);

describe("an envelope", () => {
  it("opens to what was put in, byte for byte", () => {
    fc.assert(
      fc.property(stored, (one) => {
        expect(decodeEnvelope(encodeEnvelope(one), one.key)).toEqual(one);
      }),
    );
  });

  it("does not open for another key", () => {
    fc.assert(
      fc.property(stored, fc.string(), (one, key) => {
        fc.pre(key !== one.key);
        expect(decodeEnvelope(encodeEnvelope(one), key as CacheKey)).toBeUndefined();
      }),
    );
  });

  it("does not open when one bit of it was flipped", () => {
    fc.assert(
      fc.property(stored, fc.nat(), (one, where) => {
        const bytes = encodeEnvelope(one);
        const bit = where % (bytes.byteLength * 8);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(decodeEnvelope(bytes, one.key)).toBeUndefined();
      }),
    );
  });

  it("does not open when it was cut off or is not one", () => {
    fc.assert(
      fc.property(stored, fc.double({ min: 0, max: 0.999, noNaN: true }), fc.uint8Array(), (one, share, noise) => {
        const bytes = encodeEnvelope(one);
        expect(decodeEnvelope(bytes.subarray(0, Math.floor(bytes.byteLength * share)), one.key)).toBeUndefined();
        expect(decodeEnvelope(noise, one.key)).toBeUndefined();
      }),
    );
  });
});
