/** The texts of each market's language and its ways to write numbers, prices and lists. */
import { MARKETS, type Market } from "#contract/market";
import { MINOR_DIGITS, type Money } from "#contract/money";
import type { Surroundings, Translate } from "../fragments/define-fragment.ts";
import arAe from "../messages/ar-ae.json" with { type: "json" };
import deDe from "../messages/de-de.json" with { type: "json" };
import enGb from "../messages/en-gb.json" with { type: "json" };
import enUs from "../messages/en-us.json" with { type: "json" };
import jaJp from "../messages/ja-jp.json" with { type: "json" };

export type MessageKey = keyof typeof enUs;
type Values = Parameters<Translate>[1];
/** A text with `{name}` places, or one for each plural category of the language, chosen by `count`. */
type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
type Catalog = Readonly<Record<MessageKey, Message>>;

/** What pages know besides: `text` is `t` with keys that the compiler checks. */
export interface PageSurroundings extends Surroundings {
  text(key: MessageKey, values?: Values): string;
  /** `a, b and c` as the language says it. */
  list(items: readonly string[]): string;
  /** `a, b or c` as the language says it. */
  either(items: readonly string[]): string;
}

export const CATALOGS = {
  "en-us": enUs,
  "en-gb": enGb,
  "de-de": deDe,
  "ja-jp": jaJp,
  "ar-ae": arAe,
} as const satisfies Record<Market, Catalog>;

const made = new Map<Market, PageSurroundings>();

/** Everything public a page or fragment may know besides its data. The same object for the same market. */
export function surroundingsOf(market: Market): PageSurroundings {
  const known = made.get(market);
  if (known) return known;
  const surroundings = makeSurroundings(market);
  made.set(market, surroundings);
  return surroundings;
}

function makeSurroundings(name: Market): PageSurroundings {
  const settings = MARKETS[name];
  // Prices, counts and measures are written in Latin digits in every market.
  const locale = `${settings.locale}-u-nu-latn`;
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const either = new Intl.ListFormat(locale, { type: "disjunction" });
  const t = translator(CATALOGS[name], locale);
  return {
    market: { ...settings, name, path: (path) => `/${name}${path}`, money: moneyFormat(locale) },
    t,
    text: t,
    list: (items) => list.format(items),
    either: (items) => either.format(items),
  };
}

function translator(catalog: Readonly<Record<string, Message>>, locale: string): Translate {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return (key, values = {}) => {
    const message = catalog[key] ?? key;
    const text = typeof message === "string" ? message : (message[plural.select(Number(values.count))] ?? message.other ?? key);
    return filled(text, (place, name) => {
      const value = values[name];
      return typeof value === "number" ? number.format(value) : (value ?? place);
    });
  };
}

/** Every other part is the name of a place. */
const partsOf = new Map<string, readonly string[]>();

/** The text with its places filled. Texts are the catalogs' alone, so each is taken apart once. */
function filled(text: string, fill: (place: string, name: string) => string): string {
  const parts = partsOf.get(text) ?? takenApart(text);
  let whole = parts[0] ?? "";
  for (let i = 1; i < parts.length; i += 2) whole += fill(`{${parts[i]}}`, parts[i] ?? "") + (parts[i + 1] ?? "");
  return whole;
}

function takenApart(text: string): readonly string[] {
  const parts = text.split(/\{(\w+)\}/);
  partsOf.set(text, parts);
  return parts;
}

/** Currency signs as shoppers of the market write them, where the platform's own differ or carry direction marks. */
const SIGNS: Readonly<Record<string, string>> = { JPY: "¥", AED: "د.إ" };

function moneyFormat(locale: string): (amount: Money) => string {
  const formats = new Map<string, Intl.NumberFormat>();
  return ({ minor, currency }) => {
    const format = formats.get(currency) ?? new Intl.NumberFormat(locale, { style: "currency", currency });
    formats.set(currency, format);
    const parts = format.formatToParts(minor / 10 ** MINOR_DIGITS[currency]);
    return parts.map(({ type, value }) => (type === "currency" ? (SIGNS[currency] ?? value) : withoutMarks(value))).join("");
  };
}

/** Drops invisible direction marks: prices stand in `<bdi>`, which isolates them. */
const withoutMarks = (text: string): string => text.replace(/[\u200e\u200f\u061c]/g, "");
