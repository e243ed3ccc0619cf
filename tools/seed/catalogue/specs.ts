/** The rows of facts below a product. */
import type { Measures } from "../pictures/draw.ts";
import type { Make } from "./makes/make.ts";
import { PLACES } from "./places.ts";
import type { Spec } from "./product.ts";
import { at, sizesInWords } from "./prose.ts";
import type { Size, SizeKind } from "./sizes.ts";
import { capitalized, inEach, listed, say, type Text, weight } from "./text.ts";

const SIZE_NAMES: Readonly<Record<SizeKind, Text>> = {
  volume: say("Holds", "Fasst", "容量", "السعة"),
  length: say("Size", "Größe", "大きさ", "المقاس"),
  count: say("In the box", "Inhalt", "内容", "المحتوى"),
  pages: say("Pages", "Seiten", "ページ数", "الصفحات"),
  paper: say("Paper size", "Format", "判型", "قياس الورق"),
  hours: say("Burns for", "Brenndauer", "燃焼時間", "مدة الاشتعال"),
  step: say("Sizes", "Größen", "大きさ", "المقاسات"),
};

const MEASURES = say("Measures", "Maße", "寸法", "الأبعاد");
const WEIGHT = say("Weight", "Gewicht", "重さ", "الوزن");
const MATERIAL = say("Material", "Material", "素材", "الخامة");
const MADE_IN = say("Made in", "Hergestellt in", "産地", "بلد الصنع");
const CARE = say("Care", "Pflege", "お手入れ", "العناية");

export function specsOf(make: Make, turn: number, sizes: readonly Size[], drawn: Measures): readonly Spec[] {
  const kind = sizes[0]?.kind ?? "step";
  // Where the size is a measure already, a second one would only argue with it.
  const measures = kind === "length" || kind === "paper" ? [] : [{ name: MEASURES, value: measuresText(drawn, sizes) }];
  return [
    { name: SIZE_NAMES[kind], value: inEach((language) => capitalized(sizesInWords(sizes)[language])) },
    ...measures,
    { name: WEIGHT, value: inEach((language) => listed([...new Set(sizes.map(({ grams }) => weight(grams, language)))], language)) },
    { name: MATERIAL, value: make.material },
    { name: MADE_IN, value: PLACES[at(make.places, turn)] },
    { name: CARE, value: make.care },
  ];
}

/** What the line drawing says, with the size it was drawn from: "ø 88 × 80 mm (350 ml)". */
function measuresText({ heightMm, widthMm, round }: Measures, sizes: readonly Size[]): Text {
  const middle = sizes[Math.floor((sizes.length - 1) / 2)];
  return inEach((language) => {
    const unit = language === "ar" ? "مم" : "mm";
    const outer = `${round ? "ø " : ""}${widthMm} × ${heightMm} ${unit}`;
    if (sizes.length < 2 || !middle) return outer;
    return language === "ja" ? `${outer}（${middle.label.ja}）` : `${outer} (${middle.label[language]})`;
  });
}
