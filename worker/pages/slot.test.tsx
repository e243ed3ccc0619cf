/** @jsxImportSource hono/jsx */
import { raw } from "hono/html";
import { expect, it } from "vitest";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { surroundingsOf } from "../messages.ts";
import { openSlotBook } from "./slot.tsx";

/** What stands in the slot of a fragment with this fallback, past the compiler. */
function placed(fallback: () => unknown): string | undefined {
  const { Slot, placed } = openSlotBook<AnyFragment>("nonce", surroundingsOf("en-gb"));
  const fragment = { name: "broken", reserve: "box", fallback } as unknown as AnyFragment;
  expect(String(Slot({ of: fragment as never }))).toContain('data-fragment="broken"');
  return placed[0]?.fallback;
}

const Late = async () => <b>late</b>;

it.each([
  ["throws", () => raw(String((undefined as unknown as string).length))],
  ["has to be waited for", async () => <b>late</b>],
  ["has a part that has to be waited for", () => <Late />],
  ["is text that nobody escaped", () => "<b>text</b>"],
  ["is nothing", () => undefined],
  ["does not close what it opens", () => raw("<div>")],
])("keeps its place without a fallback that %s", (_, fallback) => {
  expect(placed(fallback)).toBe("");
});

it("holds the fallback of a fragment", () => {
  expect(placed(() => <b>{"1 < 2"}</b>)).toBe("<b>1 &lt; 2</b>");
});
