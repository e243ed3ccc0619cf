import { DEFAULT_MARKET, isMarket, MARKET_NAMES, MARKETS, type Market } from "#contract/market";

/** More than any browser sends; the rest of a longer header is not looked at. */
const MAX_RANGES = 20;

/**
 * The market for a visitor of `/`: the best `Accept-Language` range that a market speaks (RFC 4647 look-up), in the visitor's
 * country where two markets share the language; else the country's market; else the default.
 */
export function negotiateMarket(acceptLanguage: string | null, country: string | undefined): Market {
  for (const range of readRanges(acceptLanguage ?? "")) {
    if (range === "*") break;
    const market = isMarket(range) ? range : marketSpeaking(range, country);
    if (market) return market;
  }
  return MARKET_NAMES.find((market) => MARKETS[market].region === country?.toUpperCase()) ?? DEFAULT_MARKET;
}

function marketSpeaking(range: string, country: string | undefined): Market | undefined {
  const language = range.split("-")[0];
  const speaking = MARKET_NAMES.filter((market) => MARKETS[market].language === language);
  return speaking.find((market) => MARKETS[market].region === country?.toUpperCase()) ?? speaking[0];
}

/** Language ranges in lower case, most wanted first; those with `q=0` or a malformed weight are left out. */
function readRanges(header: string): string[] {
  return header
    .slice(0, 1000)
    .split(",", MAX_RANGES)
    .map(readRange)
    .filter((range) => range.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((range) => range.tag);
}

function readRange(text: string): { tag: string; weight: number } {
  const [tag = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  if (!/^(?:\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)$/.test(tag)) return { tag, weight: 0 };
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  if (weight === undefined) return { tag, weight: 1 };
  return { tag, weight: /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight) : 0 };
}
