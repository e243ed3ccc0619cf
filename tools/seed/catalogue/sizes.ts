/**
 * Sizes as a catalogue row writes them: `350ml 168g 16` is a size, what it weighs, and its price in pounds.
 * A size is `350ml`, `1.4l`, `26cm`, `50x70cm`, `x4` (a set of four), `192p` (pages), `A5`, `30h` (burning hours) or S, M, L.
 */
import type { Language } from "#contract/market";
import { inEach, numeral, say, type Text } from "./text.ts";

export type SizeKind = "volume" | "length" | "count" | "pages" | "paper" | "hours" | "step";

export interface Size {
  /** As the row writes it; unique within the product. */
  readonly name: string;
  readonly kind: SizeKind;
  readonly label: Text;
  readonly grams: number;
  /** Pounds, perhaps with pence. */
  readonly pounds: number;
}

const STEPS: Readonly<Record<string, Text>> = {
  S: say("Small", "Klein", "小", "صغير"),
  M: say("Medium", "Mittel", "中", "متوسط"),
  L: say("Large", "Groß", "大", "كبير"),
};

export function readSizes(row: string): readonly Size[] {
  return row.split(",").map((part) => {
    const [name, grams, pounds] = part.trim().split(" ");
    if (name === undefined || grams === undefined || pounds === undefined) throw new Error(`a size needs a weight and a price: ${part}`);
    const { kind, label } = readSize(name);
    return { name, kind, label, grams: Number(grams.replace(/g$/, "")), pounds: Number(pounds) };
  });
}

function readSize(name: string): { kind: SizeKind; label: Text } {
  const step = STEPS[name];
  if (step) return { kind: "step", label: step };
  const set = /^x(\d+)$/.exec(name);
  if (set) return { kind: "count", label: setOf(Number(set[1])) };
  const paper = /^[AB]\d$/.exec(name);
  if (paper) return { kind: "paper", label: say(name, name, name, name) };
  const measured = /^([\d.]+)(?:x([\d.]+))?(ml|l|cm|p|h)$/.exec(name);
  if (!measured) throw new Error(`not a size: ${name}`);
  const [, first = "", second, unit = ""] = measured;
  const kind = KINDS[unit] as SizeKind;
  return { kind, label: inEach((language) => measure([first, second].filter((side) => side !== undefined).map(Number), unit, language)) };
}

const KINDS: Readonly<Record<string, SizeKind>> = { ml: "volume", l: "volume", cm: "length", p: "pages", h: "hours" };
const UNITS: Readonly<Record<string, Text>> = {
  ml: say("ml", "ml", "ml", "مل"),
  l: say("l", "l", "l", "لتر"),
  cm: say("cm", "cm", "cm", "سم"),
  p: say("pages", "Seiten", "ページ", "صفحة"),
  h: say("hours", "Stunden", "時間", "ساعات"),
};

function measure(sides: readonly number[], unit: string, language: Language): string {
  const number = sides.map((side) => numeral(side, language)).join(" × ");
  const space = language === "ja" && (unit === "p" || unit === "h") ? "" : " ";
  return `${number}${space}${UNITS[unit]?.[language] ?? ""}`;
}

function setOf(count: number): Text {
  if (count === 1) return say("One", "Einzeln", "1個", "قطعة واحدة");
  return say(`Set of ${count}`, `${count}er-Satz`, `${count}個組`, `طقم من ${count}`);
}
