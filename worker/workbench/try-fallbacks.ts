import type { AnyFragment, Surroundings } from "../../fragments/define-fragment.ts";

/**
 * A shell keeps an empty place for a fallback that is broken, and says nothing: outspoken fragments complain here. Those read
 * from the bulletin are left out: what they are about is known in their slots alone.
 */
export function tryFallbacks(fragments: readonly AnyFragment[], surroundings: Surroundings): void {
  for (const fragment of fragments) {
    if (fragment.scope === "public" && fragment.source === "bulletin") continue;
    try {
      fragment.fallback(surroundings, undefined);
    } catch {
      // It has said so.
    }
  }
}
