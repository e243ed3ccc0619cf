import { child, type Element } from "./element.ts";
import type { Fault } from "./feed-part.ts";
import type { FeedRow, SkippedRow } from "./feed-row.ts";
import { handleOf, productIdOf } from "./identifiers.ts";
import { isIgnoredField, isKnownField, LIMITS } from "./known-fields.ts";
import { readDetails, readProductDetails } from "./read-details.ts";
import { readProse, readRequired, readText, readTexts } from "./read-field.ts";
import { readPrices, readStock } from "./read-offer.ts";
import { readOptions } from "./read-options.ts";
import { readPictures, webAddress } from "./read-pictures.ts";
import { ItemProblems } from "./row-problems.ts";

export interface DecodedItem {
  /** Undefined when not even its id is known. */
  readonly row: FeedRow | SkippedRow | undefined;
  readonly problems: ItemProblems;
}

/** What the whole feed says of each of its items. */
export interface FeedOf {
  readonly site: string | null;
  readonly currency: string | null;
}

/** An item of a feed to a row, or to what is wrong with it. Every fault is found, not the first alone. */
export function decodeItem(item: Element, from: FeedOf, fault: Fault | null = null): DecodedItem {
  const problems = new ItemProblems(item.line);
  const sku = readRequired(item, "id", problems);
  problems.id = sku ?? null;
  if (fault) problems.refuse(fault.field, fault.because);
  for (const { name } of item.children) {
    if (!isKnownField(name)) problems.unknownFields.push(name);
    else if (isIgnoredField(name)) problems.unusedFields.push(name);
  }
  const group = readText(item, "item_group_id", problems);
  const details = readDetails(item, problems);
  const good = readGood(item, from, sku ?? "", productIdOf(group ?? sku ?? ""), problems);
  if (sku === undefined) return { row: undefined, problems };
  if (!problems.skip) return { row: { ...good, details }, problems };
  const { line, productId, types, title, description, brand, specs } = good;
  return { row: { line, skipped: true, sku, productId, types, title, description, brand, specs, details }, problems };
}

function readGood(
  item: Element,
  { site, currency }: FeedOf,
  sku: string,
  productId: string,
  problems: ItemProblems,
): Omit<FeedRow, "details"> {
  const title = readRequired(item, "title", problems) ?? "";
  const link = readLink(item, problems);
  const { given, options } = readOptions(item, problems);
  return {
    line: item.line,
    sku,
    spareSku: readText(item, "v:spare-id", problems) ?? null,
    productId,
    title,
    description: readDescription(item, problems),
    brand: readText(item, "brand", problems) ?? null,
    handle: handleOf(link, title, productId),
    types: readTypes(item, problems),
    prices: readPrices(item, currency, problems),
    stock: readStock(item, problems),
    options,
    optionsGiven: given,
    pictures: readPictures(item, site, problems),
    gtin: readGtin(item, problems),
    mpn: readText(item, "mpn", problems) ?? null,
    specs: readProductDetails(item, problems),
  };
}

function readLink(item: Element, problems: ItemProblems): string | null {
  const link = readText(item, "link", problems) ?? item.children.find((field) => field.name === "link")?.attributes.href;
  if (link === undefined) return null;
  if (link.length <= LIMITS.link && webAddress(link)) return link;
  problems.refuse("link", "is not an absolute http or https address", link);
  return null;
}

function readDescription(item: Element, problems: ItemProblems): string {
  const element = child(item, "description") ?? child(item, "summary") ?? child(item, "content");
  return (element && readProse(element, "description", problems)) ?? "";
}

function readGtin(item: Element, problems: ItemProblems): string | null {
  const text = readText(item, "gtin", problems);
  if (text === undefined) return null;
  const digits = text.replace(/[\s-]/g, "");
  if (/^(\d{8}|\d{12,14})$/.test(digits)) return digits;
  return problems.note("gtin", "is not 8, 12, 13 or 14 digits: left out", text) ?? null;
}

/** The shop's own types, else the category if it is told in words. */
function readTypes(item: Element, problems: ItemProblems): FeedRow["types"] {
  const own = readTexts(item, "product_type", problems);
  const types = own.length > 0 ? own : readTexts(item, "google_product_category", problems).filter((category) => !/^\d+$/.test(category));
  return types.map(segments);
}

/** `Table > Mugs & cups` -> its segments; deeper levels than the shop has are dropped. */
function segments(type: string): readonly string[] {
  const names = type.split(/\s*>\s*/).filter(Boolean);
  return names.slice(0, 2);
}
