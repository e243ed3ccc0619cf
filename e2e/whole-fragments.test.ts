/**
 * What `judgeWhole` takes for whole, parsed by a browser: random markup of the elements that parsers treat in ways of their own is put
 * into a page, and must leave the page around it as it was. Some of its rules are taken out in turn, and then it must not.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeWhole } from "../fragments/judge-whole.ts";
import { bundleEdited } from "../lab/bundle-edited.ts";
import { Random } from "../lab/purge-checker/random.ts";
import { openBrowser, openPage } from "./browser.ts";

type Judge = typeof judgeWhole;

/** Drawings more than once: much of what they do takes several of them in each other. */
const ELEMENTS = (
  "svg svg svg svg foreignObject foreignObject foreignObject foreignObject math math mtext mtext " +
  "a annotation-xml b br button caption col colgroup dd desc div dl dt em font foreignObject form frame h1 hr iframe image img input li math mi " +
  "mglyph mtext nobr noscript object ol optgroup option p param path pre select span svg table tbody td template textarea th title tr tt ul"
).split(" ");
/** What would be seen to begin or end something where the parser reads it as markup. */
const ATTRIBUTES = [
  "",
  "",
  "",
  "",
  ' title="</textarea><!--"',
  " color=x",
  " encoding='text/html'",
  ' alt="</title></iframe></noscript><table>"',
];
/** What is no space to a parser, and is to others. Rare: as it is refused, so is all that it is in. */
const ODD = [' title=x\u00a0y="><textarea>"', '\u000bx="><textarea>"', ' title=\u2028"><textarea>"'];
const DEEPEST = 5;
const MANY = 4_000;

/** Around the slot stand elements that an end tag too many would end. */
const PAGES = [
  ["<main><div>", "</div><p>After</p></main><footer>The end</footer>"],
  ["<ul><li><section><dl><dd><section><div>", "</div><p>After</p></section></dd></dl></section></li></ul><footer>The end</footer>"],
] as const;

function markupOf(random: Random, depth = 0): string {
  const element = random.pick(ELEMENTS);
  const tag = element + random.pick(random.chance(0.03) ? ODD : ATTRIBUTES);
  const dice = random.next();
  if (dice < 0.15) return `<${tag}/>`;
  const inside = Array.from({ length: depth < DEEPEST ? random.below(4) : 0 }, () => markupOf(random, depth + 1)).join("");
  return dice < 0.95 ? `<${tag}>${inside || "x"}</${element}>` : `<${tag}>${inside}`;
}

/** What a judge accepts of markup that is always the same. */
function accepted(judge: Judge): string[] {
  const random = new Random(1);
  const all = Array.from({ length: MANY * 5 }, () => markupOf(random));
  return [...new Set(all)].filter((markup) => judge(markup) === undefined).slice(0, MANY);
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  ({ page } = await openPage(browser));
});

afterAll(() => browser?.close());

/** Those of the markups that changed the page around them. */
function changing(markups: readonly string[]): Promise<string[]> {
  return page.evaluate(
    ({ markups, pages }) => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      /** The page without what is in its first `div`, where the markup was put. */
      const around = ([before, after]: readonly [string, string], markup: string): string => {
        const parsed = frame.contentDocument;
        if (!parsed) throw new Error("no document");
        parsed.open();
        parsed.write(`<!doctype html><html><head></head><body>${before}${markup}${after}</body></html>`);
        parsed.close();
        parsed.querySelector("div")?.replaceChildren();
        return parsed.documentElement.outerHTML;
      };
      const empty = pages.map((each) => around(each, ""));
      const found = markups.filter((markup) => pages.some((each, i) => around(each, markup) !== empty[i]));
      frame.remove();
      return found;
    },
    { markups, pages: PAGES },
  );
}

async function without(find: string, put: string): Promise<Judge> {
  const edited = await bundleEdited("fragments/judge-whole.ts", [{ file: "fragments/judge-whole.ts", find, put }]);
  return ((await import(/* @vite-ignore */ edited)) as { judgeWhole: Judge }).judgeWhole;
}

describe("markup that is whole", () => {
  it("leaves the page around it as it was, in a browser", async () => {
    const markups = accepted(judgeWhole);
    expect(markups.length).toBeGreaterThan(1_000);
    expect(await changing(markups)).toEqual([]);
  });

  it.each([
    ["what stands in text", 'attributes.includes("</")', "false"],
    ["what ends another of its kind", "endsAnother(element, open)", "false"],
    ["where pages begin again in drawings", "pagesAgain.has(element)", "false"],
    ["what is a space", String.raw`const SPACE = "\\t\\n\\f\\r ";`, String.raw`const SPACE = "\\s";`],
    ["what ends drawings", "END_DRAWINGS.has(element)", "false"],
  ])("would be seen to change it if nobody knew %s", async (_, find, put) => {
    expect(await changing(accepted(await without(find, put)))).not.toEqual([]);
  });
});
