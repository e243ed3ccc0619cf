/// <reference types="node" />
import { pipeline, Readable } from "node:stream";
import { CsvError, Parser } from "csv-parse";
import { BadFile } from "../bad-file.ts";

export interface TableLine {
  /** 1-based line in which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row with more in it is no row. The parser holds one in memory. */
const MOST_ROW_BYTES = 4_000_000;

const OPTIONS = {
  columns: false,
  info: true,
  // Tables that nobody quoted hold inches: 12" pan.
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: MOST_ROW_BYTES,
} as const;

interface Record {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** The rows of a table as its text comes, header first. Throws `BadFile`. */
export async function* tableLines(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<TableLine> {
  const ending = { whole: true };
  let last = 0;
  let columns = 0;
  let short = false;
  // In quotes the parser counts `\r\n` twice.
  let countedTwice = 0;
  try {
    for await (const { info, record } of recordsOf(encoded(text, ending), delimiter)) {
      countedTwice += countIn(record, "\r\n");
      const line = info.lines - countedTwice - countIn(record, "\n");
      columns ||= record.length;
      short = record.length < columns;
      last = info.lines - countedTwice;
      yield { line, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? new BadFile(broken(error, last + 1)) : error;
  }
  if (short && !ending.whole) throw new BadFile(`the file is cut off in line ${last}`);
}

function countIn(cells: readonly string[], text: string): number {
  return cells.reduce((count, cell) => count + (cell.includes(text) ? cell.split(text).length - 1 : 0), 0);
}

async function* encoded(text: AsyncIterable<string>, ending: { whole: boolean }): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of text) {
    if (piece === "") continue;
    ending.whole = /[\r\n]$/.test(piece);
    yield encoder.encode(piece);
  }
}

// Not by `csv-parse/stream`: each record that passes a TransformStream of workerd keeps memory outside of the heap until a collection.
function recordsOf(chunks: AsyncIterable<Uint8Array>, delimiter: string): AsyncIterable<Record> {
  const parser = new Parser({ ...OPTIONS, delimiter });
  // What fails reaches whoever reads the records.
  return pipeline(Readable.from(chunks), parser, () => undefined);
}

function broken(error: CsvError, line: number): string {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return `the file is cut off, or a quote in the row of line ${line} is never closed`;
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return `the row of line ${line} is over ${MOST_ROW_BYTES / 1_000_000} MB long: is a quote never closed?`;
  return `the row of line ${line} is not well-formed: ${error.message}`;
}
