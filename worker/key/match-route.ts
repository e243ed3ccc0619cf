import { isMarket, type Market } from "#contract/market";
import type { KeyPolicy } from "./key-parts.ts";

export type RouteMatch =
  | { readonly kind: "route"; readonly market: Market; readonly policy: KeyPolicy; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: "none"; readonly market: Market | undefined };

/** As the contract spells handles: what looks otherwise names nothing in the shop, so the origin need not be asked. */
const HANDLE = /^[a-z0-9][a-z0-9-]{0,119}$/;

/** Which route canonical segments belong to. The first is the market. */
export function matchRoute(segments: readonly string[], policies: readonly KeyPolicy[]): RouteMatch {
  const market = segments[0] ?? "";
  if (!isMarket(market)) return { kind: "none", market: undefined };
  for (const policy of policies) {
    const params = matchPattern(patternOf(policy), segments);
    if (params) return { kind: "route", market, policy, params };
  }
  return { kind: "none", market };
}

/** Segments of the policy's path; its place 0 stands for the market. */
function patternOf(policy: KeyPolicy): readonly string[] {
  const known = patterns.get(policy);
  if (known) return known;
  const pattern = policy.path.split("/");
  patterns.set(policy, pattern);
  return pattern;
}
const patterns = new WeakMap<KeyPolicy, readonly string[]>();

function matchPattern(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (let at = 1; at < pattern.length; at++) {
    const expected = pattern[at] ?? "";
    const segment = segments[at] ?? "";
    if (!expected.startsWith(":")) {
      if (expected !== segment) return undefined;
    } else if (HANDLE.test(segment)) params[expected.slice(1)] = segment;
    else return undefined;
  }
  return params;
}
