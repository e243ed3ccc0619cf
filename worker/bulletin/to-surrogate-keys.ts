import type { PurgeBy } from "./purge-row.ts";

/** The implicit surrogate keys: on every response without anybody writing them (PURGE section 4). */
export const ALL_KEY = "all";
export const marketKey = (market: string): string => `market:${market}`;
export const urlKey = (pathAndQuery: string): string => `url:${pathAndQuery}`;
export const pathKey = (path: string): string => `path:${path}`;
/** `/en-us/products` and `/en-us/products/` are one prefix. */
export const prefixKey = (path: string): string => `prefix:${path.endsWith("/") ? path : `${path}/`}`;

/** The surrogate keys that a purge names, each once. Expects canonical URLs and paths; an absolute URL counts by its path and query. */
export function toSurrogateKeys(by: PurgeBy, values: readonly string[]): string[] {
  if (by === "all") return [ALL_KEY];
  return [...new Set(values.map((value) => toKey(by, value)))];
}

function toKey(by: Exclude<PurgeBy, "all">, value: string): string {
  switch (by) {
    case "surrogate-key":
      return value;
    case "market":
      return marketKey(value);
    case "prefix":
      return prefixKey(withoutOrigin(value));
    case "url":
      return urlKey(withoutOrigin(value));
  }
}

function withoutOrigin(url: string): string {
  const [, rest] = /^https?:\/\/[^/?#]*(.*)$/i.exec(url) ?? [undefined, url];
  const [beforeFragment = ""] = (rest ?? "").split("#");
  return beforeFragment.startsWith("/") ? beforeFragment : `/${beforeFragment}`;
}
