/** One thing said in each of the shop's languages. English is one text for both English markets, so it keeps to words they share. */
import type { Language } from "#contract/market";

export type Text = Readonly<Record<Language, string>>;

export const LANGUAGES: readonly Language[] = ["en", "de", "ja", "ar"];

export function say(en: string, de: string, ja: string, ar: string): Text {
  return { en, de, ja, ar };
}

/** Builds a text by asking for each language in turn. */
export function inEach(write: (language: Language) => string): Text {
  return say(write("en"), write("de"), write("ja"), write("ar"));
}

const LAST: Readonly<Record<Language, { and: string; or: string; comma: string }>> = {
  en: { and: " and ", or: " or ", comma: ", " },
  de: { and: " und ", or: " oder ", comma: ", " },
  ja: { and: "、", or: "、", comma: "、" },
  ar: { and: " و", or: " أو ", comma: "، " },
};

/** `a, b and c`, as each language lists things. */
export function listed(items: readonly string[], language: Language, last: "and" | "or" = "and"): string {
  const { comma, [last]: word } = LAST[language];
  if (items.length < 2) return items.join("");
  // Arabic repeats the word between all of them.
  const head = items.slice(0, -1).join(language === "ar" ? word : comma);
  return head + word + items[items.length - 1];
}

/** A number as the language writes it, with at most two decimals; Arabic keeps Latin digits as the market does. */
export function numeral(value: number, language: Language): string {
  const plain = String(Math.round(value * 100) / 100);
  return language === "de" ? plain.replace(".", ",") : plain;
}

/** Grams, or kilograms from 1,000 g. */
export function weight(grams: number, language: Language): string {
  const arabic = language === "ar";
  if (grams < 1000) return `${grams} ${arabic ? "غ" : "g"}`;
  return `${numeral(Math.round(grams / 50) / 20, language)} ${arabic ? "كغ" : "kg"}`;
}

/** First letter large, for labels made of words used inside sentences. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
