/**
 * A slot is a place in a page for a fragment. The page prints a wrapper around a marker that carries a nonce of
 * this one rendering, so nothing in product text can pass for a slot; `compileShell` cuts the page at the markers.
 */
import { raw } from "hono/html";
import type { AnyFragment, BulletinFragment, Markup, Surroundings } from "../../fragments/define-fragment.ts";
import { judgeWhole } from "../../fragments/judge-whole.ts";
import { present } from "../../fragments/present.ts";
import { hashHex, keyHash } from "../bulletin/key-hash.ts";
import type { StoredSlot } from "../cache/stored.ts";

/** What is the same after it was stored: a slot keeps its props as JSON, so dates, maps and large integers are no props. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends object
    ? { readonly [Key in keyof T]: T[Key] extends (...args: never) => unknown ? never : Plain<T[Key]> }
    : never;

/** A fragment about one thing of many on a page (a stock line) needs to be told which; others need nothing. */
// biome-ignore lint/suspicious/noExplicitAny: reads the props of whichever bulletin fragment it is.
type SlotProps<F> = F extends BulletinFragment<string, any, infer Props> ? { of: F; props: Plain<Props> } : { of: F; props?: undefined };

/** Prints a slot; takes only the fragments `F`, which the page's route declares. */
export type SlotComponent<F extends AnyFragment> = (slot: F extends AnyFragment ? SlotProps<F> : never) => ReturnType<typeof raw>;

/** The slots of one rendering, in the order in which they were printed. */
export interface SlotBook<F extends AnyFragment> {
  readonly Slot: SlotComponent<F>;
  readonly placed: readonly StoredSlot[];
}

/** Opens the book of a rendering. `nonce` must not be guessable: it is what tells a slot from text. */
export function openSlotBook<F extends AnyFragment>(nonce: string, surroundings: Surroundings): SlotBook<F> {
  const placed: StoredSlot[] = [];
  const Slot: SlotComponent<F> = ({ of, props }) => {
    const marker = slotMarker(nonce, placed.length);
    const slot = { fragment: of.name, props: props ?? null, fallback: fallbackOf(of, surroundings, props) };
    placed.push(slot);
    return raw(`<div data-fragment="${of.name}" class="slot ${of.reserve}"${aboutOf(slot.props)}>${marker}</div>`);
  };
  return { Slot, placed };
}

/** The text that stands in a rendered page where slot `index` is. */
export function slotMarker(nonce: string, index: number): string {
  return `<!--slot ${nonce} ${index}-->`;
}

const ABOUT_DIGITS = 8;

/**
 * The attribute by which a slot that is about one thing of many and what is fetched for it later find each other: a digest of
 * that. The page may have changed in between, so their order says nothing.
 */
export function aboutOf(props: StoredSlot["props"]): string {
  return props === null ? "" : ` data-about="${hashHex(keyHash(JSON.stringify(props))).slice(0, ABOUT_DIGITS)}"`;
}

interface WithFallback {
  fallback(surroundings: Surroundings, props: unknown): Markup;
}

/** What stands in a fragment's slot when nothing comes. A broken one stays away: it is not worth the page around it. */
export function fallbackOf(fragment: WithFallback, surroundings: Surroundings, props: unknown): string {
  try {
    const markup: object = present(fragment.fallback(surroundings, props));
    const text = "isEscaped" in markup ? present(markup.toString()) : "";
    return judgeWhole(text) === undefined ? text : "";
  } catch {
    return "";
  }
}
