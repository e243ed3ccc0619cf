/** What the twelve colourways are called, and how a sentence names the colour of a body. */
import type { Colourway } from "../pictures/colourways.ts";
import { capitalized, inEach, say, type Text } from "./text.ts";

interface ColourName {
  /** `white`: as a label or after "in". */
  readonly plain: Text;
  /** Arabic wants the article in a sentence; the others do not mind. */
  readonly inSentence: Text;
}

function colour(en: string, de: string, ja: string, ar: string): ColourName {
  return { plain: say(en, de, ja, ar), inSentence: say(en, de, ja, `ال${ar}`) };
}

const NAMES: Readonly<Record<string, ColourName>> = {
  white: colour("white", "Weiß", "白", "أبيض"),
  cobalt: colour("cobalt", "Kobalt", "コバルト", "كوبالتي"),
  tomato: colour("tomato", "Tomate", "トマト", "طماطمي"),
  butter: colour("butter", "Butter", "バター", "زبدي"),
  sage: colour("sage", "Salbei", "セージ", "مريمي"),
  pine: colour("pine", "Tanne", "松葉", "صنوبري"),
  sky: colour("sky", "Himmelblau", "空色", "سماوي"),
  clay: colour("clay", "Lehm", "土色", "طيني"),
  ink: colour("ink", "Tinte", "墨色", "حبري"),
  oat: colour("oat", "Hafer", "オーツ", "شوفاني"),
  rose: colour("rose", "Rosé", "ローズ", "وردي"),
  linen: colour("linen", "Leinen", "生成り", "كتاني"),
  brass: colour("brass", "Messing", "真鍮色", "نحاسي"),
};

function named(pigment: string): ColourName {
  const name = NAMES[pigment];
  if (!name) throw new Error(`a colour without a name: ${pigment}`);
  return name;
}

/** "White and cobalt": the label of the option. */
export function colourLabel(colourway: Colourway): Text {
  const [body = "", rim = ""] = colourway.split("-");
  const a = named(body).plain;
  const b = named(rim).plain;
  return inEach((language) => {
    if (language === "en") return `${capitalized(a.en)} and ${b.en}`;
    if (language === "de") return `${a.de} und ${b.de}`;
    return language === "ja" ? `${a.ja}と${b.ja}` : `${a.ar} و${b.ar}`;
  });
}

/** "white", as in "500 ml is not made in white"; each body colour belongs to one colourway. */
export function bodyColour(colourway: Colourway): Text {
  return named(colourway.split("-")[0] ?? "").inSentence;
}

/** The letters of a SKU: `white-cobalt` is WC. */
export function colourCode(colourway: Colourway): string {
  return colourway
    .split("-")
    .map((part) => part.charAt(0).toUpperCase())
    .join("");
}

const BY_CODE: Readonly<Record<string, Colourway>> = Object.fromEntries(
  (
    [
      "white-cobalt",
      "butter-pine",
      "tomato-white",
      "cobalt-white",
      "sage-ink",
      "sky-tomato",
      "clay-oat",
      "pine-butter",
      "oat-cobalt",
      "rose-tomato",
      "ink-brass",
      "linen-clay",
    ] as const
  ).map((name) => [colourCode(name), name]),
);

/** Reads `WC BP TW` as a catalogue row writes it. */
export function readColourways(row: string): readonly Colourway[] {
  return row.split(" ").map((code) => {
    const colourway = BY_CODE[code];
    if (!colourway) throw new Error(`not a colourway: ${code}`);
    return colourway;
  });
}
