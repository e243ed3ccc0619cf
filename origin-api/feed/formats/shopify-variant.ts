import { NO_PICTURE } from "#contract/no-picture";
import { type Element, elementOf } from "../element.ts";
import { hash32, slug } from "../identifiers.ts";
import type { ShopifyField } from "./shopify-columns.ts";

export interface ShopifyRow {
  readonly line: number;
  readonly handle: string;
  cell(field: ShopifyField): string;
  /** Has the file such a column? */
  has(field: ShopifyField): boolean;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

/** What a variant has from its product. */
export interface OfProduct {
  readonly handle: string;
  readonly optionNames: readonly string[];
  readonly pictures: readonly string[];
}

const OPTION_VALUES = ["option1Value", "option2Value", "option3Value"] as const satisfies readonly ShopifyField[];

/** What a variant's row says, and what of its product stands in every variant. */
export function variantFields({ handle, optionNames, pictures }: OfProduct, row: ShopifyRow, currency: string): readonly Element[] {
  const { line, cell } = row;
  const options = chosenIn(row, optionNames);
  const made = madeSkus(handle, options);
  const own = cell("variantImage");
  const shown = own === "" ? pictures : [own, ...pictures.filter((src) => src !== own)];
  const [first = NO_PICTURE.src, ...others] = shown;
  const named: readonly (readonly [string, string])[] = [
    ["id", cell("sku") || made.plain],
    ["v:spare-id", cell("sku") ? made.plain : made.told],
    ...priceFields(row, currency),
    ["availability", stockOf(row) === "0" ? "out_of_stock" : "in_stock"],
    ["v:stock", stockOf(row)],
    ["gtin", cell("barcode").replace(/^'/, "")],
    ["image_link", first],
    ["v:picture-kind", shown.length === 0 ? NO_PICTURE.kind : ""],
    ...others.map((src) => ["additional_image_link", src] as const),
  ];
  return [
    ...named.filter(([, text]) => text !== "").map(([name, text]) => elementOf(name, line, text)),
    ...options.map((option) => toOption(line, option)),
  ];
}

interface Chosen {
  readonly name: string;
  readonly value: string;
}

/** `names`: of the product's options, which its first row alone tells. */
export function chosenIn({ cell }: ShopifyRow, names: readonly string[] = ["-", "-", "-"]): readonly Chosen[] {
  return OPTION_VALUES.flatMap((field, i) => {
    const [name, value] = [names[i] ?? "", cell(field)];
    return name === "" || value === "" || value === "Default Title" ? [] : [{ name, value }];
  });
}

/**
 * For a variant without a SKU, or with somebody else's: of what never changes while it is the same variant. `tee` in black and
 * `tee-black` read alike: `told` is unlike any other.
 */
export function madeSkus(handle: string, options: readonly Chosen[]): { readonly plain: string; readonly told: string } {
  const values = options.map(({ value }) => value);
  const whole = [handle, ...values.map(optionValue)].join("-");
  const told = `${whole.slice(0, 48)}-${hash32(JSON.stringify([handle, ...values]))}`;
  return { plain: whole.length <= 48 ? whole : told, told };
}

/** A price to compare with that is higher makes this one a sale. */
function priceFields({ cell }: ShopifyRow, currency: string): readonly (readonly [string, string])[] {
  const [price, before] = [cell("price"), cell("compareAt")];
  const inCurrency = (amount: string): string => (amount === "" ? "" : `${amount} ${currency}`);
  const isSale = price !== "" && Number(price) >= 0 && Number(before) > Number(price);
  if (!isSale) return [["price", inCurrency(price)]];
  return [
    ["price", inCurrency(before)],
    ["sale_price", inCurrency(price)],
  ];
}

/** Empty when nobody counts, or when the shop sells on at nought. */
function stockOf({ cell, has }: ShopifyRow): string {
  const quantity = cell("quantity");
  // A file that does not say who counts has counts all the same.
  const isCounted = has("tracker") ? cell("tracker") !== "" : quantity !== "";
  const sellsOn = /^(continue|true)$/i.test(cell("policy")) && !(Number(quantity) > 0);
  if (!isCounted || sellsOn) return "";
  return /^-\d+$/.test(quantity) ? "0" : quantity;
}

function toOption(line: number, { name, value }: Chosen): Element {
  const attributes = { name: optionName(name), value: optionValue(value) };
  return elementOf("v:option", line, "", { attributes, children: [elementOf("v:name", line, name), elementOf("v:label", line, value)] });
}

const optionName = (name: string): string => (/^[a-z]/.test(slug(name)) ? slug(name).slice(0, 32).replace(/-+$/, "") : `o-${hash32(name)}`);

/** Readable, and another one for every other value: `5.5` is not `55`. */
function optionValue(value: string): string {
  const readable = slug(value);
  const faithful = readable !== "" && readable.length <= 54 && value.toLowerCase().replace(/[\s_-]+/g, "-") === readable;
  return faithful ? readable : `${readable.slice(0, 50) || "v"}-${hash32(value)}`.replace(/^-/, "");
}
