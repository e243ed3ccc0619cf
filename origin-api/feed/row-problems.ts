import type { RowProblem } from "#contract/feed";
import { cut, type Element } from "./element.ts";

const VALUE_CHARACTERS = 80;
const KEPT_PROBLEMS = 1_000;
const KEPT_UNKNOWN_FIELDS = 200;

/** Collects what is wrong with one item (or collection), field by field. */
export class ItemProblems {
  readonly found: RowProblem[] = [];
  readonly unknownFields: string[] = [];
  readonly unusedFields: string[] = [];
  /** True once a problem was found that makes the item useless. */
  skip = false;
  readonly #line: number;
  id: string | null = null;

  constructor(line: number) {
    this.#line = line;
  }

  /** The item cannot be used. */
  refuse(field: string, because: string, value = ""): undefined {
    this.skip = true;
    this.note(field, because, value);
    return undefined;
  }

  /** The item is used without this. */
  note(field: string, because: string, value = ""): undefined {
    this.found.push({ line: this.#line, id: this.id, field, because, value: cut(value, VALUE_CHARACTERS) });
    return undefined;
  }
}

export const fieldTooLong = (element: Pick<Element, "length">, most: number): string =>
  `is ${element.length.toLocaleString("en")} characters long; the most is ${most.toLocaleString("en")}`;

/** Everything wrong with a file: all of it counted, the first thousand kept. */
export class ProblemLog {
  readonly kept: RowProblem[] = [];
  count = 0;
  readonly #unknown = new Set<string>();
  readonly #unused = new Set<string>();

  add(problems: Iterable<RowProblem>): void {
    for (const problem of problems) {
      this.count++;
      if (this.kept.length < KEPT_PROBLEMS) this.kept.push(problem);
    }
  }

  addItem({ found, unknownFields, unusedFields }: ItemProblems): void {
    this.add(found);
    this.addUnknown(unknownFields);
    this.addUnused(unusedFields);
  }

  addUnknown(fields: Iterable<string>): void {
    addNames(this.#unknown, fields);
  }

  addUnused(fields: Iterable<string>): void {
    addNames(this.#unused, fields);
  }

  unusedFields(): string[] {
    return [...this.#unused].sort();
  }

  unknownFields(): string[] {
    return [...this.#unknown].sort();
  }
}

function addNames(names: Set<string>, fields: Iterable<string>): void {
  for (const field of fields) if (names.size < KEPT_UNKNOWN_FIELDS) names.add(cut(field, VALUE_CHARACTERS));
}
