/** What a purge would do to what is stored, counted without doing it: pure, over the entries that can be looked at. */
import type { PurgeMode } from "../bulletin/purge-row.ts";
import { toSurrogateKeys } from "../bulletin/to-surrogate-keys.ts";
import type { Judgement } from "../cache/judge.ts";
import { PASS, type Stored } from "../cache/stored.ts";
import type { PurgeOrder } from "./decode-purge.ts";
import type { DryRun } from "./deps.ts";

const SHOWN_URLS = 100;
const URL_KEY = "url:";

/** Counts what the purge changes: what it makes stale, or kills; what is so already is left out. */
export function dryRun(
  { by, values, mode }: Pick<PurgeOrder, "by" | "values" | "mode">,
  entries: Iterable<Stored>,
  judged: (stored: Stored) => Judgement,
  sampledFrom: string,
): DryRun {
  const reached = matching(entries, new Set(toSurrogateKeys(by, values))).filter((stored) => isChanged(judged(stored), mode));
  const shells = reached.filter(({ slots }) => slots.length > 0);
  const fragments = reached.length - shells.length;
  return {
    matched: { shells: shells.length, fragments },
    refills: reached.length,
    sampledFrom,
    urls: urlsWithin(shells).slice(0, SHOWN_URLS),
  };
}

/** Entries that have one of the keys; markers that stand for nothing are no entries. */
export function matching(entries: Iterable<Stored>, keys: ReadonlySet<string>): Stored[] {
  return [...entries].filter(({ status, surrogateKeys }) => status !== PASS && surrogateKeys.some((key) => keys.has(key)));
}

/** The pages among them, by the key that every page has of its own. */
export function urlsWithin(entries: readonly Stored[]): string[] {
  const urls = entries.flatMap(({ surrogateKeys }) =>
    surrogateKeys.filter((key) => key.startsWith(URL_KEY)).map((key) => key.slice(URL_KEY.length)),
  );
  return [...new Set(urls)].sort();
}

/** A soft purge changes what is fresh; a hard one also kills what is served in grace. */
function isChanged(judgement: Judgement, mode: PurgeMode): boolean {
  if (judgement.kind === "dead") return false;
  return mode === "hard" || judgement.kind !== "stale";
}
