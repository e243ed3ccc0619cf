import { initial } from "./0001-initial.ts";
import { receipts } from "./0002-receipts.ts";
import { seenProducts } from "./0003-seen-products.ts";
import { handles } from "./0004-handles.ts";
import { edits } from "./0005-edits.ts";
import { listingIndexes } from "./0006-listing-indexes.ts";
import { toldStock } from "./0007-told-stock.ts";
import { collectionOrder } from "./0008-collection-order.ts";

/** One step of the schema's history and the way back. A migration that was released is never edited. */
export interface Migration {
  /** Sorts by age. */
  readonly name: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [
  initial,
  receipts,
  seenProducts,
  handles,
  edits,
  listingIndexes,
  toldStock,
  collectionOrder,
];
