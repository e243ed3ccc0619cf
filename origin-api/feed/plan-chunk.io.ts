import type { RowProblem } from "#contract/feed";
import type { Db } from "../store/db.ts";
import type { CollectionPlan } from "./collections.ts";
import { cut } from "./element.ts";
import type { NumberedRow } from "./feed-contents.ts";
import type { HandlePlan } from "./find-handles.io.ts";
import { type ProductPlan, planProduct } from "./plan-product.ts";
import { type FeedProduct, MOST_VARIANTS, productOfRows } from "./product-of-rows.ts";
import { findTellers, type StagedProduct } from "./staging.io.ts";
import { findProducts, findStock, findVariants, type StoredProduct } from "./stored-products.io.ts";
import type { StoredVariant } from "./variant-parts.ts";

export interface ChunkPlan {
  readonly plans: readonly ProductPlan[];
  readonly problems: readonly RowProblem[];
}

/** What of the whole feed a lot has to know. */
export interface FeedPlan {
  readonly collections: CollectionPlan;
  readonly handles: HandlePlan;
}

/** Compares some products of the feed with the shop's. Writes nothing. */
export async function planChunk(
  db: Db,
  importId: string,
  groups: ReadonlyMap<string, StagedProduct>,
  { collections, handles }: FeedPlan,
): Promise<ChunkPlan> {
  const stored = await findProducts(db, [...groups.keys()]);
  const kept = await findKept(db, importId, groups, stored);
  const problems: RowProblem[] = [];
  const products: { product: FeedProduct; line: number }[] = [];
  for (const [id, { rows, surplus }] of groups) {
    const made = productOfRows(rows, collections, { variants: kept.get(id) ?? [], options: stored.get(id)?.options ?? [] });
    problems.push(...made.problems, ...leftOut(rows, surplus));
    if (made.product) products.push({ product: made.product, line: rows[0]?.row.line ?? 0 });
  }
  const plans: ProductPlan[] = [];
  for (const { product, line } of products) {
    const before = stored.get(product.id);
    const { handle, refusedWish } = handles.choices.get(product.id) ?? {
      handle: before?.handle ?? product.handle.wanted,
      refusedWish: false,
    };
    plans.push(await planProduct(product, before, handle, handles.before.get(product.id)));
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

/** Variants of the products of which a row is skipped, but for those that the feed gives to others. */
async function findKept(
  db: Db,
  importId: string,
  groups: ReadonlyMap<string, StagedProduct>,
  stored: ReadonlyMap<string, StoredProduct>,
): Promise<ReadonlyMap<string, readonly StoredVariant[]>> {
  const partial = [...groups].filter(([id, { rows }]) => stored.get(id)?.withdrawnAt === null && rows.some(({ row }) => "skipped" in row));
  const found = await findVariants(
    db,
    partial.map(([id]) => id),
  );
  const skus = [...found.values()].flatMap((variants) => variants.map(({ sku }) => sku));
  const tellers = await findTellers(db, importId, skus);
  const stock = await findStock(db, skus);
  const keep = (id: string, variants: readonly StoredVariant[]): readonly StoredVariant[] =>
    variants.flatMap((variant) =>
      (tellers.get(variant.sku) ?? id) === id ? [{ ...variant, told: stock.get(variant.sku)?.told ?? null }] : [],
    );
  return new Map([...found].map(([id, variants]) => [id, keep(id, variants)]));
}
