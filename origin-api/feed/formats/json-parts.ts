/** An object of JSON Lines (`FeedLine` of the contract) as items and collections. What is of another type is left to the decoder to refuse. */
import { type Element, elementOf } from "../element.ts";
import type { FeedPart } from "../feed-part.ts";

type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

export function jsonParts(line: number, value: Json): readonly FeedPart[] {
  // A product may have a member of that name, which is nothing we know.
  if (typeof value.site === "string" && !("variants" in value || "id" in value))
    return [{ kind: "link", href: value.site }, ...strangers(value, ["site"], "")];
  if (isObject(value.collection)) {
    const known = ["handle", "parent", "kind", "position", "ground", "title", "intro", "picture"];
    return [{ kind: "collection", element: toCollection(line, value.collection) }, ...strangers(value.collection, known, "collection.")];
  }
  return productParts(line, value);
}

function toCollection(line: number, { handle, parent, kind, position, ground, title, intro, picture }: Json): Element {
  const given = Object.entries({ handle, parent, kind, position, ground }).filter(([, told]) => told !== undefined && told !== null);
  const attributes = Object.fromEntries(given.map(([name, told]) => [name, textOf(told)]));
  const children = [...localized(line, "v:title", title), ...localized(line, "v:intro", intro), ...field(line, "v:picture", picture)];
  return elementOf("v:collection", line, "", { attributes, children });
}

const PRODUCT = [
  "id",
  "handle",
  "link",
  "title",
  "detail",
  "description",
  "brand",
  "types",
  "also",
  "specs",
  "position",
  "released",
  "variants",
];
const VARIANT = ["sku", "prices", "stock", "availability", "options", "pictures", "gtin", "mpn"];

function productParts(line: number, product: Json): readonly FeedPart[] {
  const { id, handle, link, title, detail, description, brand, types, also, specs, position, released, variants } = product;
  const shared = [
    ...field(line, "item_group_id", id),
    ...field(line, "title", isObject(title) ? (title.en ?? Object.values(title)[0]) : title),
    ...field(line, "link", link),
    ...field(line, "brand", brand),
    ...many(types).flatMap((type) => field(line, "product_type", type)),
  ];
  const details = [
    ...field(line, "v:handle", handle),
    ...localized(line, "v:title", title),
    ...localized(line, "v:detail", detail),
    ...localized(line, "v:description", description),
    ...field(line, "v:position", position),
    ...field(line, "v:released", released),
    ...many(also).flatMap((handle) => field(line, "v:also", handle)),
    ...many(specs).flatMap((spec) => toSpec(line, spec)),
  ];
  const sold = many(variants);
  const items = (sold.length === 0 ? [{}] : sold).map((variant, i): FeedPart => {
    const own = isObject(variant) ? variantFields(line, variant) : [];
    return {
      kind: "item",
      element: elementOf("item", line, "", { children: [...own, ...shared, ...(i === 0 ? details : [])] }),
      fault: null,
    };
  });
  const unknown = sold.flatMap((variant) => (isObject(variant) ? strangers(variant, VARIANT, "variants.") : []));
  return [...items, ...strangers(product, PRODUCT, ""), ...unknown];
}

function variantFields(line: number, { sku, prices, stock, availability, options, pictures, gtin, mpn }: Json): readonly Element[] {
  return [
    ...field(line, "id", sku),
    ...many(prices).flatMap((price, i) => toPrice(line, price, i)),
    ...field(line, "v:stock", stock),
    ...field(line, "availability", availability),
    ...many(options).flatMap((option) => toOption(line, option)),
    ...many(pictures).flatMap((picture, i) => toPicture(line, picture, i)),
    ...field(line, "gtin", gtin),
    ...field(line, "mpn", mpn),
  ];
}

/** The first price stands where Google's does, so that a missing one is told in the same words. */
function toPrice(line: number, price: unknown, i: number): readonly Element[] {
  const { price: regular, sale, during } = isObject(price) ? price : { price };
  if (i > 0) {
    const told = Object.entries({ sale, during }).filter(isTold);
    const attributes = Object.fromEntries(told.map(([name, value]) => [name, textOf(value)]));
    return [elementOf("v:price", line, textOf(regular), { attributes })];
  }
  return [...field(line, "price", regular), ...field(line, "sale_price", sale), ...field(line, "sale_price_effective_date", during)];
}

function toOption(line: number, option: unknown): readonly Element[] {
  const { name, value, title, label, swatch } = isObject(option) ? option : {};
  const colours = isObject(swatch) ? swatch : {};
  const told = Object.entries({ name, value, body: colours.body, rim: colours.rim }).filter(isTold);
  const attributes = Object.fromEntries(told.map(([key, text]) => [key, textOf(text)]));
  const children = [...localized(line, "v:name", title), ...localized(line, "v:label", label)];
  return [elementOf("v:option", line, "", { attributes, children })];
}

function toPicture(line: number, picture: unknown, i: number): readonly Element[] {
  const { src, kind } = isObject(picture) ? picture : { src: picture };
  return [
    ...field(line, i === 0 ? "image_link" : "additional_image_link", src),
    elementOf("v:picture-kind", line, textOf(kind ?? "photo")),
  ];
}

function toSpec(line: number, spec: unknown): readonly Element[] {
  if (!isObject(spec)) return [];
  return [
    elementOf("v:spec", line, "", { children: [...localized(line, "v:name", spec.name), ...localized(line, "v:value", spec.value)] }),
  ];
}

/** A text is English; an object has one for each language. */
function localized(line: number, name: string, text: unknown): readonly Element[] {
  if (!isObject(text)) return field(line, name, text);
  return Object.entries(text)
    .filter(isTold)
    .map(([language, one]) => elementOf(name, line, textOf(one), { attributes: { "xml:lang": language } }));
}

/** JSON's `null` is what was left out. */
const isTold = ([, value]: readonly [string, unknown]): boolean => value !== undefined && value !== null;

const field = (line: number, name: string, value: unknown): readonly Element[] =>
  value === undefined || value === null || value === "" ? [] : [elementOf(name, line, textOf(value))];

const many = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

const textOf = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

function strangers(value: Json, known: readonly string[], prefix: string): readonly FeedPart[] {
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  return unknown.length === 0 ? [] : [{ kind: "columns", unknown: unknown.map((name) => prefix + name), unused: [] }];
}
