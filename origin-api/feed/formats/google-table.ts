/** Google's products as a table: a row a variant, TSV or CSV. */
import { type Element, elementOf } from "../element.ts";
import type { FeedPart } from "../feed-part.ts";
import { type Column, columnName } from "./google-columns.ts";
import type { TableLine } from "./table-lines.ts";

export async function* googleTable(lines: AsyncIterable<TableLine>): AsyncGenerator<readonly FeedPart[]> {
  let columns: readonly Column[] | undefined;
  for await (const { line, cells } of lines) {
    if (columns === undefined) columns = cells.map(columnName);
    else yield [toItem(columns, line, cells)];
  }
}

function toItem(columns: readonly Column[], line: number, cells: readonly string[]): FeedPart {
  const children = columns.flatMap((column, i) => toFields(column, line, cells[i] ?? ""));
  const because = `has ${cells.length} cells, the header ${columns.length}`;
  const surplus = cells.slice(columns.length).some((cell) => cell.trim() !== "");
  return { kind: "item", element: elementOf("item", line, "", { children }), fault: surplus ? { field: "row", because } : null };
}

function toFields({ name, language }: Column, line: number, cell: string): readonly Element[] {
  if (cell.trim() === "") return [];
  if (name === "additional_image_link") return cell.split(/,\s*(?=https?:|\/)/).map((link) => elementOf(name, line, link));
  if (name === "product_detail") return cell.split(/,(?=[^,:]*:[^,:]*:)/).map((detail) => toDetail(line, detail));
  return [elementOf(name, line, cell, language === null ? {} : { attributes: { "xml:lang": language } })];
}

/** `General:Height:12 cm`, `Height:12 cm`. */
function toDetail(line: number, written: string): Element {
  const [first = "", second = "", ...more] = written.split(":");
  const [name, value] = more.length === 0 ? [first, second] : [second, more.join(":")];
  return elementOf("product_detail", line, "", {
    children: [elementOf("attribute_name", line, name), elementOf("attribute_value", line, value)],
  });
}
