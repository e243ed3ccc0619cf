import type { FeedFormat } from "#contract/feed";
import { fine, type Result, refused } from "../result.ts";
import { columnName } from "./google-columns.ts";
import { isShopifyHeader } from "./shopify-columns.ts";

export interface Dialect {
  readonly format: FeedFormat;
  /** Between the cells of a table. */
  readonly delimiter: string;
}

/** So much of a file's text decides, or its first line if that is longer. */
export const HEAD_CHARACTERS = 4_096;
export const MOST_HEAD_CHARACTERS = 65_536;

/** What the beginning of a file is written in; `wanted` is believed. */
export function judgeFormat(head: string, wanted: FeedFormat | "auto"): Result<Dialect> {
  const start = head.trimStart();
  const line = start.split(/\r?\n|\r/, 1)[0] ?? "";
  if (wanted !== "auto") return fine({ format: wanted, delimiter: wanted === "tsv" ? "\t" : csvDelimiter(line) });
  if (start.startsWith("<")) return fine({ format: /<(?:[\w-]+:)?feed[\s>]/.test(start) ? "atom" : "rss", delimiter: "" });
  if (start.startsWith("{")) return fine({ format: "jsonl", delimiter: "" });
  if (start.startsWith("[")) return refused("the file is a JSON array: write each object on a line of its own");
  return judgeTable(line);
}

function judgeTable(line: string): Result<Dialect> {
  const found = ["\t", ",", ";"].flatMap((delimiter): Dialect[] => {
    const names = cells(line, delimiter);
    if (isShopifyHeader(names)) return [{ format: "shopify-csv", delimiter }];
    const columns = names.map((name) => columnName(name).name);
    if (!columns.includes("id") || !columns.includes("title")) return [];
    return [{ format: delimiter === "\t" ? "tsv" : "csv", delimiter }];
  });
  const [dialect] = found;
  if (dialect) return fine(dialect);
  return refused("the file is no feed: neither XML nor JSON Lines, and its first line names no columns of a product table");
}

const cells = (line: string, delimiter: string): readonly string[] =>
  line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ""));

const csvDelimiter = (line: string): string => (line.split(";").length > line.split(",").length ? ";" : ",");
