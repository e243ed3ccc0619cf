import type { RowProblem } from "#contract/feed";
import type { Element } from "./element.ts";

/** Why an item cannot be used as a whole. */
export interface Fault {
  readonly field: string;
  readonly because: string;
}

export const TOO_LARGE: Fault = { field: "item", because: "is too large: it has too many fields or too much text" };

/** Of a row that is not read. */
export interface SkippedVariant {
  readonly line: number;
  readonly sku: string;
  readonly group: string;
}

/** What a format hands on, in the order of the file. Every format tells of a variant by an `item` with Google's field names and ours. */
export type FeedPart =
  | { readonly kind: "item"; readonly element: Element; readonly fault: Fault | null }
  | { readonly kind: "collection"; readonly element: Element }
  /** The shop's own address: pictures there are stored as paths. */
  | { readonly kind: "link"; readonly href: string }
  /** What is wrong with a line of which no item can be made. `items`: how many it stood for; `skips`: what the shop has of these stays. */
  | { readonly kind: "problem"; readonly problem: RowProblem; readonly items: number; readonly skips?: readonly SkippedVariant[] }
  /** Names of columns that this format does not know, or knows and has no use for. */
  | { readonly kind: "columns"; readonly unknown: readonly string[]; readonly unused: readonly string[] };
