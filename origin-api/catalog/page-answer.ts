import type { Page, PageAnswer, PublicFragment } from "#contract/pages";

/** What the parts of a page say about it as a whole. */
export interface AnswerParts {
  readonly page: Page;
  readonly keys: readonly string[];
  readonly versions: Readonly<Record<string, number>>;
  /** Instants at which a part of it changes; null where none is known. */
  readonly changes: readonly (number | null)[];
  readonly fragments?: readonly PublicFragment[];
}

/** Joins them to the answer for the instant `at`. */
export function pageAnswer({ page, keys, versions, changes, fragments = [] }: AnswerParts, at: number): PageAnswer {
  const later = changes.filter((change): change is number => change !== null && change > at);
  return {
    page,
    publicFragments: [...fragments],
    entityVersions: { ...versions },
    surrogateKeys: [...new Set(keys)],
    changesAt: later.length === 0 ? null : Math.min(...later),
    asAt: at,
  };
}
