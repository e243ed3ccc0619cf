import { gzipSync } from "node:zlib";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { COLOURWAYS, type Colourway, drawPicture, FORMS, HANGING, measuresOf, type View } from "./draw.ts";
import { SCENES } from "./scenes.ts";

const NAMES = Object.keys(COLOURWAYS) as readonly Colourway[];
const VIEWS: readonly View[] = ["main", "close-up", "drawing", "shelf"];

const gzipped = (svg: string) => gzipSync(svg, { level: 9 }).length;
const seeds = (number: number) => Array.from({ length: number }, (_, i) => `thing-${i}`);

/** Every form in every colourway, each with another seed. */
const shop = FORMS.flatMap((form, i) =>
  NAMES.map((colourway, k) => ({ form, colourway, svg: drawPicture({ form, seed: `${i}-${k}`, colourway, view: "main" }) })),
);
const everyView = FORMS.flatMap((form, i) =>
  VIEWS.map((view) => drawPicture({ form, seed: `${view}-${i}`, colourway: NAMES[i % NAMES.length] as Colourway, view })),
);
const everything = [...shop.map(({ svg }) => svg), ...everyView, ...Object.values(SCENES)];

describe("a product picture", () => {
  test("is the same to the byte when it is drawn again", () => {
    const again = FORMS.flatMap((form, i) =>
      VIEWS.map((view) => drawPicture({ form, seed: `${view}-${i}`, colourway: NAMES[i % NAMES.length] as Colourway, view })),
    );
    expect(again).toEqual(everyView);
  });

  test("weighs about a kilobyte on the wire, and never more than 2.2", () => {
    const weights = shop.map(({ svg }) => gzipped(svg)).sort((a, b) => a - b);
    expect(weights[Math.floor(weights.length / 2)]).toBeLessThan(1200);
    expect(weights.at(-1)).toBeLessThan(2200);
  });

  test.each(FORMS)("does not repeat itself: 200 seeds of one %s are mostly different pictures", (form) => {
    const pictures = new Set(seeds(200).map((seed) => drawPicture({ form, seed, colourway: "white-cobalt", view: "main" })));
    expect(pictures.size).toBeGreaterThan(20);
  });

  test.each(FORMS)("shows the same %s in every colour", (form) => {
    const shapes = NAMES.map((colourway) => withoutPaint(drawPicture({ form, seed: "one-thing", colourway, view: "drawing" })));
    expect(new Set(shapes).size).toBe(1);
  });

  test("is what its handle says", () => {
    const outline = (seed: string) => drawPicture({ form: "board", seed, colourway: "white-cobalt", view: "main" });
    expect(outline("round-board")).toContain("C544 386 612 462 612 566");
    expect(outline("fish-board")).not.toContain("C544 386 612 462 612 566");
  });

  test("stands at 82 percent of its height unless it hangs", () => {
    for (const form of FORMS.filter((one) => !HANGING.has(one))) {
      const [, top = 0, , height = 1] = viewBoxOf(drawPicture({ form, seed: "a", colourway: "sage-ink", view: "main" }));
      expect((800 - top) / height).toBeCloseTo(0.82, 2);
    }
  });

  test("shares one window with its neighbours on a shelf", () => {
    const windows = FORMS.map((form) => viewBoxOf(drawPicture({ form, seed: "a", colourway: "sage-ink", view: "shelf" })).join(" "));
    expect(new Set(windows)).toEqual(new Set(["40 0 710 887"]));
  });
});

describe("a line drawing", () => {
  test("states the measures the shop gives in words", () => {
    for (const form of FORMS) {
      const { heightMm, widthMm, round } = measuresOf(form, "a");
      const svg = drawPicture({ form, seed: "a", colourway: "white-cobalt", view: "drawing" });
      expect(svg).toContain(`>${heightMm} mm</text>`);
      expect(svg).toContain(`>${round ? "ø " : ""}${widthMm} mm</text>`);
    }
  });

  test("is lines only: nothing is filled but the figures and the masks", () => {
    const drawing = drawPicture({ form: "teapot", seed: "a", colourway: "white-cobalt", view: "drawing" });
    const drawn = drawing.replace(/<defs>.*<\/defs>/, "").replace(/<text.*?<\/text>/g, "");
    expect([...drawn.matchAll(/fill="([^"]*)"/g)].map(([, fill]) => fill)).toEqual(expect.arrayContaining(["none"]));
    expect(drawn).not.toMatch(/fill="(?!none)/);
  });
});

describe("every file", () => {
  test("is well-formed, with ids that are unique and references that are met", () => {
    for (const svg of everything) {
      const { ids, references } = readSvg(svg);
      expect(new Set(ids).size).toBe(ids.length);
      expect(references.filter((one) => !ids.includes(one))).toEqual([]);
    }
  });

  test("asks for nothing a strict policy forbids: no style, no script, nothing from elsewhere", () => {
    for (const svg of everything) {
      expect(svg).not.toMatch(/<style|style=|<script|\son\w+=|href|@import|<image|<foreignObject/);
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toContain("://");
    }
  });

  test("never carries a number that is not one", () => {
    for (const svg of everything) expect(svg).not.toMatch(/NaN|Infinity|undefined|e-\d/);
  });

  test("of the scenes stays under five kilobytes on the wire", () => {
    for (const svg of Object.values(SCENES)) expect(gzipped(svg)).toBeLessThan(5000);
  });
});

function withoutPaint(svg: string): string {
  return svg.replace(/#[0-9a-f]{6}/g, "");
}

function viewBoxOf(svg: string): number[] {
  return (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? "").split(" ").map(Number);
}

/** Parses strictly; throws where the XML is not well-formed. */
function readSvg(svg: string): { ids: string[]; references: string[] } {
  const ids: string[] = [];
  const references: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ attributes }) => {
    for (const { name, value } of Object.values(attributes)) {
      if (name === "id") ids.push(value);
      references.push(...[...value.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id ?? ""));
    }
  });
  parser.write(svg).close();
  return { ids, references };
}
