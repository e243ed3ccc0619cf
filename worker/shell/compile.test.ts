import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StoredSlot } from "../cache/stored.ts";
import { slotMarker } from "../pages/slot.tsx";
import { compileShell, joinShell } from "./compile.ts";

const NONCE = "9f2c";
const slot = (fallback: string): StoredSlot => ({ fragment: "stock", props: null, fallback });
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Text with everything that other template systems take for a place. */
const tricky = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "<!--slot guess 0-->",
    "<!--slot -->",
    `<!--slot ${NONCE}`,
    "<slot>",
    '<slot name="stock"></slot>',
    '<!--#include virtual="/admin" -->',
    '<esi:include src="/admin"/>',
    "</template>",
    "$&",
    "{{cart}}",
    "𝄞",
  ),
);

describe("a compiled shell", () => {
  test("joined with its fallbacks is the page with its markers replaced", () => {
    fc.assert(
      fc.property(tricky, fc.array(fc.tuple(tricky, tricky), { maxLength: 6 }), (first, rest) => {
        const slots = rest.map(([fallback]) => slot(fallback));
        const html = rest.reduce((page, [, after], index) => page + slotMarker(NONCE, index) + after, first);
        const expected = rest.reduce((page, [fallback, after]) => page + fallback + after, first);
        const compiled = compileShell(html, slots, NONCE);
        expect(compiled.segments).toHaveLength(slots.length + 1);
        expect(text(joinShell(compiled))).toBe(expected.toWellFormed());
      }),
    );
  });

  test("takes nothing for a slot but this rendering's markers", () => {
    fc.assert(
      fc.property(fc.array(tricky), (texts) => {
        const { segments, slots } = compileShell(texts.join("\n"), [], NONCE);
        expect([segments.length, slots.length]).toEqual([1, 0]);
      }),
    );
  });

  test("never lets a fragment's markup become a slot", () => {
    const compiled = compileShell(`a${slotMarker(NONCE, 0)}b`, [slot("")], NONCE);
    expect(text(joinShell(compiled, () => slotMarker(NONCE, 0)))).toBe(`a${slotMarker(NONCE, 0)}b`);
  });

  test.each([
    ["a slot that was placed but not printed", "no slot", 1],
    ["a slot that was printed twice", slotMarker(NONCE, 0) + slotMarker(NONCE, 0), 1],
    ["slots out of order", slotMarker(NONCE, 1) + slotMarker(NONCE, 0), 2],
    ["a marker cut short", `<!--slot ${NONCE} 0`, 1],
  ])("refuses %s", (_, html, placed) => {
    expect(() =>
      compileShell(
        html,
        Array.from({ length: placed }, () => slot("")),
        NONCE,
      ),
    ).toThrow(/slot/);
  });
});
