/**
 * Where a handle is a product's only name, the SKUs tell which product a handle means: one that changed looks like a product that
 * leaves and another that comes, and one that was handed on looks like a product with other things in it.
 */
import { byCode, hash32 } from "./identifiers.ts";
import type { Kinship } from "./told-products.ts";

/** Name in the file -> id of the product it is, where that is another. `isTaken`: ids that are in use, in the shop or the file. */
export async function planIdentities(
  told: Iterable<readonly [string, Kinship]>,
  isTaken: (id: string) => Promise<boolean>,
): Promise<ReadonlyMap<string, string>> {
  const strangers = [...told].filter(([, { isItself, kin }]) => !isItself && kin.size > 0);
  const settled = new Set([...told].flatMap(([name, { isItself }]) => (isItself ? [name] : [])));
  const pairs = strangers.flatMap(([name, { kin }]) => [...kin].map(([owner, skus]) => ({ name, owner, skus })));
  const ids = new Map<string, string>();
  // What was one product and is two goes on as the one that has more of it.
  for (const { name, owner } of pairs.sort(byShare)) {
    if (ids.has(name) || settled.has(owner)) continue;
    ids.set(name, owner);
    settled.add(owner);
  }
  const adopted = new Set(ids.values());
  for (const [name] of told) if (adopted.has(name) && !ids.has(name)) ids.set(name, await freeId(name, isTaken));
  return ids;
}

interface Pair {
  readonly name: string;
  readonly owner: string;
  readonly skus: number;
}

const byShare = (a: Pair, b: Pair): number => b.skus - a.skus || byCode(a.name, b.name) || byCode(a.owner, b.owner);

/** For a product whose handle was that of another one, which keeps its id. By the next import its SKUs are known. */
async function freeId(name: string, isTaken: (id: string) => Promise<boolean>): Promise<string> {
  for (let n = 0; ; n++) {
    const id = `${name}-${hash32(`${name} ${n}`)}`;
    if (!(await isTaken(id))) return id;
  }
}
