/** JSON Lines of our contract: an object a line, a product with its variants, a collection, or the shop's address. */
import type { RowProblem } from "#contract/feed";
import { BadFile } from "../bad-file.ts";
import { cut } from "../element.ts";
import type { FeedPart } from "../feed-part.ts";
import { isObject, jsonParts } from "./json-parts.ts";

const MOST_CHARACTERS = 4_000_000;

export async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator<readonly FeedPart[]> {
  let number = 0;
  for await (const { line, whole } of linesOf(text)) {
    number++;
    if (line === null) yield [problem(number, `is over ${MOST_CHARACTERS / 1_000_000} million characters long`, "")];
    else if (line.trim() !== "") yield partsOfLine(number, line, whole);
  }
}

function partsOfLine(number: number, line: string, whole: boolean): readonly FeedPart[] {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? jsonParts(number, value) : [problem(number, "is no object", line)];
  } catch {
    if (!whole) throw new BadFile(`the file is cut off in line ${number}`);
    return [problem(number, "is not JSON", line)];
  }
}

function problem(line: number, because: string, value: string): FeedPart {
  const found: RowProblem = { line, id: null, field: "line", because, value: cut(value, 80) };
  return { kind: "problem", problem: found, items: 1 };
}

/** Null for a line that is too long to be held; `whole` when a line break ended it. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<{ readonly line: string | null; readonly whole: boolean }> {
  let rest = "";
  let tooLong = false;
  for await (const piece of text) {
    const [first = "", ...others] = piece.split("\n");
    tooLong ||= rest.length + first.length > MOST_CHARACTERS;
    rest = tooLong ? "" : rest + first;
    for (const next of others) {
      yield { line: tooLong ? null : rest, whole: true };
      tooLong = false;
      rest = next;
    }
  }
  if (tooLong || rest !== "") yield { line: tooLong ? null : rest, whole: false };
}
