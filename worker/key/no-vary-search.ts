import { type InnerList, serializeDictionary } from "structured-headers";
import type { KeyPolicy } from "./key-parts.ts";

/**
 * The `No-Vary-Search` of a route: browsers may treat URLs as one that differ in undeclared parameters or in order
 * alone (WHATWG No-Vary-Search). They decode names before they compare, as the key compiler does.
 */
export function noVarySearch(policy: KeyPolicy): string {
  const known = values.get(policy);
  if (known !== undefined) return known;
  const value = write(Object.keys(policy.query));
  values.set(policy, value);
  return value;
}
const values = new WeakMap<KeyPolicy, string>();

function write(declared: readonly string[]): string {
  const except: InnerList = [declared.map((name) => [name, new Map()]), new Map()];
  return serializeDictionary({ "key-order": true, params: true, ...(declared.length > 0 && { except }) });
}
