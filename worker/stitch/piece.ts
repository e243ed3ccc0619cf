/** What came of a fragment: the bytes that go into its slot, where they came from, and a tag that changes when they do. */
import type { Markup } from "../../fragments/define-fragment.ts";
import { judgeWhole } from "../../fragments/judge-whole.ts";
import { present } from "../../fragments/present.ts";
import type { Ms } from "../time.ts";

/** One entry of `Fragment-Status`. */
export interface Outcome {
  /** `pending`: the first bytes left without it. */
  readonly source: "token" | "bulletin" | "tier" | "batch" | "fallback" | "pending";
  /** Why it is a fallback, or why it is stale. */
  readonly because?: string;
  readonly ageSeconds?: number;
  /** How long after the view began it came, if it had to be waited for. */
  readonly waitedMs?: Ms;
}

export type Settled =
  | { readonly kind: "filled"; readonly bytes: Uint8Array; readonly tag: string; readonly outcome: Outcome }
  | { readonly kind: "fallback"; readonly because: string };

export type FilledPiece = Extract<Settled, { kind: "filled" }>;

/** Bytes and their tag without where they came from: what may be kept for the next view of public data. */
export type Rendered = Pick<FilledPiece, "bytes" | "tag">;

const encoder = new TextEncoder();

/** The bytes of markup. Throws when it is not what JSX makes: text that was never escaped, or that does not close what it opens, has no way into a page. */
export function renderMarkup(markup: Markup): Rendered {
  const text = toText(markup);
  return { bytes: encoder.encode(text), tag: tagOf(text) };
}

/** Markup as text, under the same condition. */
export function toText(markup: Markup): string {
  if (typeof present(markup) !== "object" || !("isEscaped" in markup) || markup.isEscaped !== true)
    throw new TypeError("a fragment rendered something else than JSX");
  const text: string = present(markup.toString());
  const wrong = judgeWhole(text);
  if (wrong !== undefined) throw new TypeError(`a fragment rendered markup that is not whole: ${wrong}`);
  return text;
}

export const fallback = (because: string): Settled => ({ kind: "fallback", because });

/** A short digest in base 36 (FNV-1a beside a polynomial). Tells versions of a page apart; proves nothing. */
export function tagOf(text: string): string {
  let fnv = 0x811c9dc5;
  let sum = 7;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    fnv = Math.imul(fnv ^ code, 0x01000193);
    sum = (Math.imul(sum, 31) + code) | 0;
  }
  return `${(fnv >>> 0).toString(36)}${(sum >>> 0).toString(36)}`;
}
