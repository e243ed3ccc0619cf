/**
 * The text of a description that may be HTML. The result is plain text that happens to look like whatever it
 * looks like: pages escape it. Each mark is undone once, so `&amp;lt;b&gt;` stays the text `&lt;b>`.
 */

/** Elements whose content is not text. */
const SILENT = /<(script|style|template|noscript|iframe|object|title)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const PARAGRAPH = /<\/?(?:p|div|section|article|ul|ol|dl|table|blockquote|h[1-6]|hr|pre)\b[^>]*>/gi;
const LINE = /<(?:br|li|tr|dt|dd)\b[^>]*>/gi;
/** A tag begins with a letter right after `<`: `3 < 4` is text. */
const TAG = /<[/!?]?[a-z][^>]*>/gi;
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d?));/gi;

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  shy: "",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  bull: "•",
  middot: "·",
  lsquo: "‘",
  rsquo: "’",
  sbquo: "‚",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
  deg: "°",
  times: "×",
  frac12: "½",
  frac14: "¼",
  frac34: "¾",
  sup2: "²",
  sup3: "³",
  micro: "µ",
  euro: "€",
  pound: "£",
  yen: "¥",
  cent: "¢",
  copy: "©",
  reg: "®",
  trade: "™",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  agrave: "à",
  acirc: "â",
  ccedil: "ç",
  ocirc: "ô",
  icirc: "î",
  ntilde: "ñ",
  oslash: "ø",
  aring: "å",
  aelig: "æ",
  Eacute: "É",
};

/** Paragraphs are separated by an empty line, lines by one end of line; no control characters, no double spaces. */
export function plainText(html: string): string {
  const marked = html
    .replace(/\r\n?/g, "\n")
    .replace(COMMENT, "")
    .replace(SILENT, "")
    .replace(PARAGRAPH, "\n\n")
    .replace(LINE, "\n")
    .replace(TAG, "");
  return tidy(marked.replace(REFERENCE, toCharacter));
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
const CONTROL = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu;
