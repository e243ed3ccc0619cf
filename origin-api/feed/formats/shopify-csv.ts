/**
 * Shopify's product CSV: a product is the rows that share a handle. The first tells of the product, each may tell of a
 * variant and of a picture, so a product is known when the next one begins.
 */
import { BadFile } from "../bad-file.ts";
import type { FeedPart } from "../feed-part.ts";
import { MOST_VARIANTS } from "../product-of-rows.ts";
import { type ShopifyColumns, type ShopifyField, shopifyColumns } from "./shopify-columns.ts";
import { partsApart, type ShopifyProduct, shopifyParts, whyHidden } from "./shopify-product.ts";
import type { ShopifyRow } from "./shopify-variant.ts";
import type { TableLine } from "./table-lines.ts";

/** Rows of one product that are kept; of more only the number is. */
const MOST_ROWS = 2 * MOST_VARIANTS;

interface Gathered extends ShopifyProduct {
  readonly rows: ShopifyRow[];
  surplus: number;
}

/** `currency`: what the prices are in, which the format does not say. */
export async function* shopifyCsv(lines: AsyncIterable<TableLine>, currency: string): AsyncGenerator<readonly FeedPart[]> {
  let columns: ShopifyColumns | undefined;
  let product: Gathered | undefined;
  /** Handle -> is it not shown? */
  const done = new Map<string, boolean>();
  const parts = (gathered: Gathered): readonly FeedPart[] => {
    const { handle, rows } = gathered;
    const isHidden = done.get(handle);
    if (isHidden !== undefined) return partsApart(gathered, isHidden);
    done.set(handle, rows[0] !== undefined && whyHidden(rows[0]) !== null);
    return shopifyParts(gathered, currency);
  };
  for await (const line of lines) {
    if (columns === undefined) {
      columns = shopifyColumns(line.cells);
      if (!columns.at.has("handle")) throw new BadFile("the file has no column Handle");
      yield [{ kind: "columns", unknown: columns.unknown, unused: columns.unused }];
      continue;
    }
    const row = toRow(line, columns);
    if (row.handle !== "" && row.handle !== product?.handle) {
      if (product) yield parts(product);
      product = { handle: row.handle, rows: [], surplus: 0 };
    }
    if (product) keep(product, row);
    else yield [{ kind: "problem", items: 1, problem: { line: row.line, id: null, field: "Handle", because: "is missing", value: "" } }];
  }
  if (product) yield parts(product);
}

function keep(product: Gathered, row: ShopifyRow): void {
  if (product.rows.length < MOST_ROWS) product.rows.push(row);
  else product.surplus++;
}

function toRow({ line, cells }: TableLine, { at, attributes }: ShopifyColumns): ShopifyRow {
  const cell = (field: ShopifyField): string => (cells[at.get(field) ?? -1] ?? "").trim();
  const told = attributes.flatMap(({ name, at }) => (cells[at]?.trim() ? [{ name, value: cells[at].trim() }] : []));
  return { line, handle: cell("handle"), cell, has: (field) => at.has(field), attributes: told };
}
