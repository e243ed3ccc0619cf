/** The form of a product's page: what was typed, and what of it differs from what the shop has. Pure. */
import { type Currency, MARKET_NAMES, MARKETS, type Market } from "#contract/market";
import { decimalAmount, MINOR_DIGITS } from "#contract/money";
import type { FieldError } from "#contract/problem";
import type { ProductDetail } from "#contract/products";
import { hashHex, keyHash } from "../../bulletin/key-hash.ts";

export const LANGUAGES = ["en", "de", "ja", "ar"] as const;
export const TEXTS = ["titles", "details", "descriptions"] as const;

export type ReadEdit = { readonly ok: true; readonly edit: object } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Beside a field: what stood in it when it was shown, so that what was left alone can be told from what was typed. */
export const WAS = "was.";

/** Names a field's content in few letters. Browsers send line breaks as CR LF. */
export function contentHash(text: string): string {
  return hashHex(keyHash(plain(text)));
}

/** The form without the fields that stand as they were shown: others may have changed those meanwhile. */
export function touchedIn(form: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...form].filter(([name, value]) => !name.startsWith(WAS) && contentHash(value) !== form.get(`${WAS}${name}`)),
  );
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}

/** An amount as it is typed: `16`, `16.5`, `16.00`; undefined when it is none in this currency. */
export function readAmount(text: string, currency: Currency): number | undefined {
  const digits = MINOR_DIGITS[currency];
  const [, whole, part = ""] = /^(\d{1,9})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || part.length > digits) return undefined;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, "0") || 0);
}

/** A variant's price in a market as the form shows it; empty where it is not sold. */
export function amountOf({ prices }: ProductDetail["variants"][number], market: Market): string {
  const price = prices.find((one) => one.market === market);
  return price ? decimalAmount({ minor: price.minor, currency: MARKETS[market].currency }) : "";
}

/** The edit that the form asks for: only what differs from `product`, at the version that was looked at. */
export function readEdit(form: URLSearchParams, product: ProductDetail): ReadEdit {
  const errors: FieldError[] = [];
  const prices = product.variants.flatMap((variant) => MARKET_NAMES.flatMap((market) => changedPrice(form, variant, market, errors)));
  const stock = product.variants.flatMap((variant) => changedCount(form, variant, errors));
  const published = form.get("published");
  const edit = {
    ...{ version: Number(form.get("version")), reason: form.get("reason") ?? "" },
    ...Object.fromEntries(TEXTS.flatMap((field) => changedTexts(form, field, product[field]))),
    ...(prices.length > 0 && { prices }),
    ...(stock.length > 0 && { stock }),
    ...(published !== null && { published: published === "yes" }),
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, edit };
}

function changedTexts(form: URLSearchParams, field: string, texts: ProductDetail["titles"]): [string, object][] {
  const changed = LANGUAGES.flatMap((language): [string, string][] => {
    const written = form.get(`${field}.${language}`);
    const typed = written === null ? undefined : plain(written);
    return typed === undefined || typed === (texts[language] ?? "").trim() ? [] : [[language, typed]];
  });
  return changed.length > 0 ? [[field, Object.fromEntries(changed)]] : [];
}

function changedPrice(form: URLSearchParams, variant: ProductDetail["variants"][number], market: Market, errors: FieldError[]): object[] {
  const { sku } = variant;
  const field = `price.${sku}.${market}`;
  const typed = form.get(field)?.trim();
  if (typed === undefined || typed === amountOf(variant, market)) return [];
  if (typed === "") return [{ sku, market, minor: null }];
  const minor = readAmount(typed, MARKETS[market].currency);
  if (minor === variant.prices.find((price) => price.market === market)?.minor) return [];
  if (minor !== undefined && minor > 0) return [{ sku, market, minor }];
  errors.push({ field, because: `"${typed.slice(0, 20)}" is no price in ${MARKETS[market].currency}.` });
  return [];
}

function changedCount(form: URLSearchParams, { sku, onHand }: ProductDetail["variants"][number], errors: FieldError[]): object[] {
  const field = `stock.${sku}`;
  const typed = form.get(field)?.trim();
  if (typed === undefined || typed === String(onHand)) return [];
  if (/^\d{1,7}$/.test(typed)) return [{ sku, onHand: Number(typed) }];
  errors.push({ field, because: `"${typed.slice(0, 20)}" is no number of units.` });
  return [];
}
