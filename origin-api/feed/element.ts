/** A piece of a feed as it stood in the file: an item's field, or an item or collection with fields in it. */
export interface Element {
  /** `price` for Google's and unprefixed names, `v:price` for ours, the file's own prefix for others. */
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** Trimmed; of a text over `MAX_CELL` characters only the beginning. */
  readonly text: string;
  /** How long the text was in the file. */
  readonly length: number;
  readonly children: readonly Element[];
}

/** No field may be longer; texts are kept up to here. */
export const MAX_CELL = 64_000;
/** The same for everything in one item together, and for the number of its fields. */
export const MAX_ITEM = 400_000;
export const MAX_FIELDS = 2_000;

interface More {
  readonly attributes?: Element["attributes"];
  readonly children?: Element["children"];
}

/** An element that no XML was written for: a cell, a member of an object. */
export function elementOf(name: string, line: number, text: string, { attributes = {}, children = [] }: More = {}): Element {
  const trimmed = text.trim();
  return { name, line, attributes, text: trimmed.slice(0, MAX_CELL), length: trimmed.length, children };
}

/** The first of the children of that name which is not empty. */
export function child(of: Element, name: string): Element | undefined {
  return of.children.find((field) => field.name === name && field.text !== "");
}

export const childrenNamed = (of: Element, name: string): readonly Element[] => of.children.filter((field) => field.name === name);

/** At most `most` characters, never half a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const points = Array.from(text.slice(0, most * 2));
  return points.length <= most ? points.join("") : points.slice(0, most).join("");
}
