/**
 * The text of a description that may be HTML. The result is plain text that happens to look like whatever it
 * looks like: pages escape it. Each mark is undone once, so `&amp;lt;b&gt;` stays the text `&lt;b>`.
 */
import { Parser } from "htmlparser2";

/** Elements whose content is not text. */
const SILENT: ReadonlySet<string> = new Set(
  "script style template noscript iframe object title textarea select svg math xmp noembed noframes".split(" "),
);
const PARAGRAPH: ReadonlySet<string> = new Set(
  "p div section article ul ol dl table blockquote h1 h2 h3 h4 h5 h6 hr pre header footer figure".split(" "),
);
/** What a reference to no character is read as. */
const NO_CHARACTER = "\ufffd";
const CELL: ReadonlySet<string> = new Set(["td", "th"]);
const LINE: ReadonlySet<string> = new Set(["br", "li", "tr", "dt", "dd"]);

/** Paragraphs are separated by an empty line, lines by one end of line; no control characters, no double spaces. */
export function plainText(html: string): string {
  const source = html.replace(/\r\n?/g, "\n");
  if (!/[<&]/.test(source)) return tidy(source);
  let text = "";
  let silent = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (SILENT.has(name)) silent++;
      else if (silent === 0) text += gap(name);
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent--;
      else if (silent === 0 && PARAGRAPH.has(name)) text += "\n\n";
    },
    ontext(piece) {
      // A bare `<` right before a tag would begin another one once that tag is gone.
      const bare = source[parser.endIndex] === "<" && piece.endsWith("<");
      if (silent === 0 && piece !== NO_CHARACTER) text += bare ? piece.slice(0, -1) : piece;
    },
  });
  parser.end(source);
  return tidy(text);
}

function gap(name: string): string {
  if (PARAGRAPH.has(name)) return "\n\n";
  if (CELL.has(name)) return " ";
  return LINE.has(name) ? "\n" : "";
}

/** The HTML whose plain text this is. */
export function escapedText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** One line of text: every run of white space is a space. */
export function oneLine(text: string): string {
  return tidy(text).replace(/\s+/g, " ");
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROL, "")
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .normalize("NFC");
}

/** Controls, soft hyphens, and the marks that reorder text: a title must not turn the page around it. */
const CONTROL = /[[\p{Cc}\u00ad\u202a-\u202e\u2066-\u2069\ufeff]--[\n\t]]/gv;
