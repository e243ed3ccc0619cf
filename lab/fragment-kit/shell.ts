import type { AnyFragment, Surroundings } from "../../fragments/define-fragment.ts";
import type { Stored } from "../../worker/cache/stored.ts";
import { openSlotBook } from "../../worker/pages/slot.tsx";
import { compileShell } from "../../worker/shell/compile.ts";
import { fakeStored } from "../../worker/stitch/fake-tiers.ts";

const NONCE = "kit";

/** A page of nothing but slots, printed and cut as the real ones are. */
export function shellWith(
  fragments: readonly AnyFragment[],
  around: Surroundings,
  props: Readonly<Record<string, unknown>>,
  now: number,
): Stored {
  const { Slot, placed } = openSlotBook<AnyFragment>(NONCE, around);
  const print = Slot as (slot: { of: AnyFragment; props: unknown }) => unknown;
  const slots = fragments.map((of) => `${print({ of, props: props[of.name] })}${end(of.name)}`);
  const html = `<!doctype html><html lang="${around.market.locale}"><body>${slots.join("\n")}</body></html>`;
  return fakeStored("shell", compileShell(html, placed, NONCE), now);
}

/** What a slot holds when the document has ended; what came late is moved into it, as the page's script does. */
export function slotIn(html: string, name: string): string {
  const late = `<template data-fragment="${name}">`;
  // No fragment holds a script: it ends the template, whatever templates are in it.
  if (html.includes(late)) return between(html, late, "</template><script>");
  const wrapper = between(html, `<div data-fragment="${name}"`, `</div>${end(name)}`);
  return wrapper.slice(wrapper.indexOf(">") + 1);
}

const end = (name: string): string => `<!--end of ${name}-->`;

function between(text: string, start: string, stop: string): string {
  const from = text.indexOf(start);
  if (from < 0) throw new Error(`the page has no ${start}`);
  return text.slice(from + start.length, text.indexOf(stop, from));
}
