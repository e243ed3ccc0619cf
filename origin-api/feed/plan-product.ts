import { type Aspects, changedAspects, productDigest } from "./digest.ts";
import type { FeedProduct } from "./product-of-rows.ts";

/** What the shop has of a product, as far as a plan needs it. */
export interface Before {
  readonly handle: string;
  readonly position: number;
  readonly digest: string;
  readonly version: number;
  readonly withdrawnAt: number | null;
}

/** What to do about one product, decided before anything is written. */
export type ProductPlan =
  | { readonly kind: "unchanged"; readonly digest: string }
  | {
      readonly kind: "create" | "update";
      readonly product: FeedProduct;
      readonly handle: string;
      /** The handle it leaves, which leads to the product from then on. */
      readonly leaves: string | null;
      /** Products to which its handle has led until now. */
      readonly led: readonly string[];
      readonly position: number;
      readonly digest: string;
      readonly version: number;
      readonly aspects: Aspects;
      /** It comes to the shop or back to it, so there is nothing of it that could be out of date. */
      readonly published: boolean;
    };

export type ChangedProduct = Exclude<ProductPlan, { kind: "unchanged" }>;

/** Compares a product of the feed with the shop's. `handle` is free for it, or let go by then; `led`: see `HandlePlan.before`. */
export async function planProduct(
  product: FeedProduct,
  before: Before | undefined,
  handle: string,
  led: readonly string[] = [],
): Promise<ProductPlan> {
  const position = product.position ?? before?.position ?? product.ordinal;
  const digest = await productDigest(product, handle, position);
  if (!before || before.withdrawnAt !== null) {
    const all = { price: true, content: true, listing: true, stock: true };
    const kind = before ? "update" : "create";
    const leaves = before && before.handle !== handle ? before.handle : null;
    return { kind, product, handle, leaves, led, position, digest, version: (before?.version ?? 0) + 1, aspects: all, published: true };
  }
  if (before.digest === digest) return { kind: "unchanged", digest };
  const aspects = changedAspects(before.digest, digest);
  const leaves = before.handle === handle ? null : before.handle;
  return { kind: "update", product, handle, leaves, led, position, digest, version: before.version + 1, aspects, published: false };
}
