/** Sentences that follow from a product's own measures and gaps, so that prose and variants cannot disagree. */
import type { Language } from "#contract/market";
import type { Colourway } from "../pictures/colourways.ts";
import { bodyColour } from "./colours.ts";
import type { Make } from "./makes/make.ts";
import type { Size } from "./sizes.ts";
import { inEach, listed, type Text, weight } from "./text.ts";

/** One combination that exists. */
export interface Made {
  readonly colourway: Colourway;
  readonly size: Size;
}

interface Told {
  readonly note: Text;
  readonly make: Make;
  /** Neighbours have different turns, so they do not all tell the same story. */
  readonly turn: number;
  readonly sizes: readonly Size[];
  readonly colourways: readonly Colourway[];
  readonly made: readonly Made[];
}

/** Three paragraphs: what it is for and how large, how it is made, what goes wrong. */
export function description({ note, make, turn, sizes, colourways, made }: Told): Text {
  const making = at(make.making, turn);
  const flaw = at(make.flaws, turn + (turn % make.making.length === 0 ? 0 : 1));
  const measures = measuresSentence(sizes);
  const gap = gapSentence(sizes, colourways, made);
  const joined = (language: Language, sentences: readonly (Text | undefined)[]) =>
    sentences.flatMap((sentence) => (sentence ? [sentence[language]] : [])).join(language === "ja" ? "" : " ");
  return inEach((language) => [[note, measures], [making], [flaw, gap]].map((paragraph) => joined(language, paragraph)).join("\n\n"));
}

export function at<T>(items: readonly T[], turn: number): T {
  return items[turn % items.length] as T;
}

const COUNTED = {
  en: ["", "one size", "two sizes", "three sizes", "four sizes"],
  de: ["", "einer Größe", "zwei Größen", "drei Größen", "vier Größen"],
  ja: ["", "ひとつ", "二つ", "三つ", "四つ"],
  // Arabic says the plural alone.
  ar: [],
} satisfies Readonly<Record<Language, readonly string[]>>;

/** "In two sizes: 22 and 26 cm, from 320 to 440 g." */
function measuresSentence(sizes: readonly Size[]): Text {
  const [first, last] = [sizes[0] as Size, sizes[sizes.length - 1] as Size];
  return inEach((language) => {
    const names = sizesInWords(sizes)[language];
    const count = COUNTED[language][sizes.length] ?? "";
    const light = weight(first.grams, language);
    const heavy = weight(last.grams, language);
    const one = sizes.length === 1;
    if (language === "en") return one ? `In ${count}: ${names}, ${light}.` : `In ${count}: ${names}, from ${light} to ${heavy}.`;
    if (language === "de") return one ? `In ${count}: ${names}, ${light}.` : `In ${count}: ${names}, von ${light} bis ${heavy}.`;
    if (language === "ja")
      return one ? `サイズは${names}のみ、重さは${light}です。` : `サイズは${names}の${count}。重さは${light}から${heavy}です。`;
    return one ? `المقاس: ${names}، والوزن ${light}.` : `المقاسات: ${names}، والوزن من ${light} إلى ${heavy}.`;
  });
}

/** "220, 350 and 500 ml": the unit once where all sizes share it. Ready for the middle of a sentence. */
export function sizesInWords(sizes: readonly Size[]): Text {
  return inEach((language) => {
    const labels = sizes.map((size) => midSentence(size, language));
    const unit = / \S+$/u.exec(labels[0] ?? "")?.[0];
    const shared = unit !== undefined && labels.every((label) => /^[\d.,]+ \S+$/u.test(label) && label.endsWith(unit));
    const bare = shared ? labels.map((label, i) => (i < labels.length - 1 ? label.slice(0, -unit.length) : label)) : labels;
    return listed(bare, language);
  });
}

/** Words begin small inside a sentence; units and paper sizes are no such words. */
function midSentence({ kind, label }: Size, language: Language): string {
  const word = kind === "step" || kind === "count";
  return word ? label[language].charAt(0).toLowerCase() + label[language].slice(1) : label[language];
}

/** "500 ml is not made in white or butter. It comes in tomato and cobalt." Only for the first size with a gap. */
function gapSentence(sizes: readonly Size[], colourways: readonly Colourway[], made: readonly Made[]): Text | undefined {
  for (const size of sizes) {
    const there = colourways.filter((colourway) => made.some((one) => one.size === size && one.colourway === colourway));
    const missing = colourways.filter((colourway) => !there.includes(colourway));
    if (missing.length > 0) return gapIn(size, missing, there);
  }
  return undefined;
}

function gapIn(size: Size, missing: readonly Colourway[], there: readonly Colourway[]): Text {
  return inEach((language) => {
    const label = size.label[language];
    const colours = (of: readonly Colourway[], last: "and" | "or") =>
      listed(
        of.map((colourway) => bodyColour(colourway)[language]),
        language,
        last,
      );
    if (language === "en") return `${label} is not made in ${colours(missing, "or")}. It comes in ${colours(there, "and")}.`;
    if (language === "de") return `${label} gibt es nicht in ${colours(missing, "or")}, wohl aber in ${colours(there, "and")}.`;
    if (language === "ja") return `${label}の${colours(missing, "or")}はお作りしていません。${colours(there, "and")}でご用意しています。`;
    const name = size.kind === "step" ? `«${label}»` : label;
    return `لا يُصنع مقاس ${name} باللون ${colours(missing, "or")}، بل باللون ${colours(there, "or")}.`;
  });
}
