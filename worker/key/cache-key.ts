/**
 * Keys are `JSON.stringify` of arrays of strings: injective, so no two different parts share a key, and
 * readable in a log. The first element says what kind of key it is, in which version of the schema.
 */
import type { Market } from "#contract/market";
import type { CacheKey, KeyParts } from "./key-parts.ts";

const SHELL = "shell-1";
const ANSWER = "answer-1";

/** The key a shell is stored under. `renderHash` covers pages and styles, so a deploy that changes neither keeps its shells. */
export function cacheKey(parts: KeyParts, renderHash: string): CacheKey {
  const { host, market, route, path, query, dimensions } = parts;
  return JSON.stringify([SHELL, renderHash, host, market, route, pairs(path), pairs(query), pairs(dimensions)]) as CacheKey;
}

/** Of the pages of a release, and of those of the one before if they were others. */
export interface RenderHashes {
  readonly renderHash: string;
  readonly earlierRenderHash?: string | undefined;
}

/** The key of a shell in this release, and what it was in the one before. */
export function shellKeys(
  parts: KeyParts,
  { renderHash, earlierRenderHash }: RenderHashes,
): { readonly key: CacheKey; readonly earlierKey: CacheKey | undefined } {
  const earlierKey = earlierRenderHash === undefined ? undefined : cacheKey(parts, earlierRenderHash);
  return { key: cacheKey(parts, renderHash), earlierKey };
}

/** The key of a public or segment answer: what was asked, of whom (the handle, or the segment's name), in which market. */
export function answerKey(question: string, subject: string, market: Market): CacheKey {
  return JSON.stringify([ANSWER, question, subject, market]) as CacheKey;
}

/**
 * What a key is about: the handle in its market, or the route. A page and the answers that come along with it are about
 * the same, whatever the parameters and the deploy.
 */
export function keySubject(key: CacheKey): string {
  const [kind, ...rest] = JSON.parse(key) as readonly (string | readonly string[])[];
  if (kind === ANSWER) return JSON.stringify([rest[2], rest[1]]);
  const [, , market, route, path] = rest;
  const handle = Array.isArray(path) ? path[path.indexOf("handle") + 1] : undefined;
  return kind === SHELL ? JSON.stringify([market, handle ?? route]) : key;
}

/** Name, value, name, value, ordered by name: two records with the same entries are one key. */
function pairs(record: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(record);
  if (names.length > 1) names.sort();
  const flat: string[] = [];
  for (const name of names) flat.push(name, record[name] ?? "");
  return flat;
}
