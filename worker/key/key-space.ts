import { MARKET_NAMES } from "#contract/market";
import type { KeyPolicy, ParamPolicy } from "./key-parts.ts";

/** A listing of a hundred pages in four orders has half of it: room for one experiment of two arms. */
export const MAX_SHELLS_PER_OBJECT = 4_000;

/** How many shells one object of a route can have at most: markets times declared values times dimensions. Tokens count as one. */
export function shellsPerObject(policy: KeyPolicy): number {
  const values = Object.values(policy.query).map(valueCount);
  const dimensions = Object.values(policy.dimensions ?? {}).map((names) => names.length);
  return [...values, ...dimensions].reduce((product, count) => product * count, MARKET_NAMES.length);
}

function valueCount(policy: ParamPolicy): number {
  if (policy.type === "integer") return policy.max - policy.min + 1;
  return policy.type === "choice" ? policy.values.length : 1;
}

/** Every combination of the dimensions a route declares; one empty one where it declares none. */
export function everyDimension({ dimensions = {} }: KeyPolicy): Record<string, string>[] {
  return Object.entries(dimensions).reduce<Record<string, string>[]>(
    (sets, [name, values]) => sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value }))),
    [{}],
  );
}
