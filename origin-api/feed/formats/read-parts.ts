import type { FeedFormat } from "#contract/feed";
import { orBadFile } from "../bad-file.ts";
import type { FeedPart } from "../feed-part.ts";
import { googleTable } from "./google-table.ts";
import { jsonLines } from "./json-lines.ts";
import { type Dialect, HEAD_CHARACTERS, judgeFormat, MOST_HEAD_CHARACTERS } from "./judge-format.ts";
import { shopifyCsv } from "./shopify-csv.ts";
import { tableLines } from "./table-lines.ts";
import { textOf } from "./text-source.ts";
import { xmlParts } from "./xml-reader.ts";

/** How a file is to be read, as far as the file does not say so itself. */
export interface Reading {
  readonly format: FeedFormat | "auto";
  /** ISO 4217, of prices that name none; null when nobody told. */
  readonly currency: string | null;
}

/** The file says it all. */
export const AUTO: Reading = { format: "auto", currency: null };

/** What Shopify's prices are taken to be in when nobody told. */
export const SHOPIFY_CURRENCY = "USD";

/** The parts of a file in any format as its bytes come. `recognized` is called before the first. Throws `BadFile`. */
export async function* readParts(
  bytes: AsyncIterable<Uint8Array>,
  reading: Reading,
  recognized: (format: FeedFormat) => void,
): AsyncGenerator<readonly FeedPart[]> {
  const text = textOf(bytes);
  const head = await headOf(text);
  const dialect = orBadFile(judgeFormat(head, reading.format));
  recognized(dialect.format);
  yield* partsOf(dialect, reading, joined(head, text));
}

function partsOf({ format, delimiter }: Dialect, { currency }: Reading, text: AsyncIterable<string>): AsyncGenerator<readonly FeedPart[]> {
  if (format === "rss" || format === "atom") return xmlParts(text);
  if (format === "jsonl") return jsonLines(text);
  const lines = tableLines(text, delimiter);
  return format === "shopify-csv" ? shopifyCsv(lines, currency ?? SHOPIFY_CURRENCY) : googleTable(lines);
}

/** Enough of the text to tell the format: a stretch of it, and the first line whole. */
async function headOf(text: AsyncGenerator<string>): Promise<string> {
  let head = "";
  while (head.length < MOST_HEAD_CHARACTERS && (head.length < HEAD_CHARACTERS || !/[\r\n]/.test(head.trimStart()))) {
    const { value, done } = await text.next();
    if (done) break;
    head += value;
  }
  return head;
}

async function* joined(head: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* text;
}
