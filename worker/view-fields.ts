/** The header fields of a page view but its own: most views of a shell have the same, so they are copied, not written anew. */
import { browserPromise, cacheFields, type Leaving } from "./browser-promise.ts";
import type { Stored } from "./cache/stored.ts";
import type { KeyPolicy, Site } from "./key/key-parts.ts";
import { noVarySearch } from "./key/no-vary-search.ts";
import { securityFields, setFields } from "./page-headers.ts";

/** `Cache-Status` and `Fragment-Status` of an answer, which its log line repeats. */
export interface Told {
  readonly cache: string;
  readonly fragments: string;
}

export const NOTHING_TOLD: Told = { cache: "", fragments: "" };

/** What a view's fields tell of how it came about: in whole seconds, so that the next view likely tells the same. */
export interface Telling extends Told {
  readonly purgeSeq: string | undefined;
  readonly timing: string;
}

export interface Way {
  readonly site: Site;
  readonly leaving: Leaving;
  readonly key: KeyPolicy;
}

interface Standing {
  readonly fields: Headers;
  latest: { readonly telling: Telling; readonly fields: Headers } | undefined;
}

const standing = new WeakMap<Stored, Map<string, Standing>>();

/** To be copied, never written to: the next view has the same. Nothing of who asked is among them, no cookie and no `ETag`. */
export function fieldsOf(stored: Stored, way: Way, telling: Telling): Headers {
  const shared = standingOf(stored, way);
  const { latest } = shared;
  if (latest !== undefined && isSame(latest.telling, telling)) return latest.fields;
  const fields = new Headers(shared.fields);
  setFields(fields, {
    "Cache-Status": telling.cache,
    "Fragment-Status": telling.fragments,
    "Vitrine-Purge-Seq": telling.purgeSeq,
    "Server-Timing": telling.timing,
  });
  shared.latest = { telling, fields };
  return fields;
}

function standingOf(stored: Stored, { site, leaving, key }: Way): Standing {
  // A notice is one shell for many routes.
  const name = `${key.name} ${browserPromise(leaving).keep}`;
  const made = standing.get(stored) ?? new Map<string, Standing>();
  if (made.size === 0) standing.set(stored, made);
  const known = made.get(name);
  if (known !== undefined) return known;
  const fields = new Headers(stored.headers);
  setFields(fields, { ...cacheFields(leaving), ...securityFields(site), "No-Vary-Search": noVarySearch(key) });
  const first: Standing = { fields, latest: undefined };
  made.set(name, first);
  return first;
}

function isSame(one: Telling, other: Telling): boolean {
  return one.fragments === other.fragments && one.cache === other.cache && one.purgeSeq === other.purgeSeq && one.timing === other.timing;
}
