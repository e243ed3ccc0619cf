/** What a purge would do to what is stored, told without doing it: pure, over the entries that can be looked at. */
import type { PurgeRow } from "../bulletin/purge-row.ts";
import { toSurrogateKeys } from "../bulletin/to-surrogate-keys.ts";
import type { Judgement } from "./judge.ts";
import { PASS, type Stored } from "./stored.ts";

/** What is known of a stored response without its bytes. */
export type Head = Pick<Stored, "key" | "asOf" | "stamps" | "surrogateKeys" | "entityVersions" | "status">;

export type PurgeAsked = Pick<PurgeRow, "by" | "values" | "mode">;

/** What would go stale, or die. */
export interface PurgeEffect {
  /** Pages, by their canonical paths. */
  readonly urls: readonly string[];
  readonly shells: number;
  readonly fragments: number;
}

const URL_KEY = "url:";

/** Tells what the purge changes; what is stale or dead already is left out. */
export function purgeEffect({ by, values, mode }: PurgeAsked, entries: Iterable<Head>, judged: (head: Head) => Judgement): PurgeEffect {
  const keys = new Set(toSurrogateKeys(by, values));
  const reached = matching(entries, keys).filter((head) => isChanged(judged(head), mode));
  const shells = reached.filter(({ surrogateKeys }) => surrogateKeys.some((key) => key.startsWith(URL_KEY)));
  return { urls: urlsWithin(shells), shells: shells.length, fragments: reached.length - shells.length };
}

/** Entries that have one of the keys; markers that stand for nothing are no entries. */
export function matching(entries: Iterable<Head>, keys: ReadonlySet<string>): Head[] {
  return [...entries].filter(({ status, surrogateKeys }) => status !== PASS && surrogateKeys.some((key) => keys.has(key)));
}

/** The pages among them, by the key that every page has of its own. */
export function urlsWithin(entries: readonly Head[]): string[] {
  const urls = entries.flatMap(({ surrogateKeys }) =>
    surrogateKeys.filter((key) => key.startsWith(URL_KEY)).map((key) => key.slice(URL_KEY.length)),
  );
  return [...new Set(urls)].sort();
}

/** A soft purge changes what is fresh, or is as soon as the bulletin confirms it; a hard one also kills what is served in grace. */
function isChanged(judgement: Judgement, mode: PurgeRow["mode"]): boolean {
  if (judgement.kind === "dead") return false;
  return mode === "hard" || judgement.kind !== "stale" || judgement.because === "unconfirmed";
}
