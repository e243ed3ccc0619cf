const UNITS = "ml|cl|l|mm|cm|m|g|kg|oz|h|W|°C|مل|لتر|مم|سم|م|غ|كغ|واط";
const BEFORE_UNIT = new RegExp(`(?<=\\d) (?=(?:${UNITS})(?![\\p{L}\\d]))`, "gu");

/** Keeps a number and its unit, and the sides of a measure, on one line: `1.4 l`, `50 × 70 cm`. */
export function unbroken(text: string): string {
  return text.replace(BEFORE_UNIT, "\u00a0").replaceAll(" × ", "\u00a0×\u00a0");
}
