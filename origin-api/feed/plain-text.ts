/**
 * The text of a description that may be HTML. The result is plain text that happens to look like whatever it
 * looks like: pages escape it. Each mark is undone once, so `&amp;lt;b&gt;` stays the text `&lt;b>`.
 */
import { NAMED } from "./named-characters.ts";

/** Elements whose content is not text. */
const SILENT = /<(script|style|template|noscript|iframe|object|title)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const PARAGRAPH = /<\/?(?:p|div|section|article|ul|ol|dl|table|blockquote|h[1-6]|hr|pre)\b[^>]*>/gi;
const LINE = /<(?:br|li|tr|dt|dd)\b[^>]*>/gi;
/** A tag begins with a letter right after `<`: `3 < 4` is text. */
const TAG = /<[/!?]?[a-z][^>]*>/gi;
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d?));/gi;

/** Taking tags out may put others together (`<<x>b>`), so it is done again, but not for ever. */
const PASSES = 8;
const TAG_START = /<(?=[/!?]?[a-z])/gi;

/** Paragraphs are separated by an empty line, lines by one end of line; no control characters, no double spaces. */
export function plainText(html: string): string {
  let text = html.replace(/\r\n?/g, "\n");
  for (let pass = 1, before = ""; text !== before; pass++) {
    before = text;
    text = pass > PASSES ? text.replace(TAG_START, "") : withoutTags(text);
  }
  return tidy(text.replace(REFERENCE, toCharacter));
}

function withoutTags(html: string): string {
  return html.replace(COMMENT, "").replace(SILENT, "").replace(PARAGRAPH, "\n\n").replace(LINE, "\n").replace(TAG, "");
}

/** One line of text: every run of white space is a space. */
export function oneLine(text: string): string {
  return tidy(text).replace(/\s+/g, " ");
}

function toCharacter(reference: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? "") : reference;
  const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  const isText = point >= 32 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isText ? String.fromCodePoint(point) : " ";
}

function tidy(text: string): string {
  return text
    .replace(CONTROL, "")
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .normalize("NFC");
}

/** Controls, and the marks that reorder text: a title must not turn the page around it. */
const CONTROL = /[[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]--[\n\t]]/gv;
