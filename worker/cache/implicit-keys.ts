import { ALL_KEY, marketKey, pathKey, prefixKey, urlKey } from "../bulletin/to-surrogate-keys.ts";
import type { KeyParts } from "../key/key-parts.ts";

/**
 * The surrogate keys every response has by what it is, so that prefix, market, URL and all can be purged. `canonical` is
 * the page's path with its canonical query; an answer that is nobody's page has none. A path is a prefix of itself.
 */
export function implicitKeys(parts: Pick<KeyParts, "market">, canonical?: string): string[] {
  const keys = [ALL_KEY, marketKey(parts.market)];
  if (canonical === undefined) return keys;
  const [path = "/"] = canonical.split("?");
  return [...keys, urlKey(canonical), pathKey(path), ...prefixesOf(path).map(prefixKey)];
}

/** `/en-us/products/mug` -> `/`, `/en-us`, `/en-us/products`, `/en-us/products/mug`. */
function prefixesOf(path: string): string[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  return ["/", ...segments.map((_, last) => `/${segments.slice(0, last + 1).join("/")}`)];
}
