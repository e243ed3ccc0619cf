import type { Language, MarketSettings } from "#contract/market";
import type { StoredOption } from "../store/schema.ts";
import { localize } from "./localized.ts";

/** Words for the option names every feed uses, by locale or language. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  color: { "en-US": "Color", en: "Colour", de: "Farbe", ja: "色", ar: "اللون" },
  size: { en: "Size", de: "Größe", ja: "サイズ", ar: "المقاس" },
  material: { en: "Material", de: "Material", ja: "素材", ar: "الخامة" },
  pattern: { en: "Pattern", de: "Muster", ja: "柄", ar: "النقش" },
};

/** Between the parts of a choice. (`Intl.ListFormat` joins units by a space or an "and".) */
const COMMA: Readonly<Record<Language, string>> = { en: ", ", de: ", ", ja: "、", ar: "، " };

/** What an option is called in a market: its own label, else a known word, else its name. */
export function optionLabel({ name, labels }: StoredOption, { locale, language }: MarketSettings): string {
  return localize(labels, language) || WORDS[name]?.[locale] || WORDS[name]?.[language] || name;
}

/** What a value of an option is called: `White and cobalt`; without a label it stands for itself. */
export function valueLabel(option: StoredOption, value: string, { language }: MarketSettings): string {
  const known = option.values.find((candidate) => candidate.value === value);
  return (known && localize(known.labels, language)) || value;
}

/** The chosen options in words: `White and cobalt, 350 ml`. */
export function choiceInWords(options: readonly StoredOption[], chosen: Readonly<Record<string, string>>, market: MarketSettings): string {
  const words = options.flatMap((option) => {
    const value = chosen[option.name];
    return value === undefined ? [] : [valueLabel(option, value, market)];
  });
  return words.join(COMMA[market.language]);
}
