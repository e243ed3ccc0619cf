import { and, eq, inArray } from "drizzle-orm";
import { type Db, inChunks } from "../store/db.ts";
import { movedHandles, products } from "../store/schema.ts";
import { standIn } from "./identifiers.ts";
import { type Claim, type HandleChoice, planHandles, spareHandles } from "./plan-handles.ts";
import { findHandleOwners } from "./stored-products.io.ts";
import type { ToldProducts } from "./told-products.ts";

/** The handles of a file's products, where they are not the ones that they have. */
export interface HandlePlan {
  readonly choices: ReadonlyMap<string, HandleChoice>;
  /** Products whose handle goes on to another one. */
  readonly leavers: ReadonlySet<string>;
  /** Product id -> those to which its handle has led until now: what is stored of that address is theirs. */
  readonly before: ReadonlyMap<string, readonly string[]>;
}

/** Asks only for products that claim a handle: of a file that changes none, nobody. `keep` is called between questions, of which a first import has many. */
export async function findHandles(db: Db, importId: string, told: ToldProducts, keep: () => Promise<void>): Promise<HandlePlan> {
  const claims = await findClaims(db, told, keep);
  const leaving = new Set(claims.map(({ id }) => id));
  const owners = new Map<string, { id: string; gone: boolean }>();
  const find = async (handles: readonly string[]): Promise<void> => {
    for (const some of inChunks(handles, 1, 1)) {
      for (const [handle, owner] of await findHandleOwners(db, some, importId)) owners.set(handle, owner);
      await keep();
    }
  };
  await find(claims.map(({ wanted }) => wanted));
  const isKept = (handle: string): boolean => {
    const owner = owners.get(handle);
    if (owner === undefined || leaving.has(owner.id)) return false;
    return told.wishOf(owner.id) !== undefined || !owner.gone;
  };
  let choices = planHandles(claims, isKept);
  const spares = claims.filter(({ id, has, wanted }) => has === null && choices.get(id)?.handle !== wanted).flatMap(spareHandles);
  await find(spares);
  if (spares.length > 0) choices = planHandles(claims, isKept);
  const leavers = new Set<string>();
  const before = new Map<string, string[]>();
  const moved = await findMoved(
    db,
    [...choices.values()].map(({ handle }) => handle),
    keep,
  );
  for (const [id, { handle }] of choices) {
    const owner = owners.get(handle)?.id;
    if (owner !== undefined && owner !== id && leaving.has(owner)) leavers.add(owner);
    const others = [owner, moved.get(handle)].filter((one) => one !== undefined && one !== id);
    if (others.length > 0) before.set(id, [...new Set(others)] as string[]);
  }
  return { choices, leavers, before };
}

/** A made handle is only for products that have none, so that addresses stay when texts change. */
async function findClaims(db: Db, told: ToldProducts, keep: () => Promise<void>): Promise<readonly Claim[]> {
  const claims: Claim[] = [];
  for (const ids of inChunks(told.ids())) {
    const rows = await db.select({ id: products.id, handle: products.handle }).from(products).where(inArray(products.id, ids));
    const handles = new Map(rows.map(({ id, handle }) => [id, handle]));
    for (const id of ids) {
      const wish = told.wishOf(id);
      const handle = handles.get(id);
      const has = handle === undefined || handle === standIn(id) ? null : handle;
      if (wish && (has === null || (wish.given && wish.wanted !== has))) claims.push({ id, ...wish, has });
    }
    await keep();
  }
  return claims;
}

/** Handle -> the product it leads on to. */
async function findMoved(db: Db, handles: readonly string[], keep: () => Promise<void>): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const chunk of inChunks(handles, 1, 1)) {
    const rows = await db
      .select({ handle: movedHandles.handle, id: movedHandles.targetId })
      .from(movedHandles)
      .where(and(eq(movedHandles.kind, "product"), inArray(movedHandles.handle, chunk)));
    for (const { handle, id } of rows) found.set(handle, id);
    await keep();
  }
  return found;
}
