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
/** What stands in these is text, or may be: what looks like their end ends them, in an attribute too. */
const TEXTS = ["textarea", "title", "iframe", "noscript"];
/**
 * A browser that meets one of these ends the open one of its kind first, with all that stands between, unless one of those named does:
 * whatever closes then closes the page's own.
 */
const NOT_WITHIN = new Map<string, readonly string[]>([
  ["li", ["ul", "ol", "menu"]],
  ["dt", ["dl"]],
  ["dd", ["dl"]],
  ["table", ["td", "th", "caption"]],
  ...["button", "select", ...TEXTS].map((element): [string, readonly string[]] => [element, []]),
]);
/** These, and what stands in them, may close themselves, as no other tag; but not where they hold elements of pages again: each in its own. */
const DRAWINGS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["svg", new Set(["foreignobject", "desc", "title"])],
  ["math", new Set(["mi", "mo", "mn", "ms", "mtext"])],
]);
/** A browser that meets one of these in a drawing ends the drawing, or may: `annotation-xml` holds pages or drawings. */
const END_DRAWINGS = new Set(
  (
    "annotation-xml b big blockquote br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 hr i img li menu nobr ol p pre ruby s small span " +
    "strike strong sub sup table tt u ul var"
  ).split(" "),
);
/** What parts attributes, in a class of characters. To a parser a no-break space is a letter like any other (HTML, section 13.2.5.32). */
const SPACE = "\\t\\n\\f\\r ";
// A bare value ends where a browser ends it. At a slash too, a long tag could be read in more ways than there is time for.
const VALUE = `[${SPACE}]*=[${SPACE}]*(?:"[^"]*"|'[^']*'|[^${SPACE}"'<>=\`]+(?=[${SPACE}>]))`;
const ATTRIBUTE = `[^${SPACE}"'<>/=]+(?:${VALUE})?`;
const TAG = new RegExp(`<(/?)([a-z][a-z0-9-]*)((?:[${SPACE}/]+${ATTRIBUTE})*)([${SPACE}/]*)>`, "iy");

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

/** The names of all attributes in markup that is whole. */
export function attributeNames(markup: string): string[] {
  const tags = [...markup.matchAll(new RegExp(TAG.source, "gi"))].map(([, , , attributes = ""]) => attributes);
  return tags
    .flatMap((attributes) => [...attributes.matchAll(new RegExp(`([^${SPACE}"'<>/=]+)(?:${VALUE})?`, "g"))])
    .map(([, name = ""]) => name);
}

/** Opens or closes what the tag names; says why it may not. `open`: outermost first. */
function follow(open: string[], [, slash, name = "", attributes = "", end = ""]: RegExpExecArray): string | undefined {
  const element = name.toLowerCase();
  if (FOREIGN.has(element)) return `<${element}> may not stand in a fragment`;
  if (slash === "/") return open.pop() === element ? undefined : `</${element}> closes what is not open`;
  const text = attributes.includes("</") && TEXTS.find((each) => open.includes(each));
  if (text) return `an attribute in <${text}> may end it`;
  if (endsAnother(element, open)) return `<${element}> ends the one that it stands in`;
  const isDrawn = standsInDrawing(open);
  if (isDrawn && END_DRAWINGS.has(element)) return `<${element}> ends the drawing that it stands in`;
  const closesItself = end.endsWith("/") && (isDrawn || DRAWINGS.has(element));
  if (!VOID.has(element) && !closesItself) open.push(element);
  return undefined;
}

function standsInDrawing(open: readonly string[]): boolean {
  let pagesAgain: ReadonlySet<string> | undefined;
  for (const element of open) {
    if (pagesAgain === undefined) pagesAgain = DRAWINGS.get(element);
    else if (pagesAgain.has(element)) pagesAgain = undefined;
  }
  return pagesAgain !== undefined;
}

function endsAnother(element: string, open: readonly string[]): boolean {
  const between = NOT_WITHIN.get(element);
  const last = between && open.findLast((each) => kindOf(each) === kindOf(element) || between.includes(each));
  return last !== undefined && kindOf(last) === kindOf(element);
}

const kindOf = (element: string): string => (element === "dt" ? "dd" : element);
