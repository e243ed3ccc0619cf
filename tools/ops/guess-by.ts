import { MARKET_NAMES } from "#contract/market";
import { Unusable } from "./outcomes.ts";

export type PurgeKind = "url" | "surrogate-key" | "prefix" | "market";

/** What the values are, by their looks. Throws when they are of several kinds, or of none. */
export function guessBy(values: readonly string[]): PurgeKind {
  const kinds = [...new Set(values.map(kindOf))];
  const [kind] = kinds;
  if (kind === undefined) throw new Unusable("What is to be purged? Name pages, keys, prefixes or markets, or say --by all.");
  if (kinds.length > 1) throw new Unusable(`These are of several kinds (${kinds.join(", ")}): purge each kind by itself, or say --by.`);
  return kind;
}

function kindOf(value: string): PurgeKind {
  if (MARKET_NAMES.some((market) => market === value)) return "market";
  if (/^https?:\/\//.test(value)) return "url";
  if (value.startsWith("/")) return value.endsWith("/") ? "prefix" : "url";
  if (/^[a-z]+:/.test(value)) return "surrogate-key";
  throw new Unusable(
    `"${value}" is no path, key or market: paths begin with a slash, keys look like product:nh-1042. Say --by if it is one all the same.`,
  );
}
