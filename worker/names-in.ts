import { handleName } from "#contract/handles";
import type { KeyParts } from "./key/key-parts.ts";

/** A name that an address stands or falls with. */
export interface Named {
  /** As the bulletin knows it. */
  readonly name: string;
  /** Where it leads when there is no such thing; to the 404 page otherwise. */
  readonly instead?: string;
}

/** The names in a page's key. A made-up variant leads to its product, as it does at the origin. */
export function namesIn({ route, path, query, market }: KeyParts): readonly Named[] {
  const { handle } = path;
  if (handle === undefined || (route !== "product" && route !== "collection")) return [];
  const named: Named = { name: handleName(route, handle) };
  const { variant } = query;
  if (variant === undefined) return [named];
  return [named, { name: handleName("variant", variant), instead: `/${market}/products/${handle}` }];
}
