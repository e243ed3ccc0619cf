import { MARKET_NAMES } from "#contract/market";
import { Unusable } from "./outcomes.ts";

export type PurgeKind = "url" | "surrogate-key" | "prefix" | "market";

/** What the values are, by their looks; undefined without any. Throws when they are of several kinds, or of none. */
export function guessBy(values: readonly string[]): PurgeKind | undefined {
  const kinds = [...new Set(values.map(kindOf))];
  if (kinds.length > 1) throw new Unusable(`These are of several kinds (${kinds.join(", ")}): name each kind by itself.`);
  return kinds[0];
}

function kindOf(value: string): PurgeKind {
  if (MARKET_NAMES.some((market) => market === value)) return "market";
  if (/^https?:\/\//.test(value)) return "url";
  if (value.startsWith("/")) return value.endsWith("/") ? "prefix" : "url";
  if (/^[a-z]+:/.test(value)) return "surrogate-key";
  throw new Unusable(`"${value}" is no path, key or market: paths begin with a slash, keys look like product:nh-1042.`);
}
