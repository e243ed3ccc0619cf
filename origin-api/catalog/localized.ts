import type { Language } from "#contract/market";
import type { Localized } from "../store/schema.ts";

/** The text in a language; without one, in English, else in whatever language there is; without any, empty. */
export function localize(texts: Localized, language: Language): string {
  return texts[language] ?? texts.en ?? Object.values(texts)[0] ?? "";
}
