import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTrace, TRACE_DIGITS, toHex, toTraceparent } from "./trace.ts";

const ID = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT = "00f067aa0ba902b7";
const random = toHex(Uint8Array.from({ length: TRACE_DIGITS / 2 }, (_, i) => i + 1));
const FRESH = { id: "0102030405060708090a0b0c0d0e0f10", span: "1112131415161718", sampled: true };

describe("the trace of a request", () => {
  it.each([
    [`00-${ID}-${PARENT}-01`, true],
    [`00-${ID}-${PARENT}-00`, false],
    [`00-${ID}-${PARENT}-fe`, false],
    [`01-${ID}-${PARENT}-01-what-the-future-may-bring`, true],
    [`cc-${ID}-${PARENT}-03`, true],
  ])("goes on under the same id, as a part of its own: %s", (traceparent, sampled) => {
    const trace = readTrace(traceparent, random);
    expect(trace).toEqual({ id: ID, span: FRESH.span, sampled });
    expect(toTraceparent(trace)).toBe(`00-${ID}-1112131415161718-0${sampled ? 1 : 0}`);
  });

  it.each([
    null,
    "",
    `00-${ID}-${PARENT}`,
    `00-${ID}-${PARENT}-01-more`,
    `ff-${ID}-${PARENT}-01`,
    `00-${"0".repeat(32)}-${PARENT}-01`,
    `00-${ID}-${"0".repeat(16)}-01`,
    `00-${ID.toUpperCase()}-${PARENT}-01`,
    `00-${ID}-${PARENT}-01, 00-${ID}-${PARENT}-01`,
    `00-${ID}-${PARENT}-0x`,
    ` 00-${ID}-${PARENT}-01`,
    `00-${ID.slice(1)}-${PARENT}-01`,
  ])("begins anew where there is none to go on with: %j", (traceparent) => {
    expect(readTrace(traceparent, random)).toEqual(FRESH);
  });

  it("is well-formed whatever was sent", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*$/)), (traceparent) => {
        expect(toTraceparent(readTrace(traceparent, random))).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
      }),
    );
  });
});
