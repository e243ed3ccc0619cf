import type { RowProblem } from "#contract/feed";
import type { Db } from "../store/db.ts";
import type { CollectionPlan } from "./collections.ts";
import { cut } from "./element.ts";
import type { NumberedRow } from "./feed-contents.ts";
import { chooseHandle, type ProductPlan, planProduct } from "./plan-product.ts";
import { type FeedProduct, MOST_VARIANTS, productOfRows } from "./product-of-rows.ts";
import type { StagedProduct } from "./staging.io.ts";
import { findHandleOwners, findProducts, findVariants, type StoredProduct } from "./stored-products.io.ts";

export interface ChunkPlan {
  readonly plans: readonly ProductPlan[];
  readonly problems: readonly RowProblem[];
}

/** Compares some products of the feed with the shop's. Writes nothing. */
export async function planChunk(
  db: Db,
  importId: string,
  groups: ReadonlyMap<string, StagedProduct>,
  collections: CollectionPlan,
): Promise<ChunkPlan> {
  const stored = await findProducts(db, [...groups.keys()]);
  const kept = await findKept(db, groups, stored);
  const problems: RowProblem[] = [];
  const products: { product: FeedProduct; line: number }[] = [];
  for (const [id, { rows, surplus }] of groups) {
    const made = productOfRows(rows, collections, { variants: kept.get(id) ?? [], options: stored.get(id)?.options ?? [] });
    problems.push(...made.problems, ...leftOut(rows, surplus));
    if (made.product) products.push({ product: made.product, line: rows[0]?.row.line ?? 0 });
  }
  const choose = await handleChooser(
    db,
    importId,
    products.map(({ product }) => product),
  );
  const plans: ProductPlan[] = [];
  for (const { product, line } of products) {
    const before = stored.get(product.id);
    const { handle, refusedWish } = choose(product, before);
    plans.push(await planProduct(product, before, handle));
    const because = `is the handle of another product: ${handle} is used`;
    if (refusedWish)
      problems.push({ line, id: product.variants[0]?.sku ?? null, field: "v:handle", because, value: product.handle.wanted });
  }
  return { plans, problems };
}

function leftOut([first]: readonly NumberedRow[], surplus: number): readonly RowProblem[] {
  if (!first || surplus === 0) return [];
  const { line, sku, productId } = first.row;
  const because = `has over ${MOST_VARIANTS} variants: ${surplus.toLocaleString("en")} more are left out`;
  return [{ line, id: sku, field: "item_group_id", because, value: cut(productId, 80) }];
}

/** Variants of the products of which a row is skipped. */
function findKept(db: Db, groups: ReadonlyMap<string, StagedProduct>, stored: ReadonlyMap<string, StoredProduct>) {
  const partial = [...groups].filter(([id, { rows }]) => stored.get(id)?.withdrawnAt === null && rows.some(({ row }) => "skipped" in row));
  return findVariants(
    db,
    partial.map(([id]) => id),
  );
}

async function handleChooser(db: Db, importId: string, products: readonly FeedProduct[]) {
  const owners = await findHandleOwners(
    db,
    products.map(({ handle }) => handle.wanted),
    importId,
  );
  const chosen = new Map<string, string>();
  return (product: FeedProduct, before: StoredProduct | undefined) => {
    const isTaken = (handle: string): boolean => {
      const owner = owners.get(handle);
      return (owner !== undefined && owner.id !== product.id && !owner.gone) || (chosen.get(handle) ?? product.id) !== product.id;
    };
    const choice = chooseHandle(product, before, isTaken);
    chosen.set(choice.handle, product.id);
    return choice;
  };
}
