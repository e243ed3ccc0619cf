import type { RowProblem } from "#contract/feed";
import { cut, type Element, elementOf } from "../element.ts";
import type { FeedPart } from "../feed-part.ts";
import { HANDLE, hash32, slug } from "../identifiers.ts";
import { LIMITS } from "../known-fields.ts";
import { oneLine, plainText } from "../plain-text.ts";
import { MOST_VARIANTS } from "../product-of-rows.ts";
import type { ShopifyField } from "./shopify-columns.ts";
import { chosenIn, madeSkus, type OfProduct, type ShopifyRow, variantFields } from "./shopify-variant.ts";

export interface ShopifyProduct {
  readonly handle: string;
  readonly rows: readonly ShopifyRow[];
  /** How many more rows the file has. */
  readonly surplus: number;
}

const MOST_PICTURES = 50;

/** The rows of one product as items, one for each variant. */
export function shopifyParts({ handle, rows, surplus }: ShopifyProduct, currency: string): readonly FeedPart[] {
  const [head] = rows;
  if (head === undefined) return [];
  const sold = rows.filter((row, i) => i === 0 || isVariant(row));
  const hidden = whyHidden(head);
  if (hidden !== null) return [problem(head, "Status", hidden, handle, sold.length)];
  const product = productOf(handle, head, rows);
  const items = sold.slice(0, MOST_VARIANTS).map((row, i): FeedPart => {
    const children = [...product.shared, ...(i === 0 ? product.first : []), ...variantFields(product, row, currency)];
    return { kind: "item", element: elementOf("item", row.line, "", { children }), fault: null };
  });
  const more = sold.length - items.length + surplus;
  const because = `has ${(rows.length + surplus).toLocaleString("en")} rows; the most variants is ${MOST_VARIANTS}: the others are left out`;
  return [...items, ...product.notes, ...(more > 0 ? [problem(head, "Handle", because, handle, more)] : [])];
}

/** Rows of a product of which others stand further up: they lack what its first row told, and whether it is shown. */
export function partsApart({ handle, rows, surplus }: ShopifyProduct, isHidden: boolean): readonly FeedPart[] {
  const [head] = rows;
  if (head === undefined) return [];
  const sold = rows.filter(isVariant);
  const skips = sold.map((row) => ({
    line: row.line,
    sku: row.cell("sku") || madeSkus(handle, chosenIn(row)).plain,
    group: groupOf(handle),
  }));
  const because = "has rows further up, with other products between: rows of a product follow each other, so these are not read";
  return [{ ...problem(head, "Handle", because, handle, sold.length + surplus), ...(!isHidden && { skips }) }];
}

const isVariant = ({ cell }: ShopifyRow): boolean => cell("price") !== "" || cell("option1Value") !== "" || cell("sku") !== "";

function problem(row: ShopifyRow, field: string, because: string, value: string, items: number): Extract<FeedPart, { kind: "problem" }> {
  const found: RowProblem = { line: row.line, id: row.handle || null, field, because, value: cut(value, 80) };
  return { kind: "problem", problem: found, items };
}

/** Why the merchant does not show the product; null when it is shown. */
export function whyHidden({ cell }: ShopifyRow): string | null {
  const status = cell("status").toLowerCase();
  if (status !== "" && status !== "active") return `is ${cut(status, 20)}: not in the shop`;
  return /^(false|no|0)$/i.test(cell("published")) ? "is not published: not in the shop" : null;
}

const OPTION_NAMES = ["option1Name", "option2Name", "option3Name"] as const satisfies readonly ShopifyField[];

interface Shared extends OfProduct {
  /** Fields of every variant, and those that the first alone brings. */
  readonly shared: readonly Element[];
  readonly first: readonly Element[];
  readonly notes: readonly FeedPart[];
}

function productOf(handle: string, head: ShopifyRow, rows: readonly ShopifyRow[]): Shared {
  const field = (name: string, text: string): Element => elementOf(name, head.line, text);
  const title = oneLine(head.cell("title"));
  const notes: FeedPart[] = title.length > LIMITS.title ? [problem(head, "Title", `is cut to ${LIMITS.title} characters`, title, 0)] : [];
  const address = HANDLE.test(handle) ? handle : slug(handle);
  if (address !== handle) notes.push(problem(head, "Handle", whyOther(address), handle, 0));
  const specs = head.attributes.flatMap(({ name, value }) => toSpec(head, name, value));
  const shown = [field("title", cut(title, LIMITS.title)), field("brand", cut(head.cell("vendor"), LIMITS.brand))];
  return {
    handle,
    optionNames: OPTION_NAMES.map((name) => head.cell(name)),
    pictures: picturesOf(rows),
    shared: [field("item_group_id", groupOf(handle)), ...shown, field("product_type", typeOf(head)), field("mpn", head.cell("mpn"))],
    first: [
      field("v:handle", address),
      field("v:title", cut(title, LIMITS.title)),
      field("v:description", head.cell("body")),
      ...specs.flatMap((spec) => spec.element ?? []),
    ],
    notes: [...notes, ...notesOfPictures(head, rows), ...specs.flatMap((spec) => spec.note ?? [])],
  };
}

const whyOther = (address: string): string =>
  `is not small letters, digits and hyphens: ${address === "" ? "one made of the title" : address} is used in addresses`;

/** A handle is the only name a product has; one that is too long for an id is told apart by a hash. */
const groupOf = (handle: string): string => (handle.length <= LIMITS.item_group_id ? handle : `${handle.slice(0, 50)}-${hash32(handle)}`);

/** The merchant's own type, else the last two levels of the category, else the first tag. */
function typeOf({ cell }: ShopifyRow): string {
  const category = cell("category")
    .split(/\s*>\s*/)
    .filter(Boolean);
  return cell("type") || category.slice(-2).join(" > ") || (cell("tags").split(",")[0] ?? "");
}

function picturesOf(rows: readonly ShopifyRow[]): readonly string[] {
  const placed = rows.flatMap(({ cell }, i) => {
    const src = cell("image");
    return src === "" ? [] : [{ src, place: Number(cell("imagePosition")) || i + 1 }];
  });
  return [...new Set(placed.sort((a, b) => a.place - b.place).map(({ src }) => src))].slice(0, MOST_PICTURES);
}

function notesOfPictures(head: ShopifyRow, rows: readonly ShopifyRow[]): readonly FeedPart[] {
  const isBare = rows.every(({ cell }) => cell("image") === "" && cell("variantImage") === "");
  return isBare ? [problem(head, "Image Src", "is missing: shown as a sign that there is no picture", "", 0)] : [];
}

function toSpec(head: ShopifyRow, name: string, written: string): { readonly element?: Element; readonly note?: FeedPart } {
  const value = /^\s*\[.*\]\s*$/s.test(written)
    ? written.replace(/^\s*\["?|"?\]\s*$/g, "").replace(/"\s*,\s*"/g, ", ")
    : oneLine(plainText(written));
  const usable = value.length <= LIMITS["v:value"] && name.length <= LIMITS["v:name"] && !/gid:\/\/shopify/.test(value);
  if (!usable) return { note: problem(head, name, "is no short text: not shown", written, 0) };
  const children = [elementOf("v:name", head.line, name), elementOf("v:value", head.line, value)];
  return { element: elementOf("v:spec", head.line, "", { children }) };
}
