/**
 * Markup that JSX makes is whole: what it opens it closes. Raw text and templates can be anything, so what a fragment
 * prints is looked at once more: markup with an open end would take in the rest of the page.
 */

const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
/** Elements that run, or that change how everything behind them is read. */
const FOREIGN = new Set(
  ["script", "style", "base", "link", "meta", "html", "head", "body", "frameset"].concat([
    "plaintext",
    "xmp",
    "listing",
    "noembed",
    "noframes",
  ]),
);
/** In these, as nowhere else, a tag may close itself. */
const DRAWINGS = ["svg", "math"];
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^"'<>])*)>/iy;

/** Undefined for markup that can stand in a page without changing anything around it; else what is wrong with it. */
export function judgeWhole(markup: string): string | undefined {
  const open: string[] = [];
  for (let at = markup.indexOf("<"); at !== -1; at = markup.indexOf("<", TAG.lastIndex)) {
    TAG.lastIndex = at;
    const tag = TAG.exec(markup);
    if (!tag) return `"${markup.slice(at, at + 24)}" is no whole tag`;
    const wrong = follow(open, tag);
    if (wrong !== undefined) return wrong;
  }
  return open.length === 0 ? undefined : `<${open.at(-1)}> is not closed`;
}

/** Opens or closes what the tag names; says why it may not. */
function follow(open: string[], [, slash, name = "", attributes = ""]: RegExpExecArray): string | undefined {
  const element = name.toLowerCase();
  if (FOREIGN.has(element)) return `<${element}> may not stand in a fragment`;
  if (slash === "/") return open.pop() === element ? undefined : `</${element}> closes what is not open`;
  const closesItself = attributes.endsWith("/") && DRAWINGS.some((drawing) => open.includes(drawing));
  if (!VOID.has(element) && !closesItself) open.push(element);
  return undefined;
}
