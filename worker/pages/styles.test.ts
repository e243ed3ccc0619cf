import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../public/styles");
const files = globSync("*.css", { cwd: folder }).sort();
const source = (file: string) => readFileSync(join(folder, file), "utf8");

describe.each(files)("%s", (file) => {
  const css = source(file).replaceAll(/\/\*.*?\*\//gs, "");

  test("knows start and end, not left and right", () => {
    expect(css.match(/[\s;{](?:margin|padding|border|inset)-(?:left|right|top|bottom)\b[^;]*/g)).toBeNull();
    expect(css.match(/[\s;{](?:left|right|top|bottom):[^;]*|text-align:\s*(?:left|right)|float:[^;]*/g)).toBeNull();
  });

  test("fetches nothing from elsewhere", () => {
    expect(css).not.toMatch(/url\(["']?(?:https?:)?\/\//);
  });
});

/** Custom properties by name, of the light scheme and of the dark one on top of it. */
function schemes() {
  const [light = "", dark = ""] = source("tokens.css").split("@media (prefers-color-scheme: dark)");
  const read = (css: string) =>
    Object.fromEntries([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value]));
  return { light: read(light), dark: { ...read(light), ...read(dark) } };
}

/** WCAG 2 contrast of two `#rrggbb` or `#rgb` colours. */
function contrast(one: string, other: string): number {
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (color: string) => {
    const digits = color.length === 4 ? [...color.slice(1)].map((digit) => digit + digit) : (color.slice(1).match(/../g) ?? []);
    const [red = 0, green = 0, blue = 0] = digits.map((pair) => channel(Number.parseInt(pair, 16) / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(schemes()))("in the %s scheme", (_, colors) => {
  const ratio = (text: string, ground: string) => contrast(colors[text] ?? "", colors[ground] ?? "");

  test.each(["ink", "ink-2", "rim", "hot", "ok"])("%s is readable on paper and on raised ground", (text) => {
    expect(ratio(text, "paper")).toBeGreaterThanOrEqual(4.5);
    expect(ratio(text, "raise")).toBeGreaterThanOrEqual(4.5);
  });

  test("text on filled buttons is readable, hovered or not", () => {
    expect(ratio("rim-ink", "rim")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("rim-ink", "rim-hover")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("butter-ink", "butter")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("hero-lead", "hero")).toBeGreaterThanOrEqual(4.5);
  });

  test("borders of controls are visible", () => {
    expect(ratio("edge", "paper")).toBeGreaterThanOrEqual(3);
  });

  test.each(["chalk", "sky", "butter", "sage", "clay", "oat"])("text and the rim stand out on the %s ground", (ground) => {
    expect(ratio("ink", `${ground}-wall`)).toBeGreaterThanOrEqual(4.5);
    expect(ratio("ink", `${ground}-table`)).toBeGreaterThanOrEqual(4.5);
    expect(ratio("rim", `${ground}-wall`)).toBeGreaterThanOrEqual(3);
  });
});
