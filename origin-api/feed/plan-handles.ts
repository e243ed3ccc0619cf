/** Who gets which handle, decided for a whole file at once: only then is it known which handles are left, and by whom. */
import { hash32, slug } from "./identifiers.ts";
import type { HandleWish } from "./told-products.ts";

/** A product of the file that wants another handle than it has. */
export interface Claim extends HandleWish {
  readonly id: string;
  /** The handle it leaves for that, or keeps if it cannot be met; null when it has none. */
  readonly has: string | null;
}

export interface HandleChoice {
  readonly handle: string;
  readonly refusedWish: boolean;
}

/**
 * Of several who want the same the first gets it. A handle is free that nobody has, or whose owner leaves it; whoever is refused stays
 * where it is, which refuses those who counted on it. `isKept`: a product that claims nothing has the handle and keeps it.
 */
export function planHandles(claims: readonly Claim[], isKept: (handle: string) => boolean): ReadonlyMap<string, HandleChoice> {
  const winners = new Map<string, Claim>();
  const refused: Claim[] = [];
  for (const claim of claims) {
    if (isKept(claim.wanted) || winners.has(claim.wanted)) refused.push(claim);
    else winners.set(claim.wanted, claim);
  }
  // Grows while it is walked: each refusal may cause another.
  for (const { has } of refused) {
    const heir = has === null ? undefined : winners.get(has);
    if (has === null || heir === undefined) continue;
    winners.delete(has);
    refused.push(heir);
  }
  const choices = new Map([...winners].map(([handle, { id }]) => [id, { handle, refusedWish: false }]));
  for (const { id, has, given } of refused) if (has !== null) choices.set(id, { handle: has, refusedWish: given });
  const used = new Set([...choices.values()].map(({ handle }) => handle));
  for (const claim of refused) {
    if (claim.has !== null) continue;
    const [readable, unlike] = spareHandles(claim);
    const handle = isKept(readable) || used.has(readable) ? unlike : readable;
    used.add(handle);
    choices.set(claim.id, { handle, refusedWish: claim.given });
  }
  return choices;
}

/** For a product without a handle that cannot have the one it wants; the second is nobody else's. */
export function spareHandles({ id, wanted }: Pick<Claim, "id" | "wanted">): readonly [string, string] {
  const readable = `${wanted.slice(0, 60)}-${slug(id).slice(0, 40)}`;
  return [readable, `${readable}-${hash32(id)}`];
}
