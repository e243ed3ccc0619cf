/**
 * What the origin keeps. Written once in MySQL's dialect; the engines differ only in who answers (`open.io.ts`).
 * No foreign keys, no AUTO_INCREMENT, no defaults: the subset that shards. Migrations are beside, by hand.
 */

import { index, mysqlTable, primaryKey, uniqueIndex } from "drizzle-orm/mysql-core";
import type { HandleKind } from "#contract/handles";
import type { Language, Market } from "#contract/market";
import type { Ground, Picture, Swatch } from "#contract/pages";
import { json, key, small, whole } from "./columns.ts";

/** A text by language; a missing language is answered with another one (`localized.ts`). */
export type Localized = Partial<Readonly<Record<Language, string>>>;

/** `labels` may be empty: the origin knows words for `color` and `size`, and any other name or value stands for itself. */
export interface StoredOption {
  readonly name: string;
  readonly labels: Localized;
  readonly values: readonly { readonly value: string; readonly labels: Localized; readonly swatch: Swatch | null }[];
}

export interface StoredSpec {
  readonly names: Localized;
  readonly values: Localized;
}

/** End of a price period that has no end. */
export const FOREVER = 253_402_300_799_999;

/**
 * Rooms, the shelves in them, and further listings (`extra`: `new`, `evening`, ...), which stand in no room.
 * `id` is a part of surrogate keys: `[a-z0-9._/-]`, at most 100 characters. So is a product's.
 */
export const collections = mysqlTable(
  "collections",
  {
    id: key("id", 100).primaryKey(),
    handle: key("handle", 120).notNull(),
    kind: key("kind", 8).$type<"room" | "shelf" | "extra">().notNull(),
    /** The room of a shelf; null on rooms and extras. */
    parentId: key("parent_id", 100),
    position: small("position").notNull(),
    titles: json<Localized>("titles").notNull(),
    intros: json<Localized>("intros").notNull(),
    ground: key("ground", 8).$type<Ground>().notNull(),
    picture: json<Picture>("picture"),
    /** Rises with every change; never falls. */
    version: whole("version").notNull(),
    changedAt: whole("changed_at").notNull(),
  },
  (t) => [uniqueIndex("collections_handle").on(t.handle)],
);

export const products = mysqlTable(
  "products",
  {
    id: key("id", 100).primaryKey(),
    handle: key("handle", 120).notNull(),
    titles: json<Localized>("titles").notNull(),
    details: json<Localized>("details").notNull(),
    descriptions: json<Localized>("descriptions").notNull(),
    brand: key("brand", 255),
    options: json<readonly StoredOption[]>("options").notNull(),
    specs: json<readonly StoredSpec[]>("specs").notNull(),
    /** What a card shows: the first picture of the first variant. */
    picture: json<Picture>("picture").notNull(),
    /** The shelf (or room) the product belongs to: its ground, its breadcrumb, its neighbours. */
    homeCollectionId: key("home_collection_id", 100),
    releasedAt: whole("released_at"),
    /** Set when the product left the shop: 410. Its price periods go at the same time. */
    withdrawnAt: whole("withdrawn_at"),
    position: small("position").notNull(),
    /** Of everything an import writes of this product; the same digest means no change. */
    digest: key("digest", 64).notNull(),
    version: whole("version").notNull(),
    createdAt: whole("created_at").notNull(),
    changedAt: whole("changed_at").notNull(),
  },
  (t) => [uniqueIndex("products_handle").on(t.handle), index("products_newest").on(t.releasedAt, t.createdAt, t.id)],
);

/** Membership: a row for the product's shelf, one for the shelf's room, one for each further listing. */
export const productCollections = mysqlTable(
  "product_collections",
  {
    collectionId: key("collection_id", 100).notNull(),
    productId: key("product_id", 100).notNull(),
    position: small("position").notNull(),
  },
  (t) => [
    primaryKey({ name: "product_collections_pk", columns: [t.collectionId, t.productId] }),
    index("product_collections_product").on(t.productId),
    index("product_collections_order").on(t.collectionId, t.position, t.productId),
  ],
);

/**
 * Read model: from when to when a product is sold in a market, and what its card says then. One row a period
 * (a sale begins, a sale ends); outside of every period it is not sold there. Made by `pricePeriods`.
 */
export const productPrices = mysqlTable(
  "product_prices",
  {
    productId: key("product_id", 100).notNull(),
    market: key("market", 8).$type<Market>().notNull(),
    fromAt: whole("from_at").notNull(),
    /** Exclusive; `FOREVER` when open. */
    untilAt: whole("until_at").notNull(),
    low: whole("low").notNull(),
    high: whole("high").notNull(),
    /** What the lowest price was before the sale. */
    was: whole("was"),
  },
  (t) => [primaryKey({ name: "product_prices_pk", columns: [t.productId, t.market, t.fromAt] })],
);

export const variants = mysqlTable(
  "variants",
  {
    sku: key("sku", 64).primaryKey(),
    productId: key("product_id", 100).notNull(),
    position: small("position").notNull(),
    /** Option name -> value. */
    options: json<Readonly<Record<string, string>>>("options").notNull(),
    pictures: json<readonly Picture[]>("pictures").notNull(),
    gtin: key("gtin", 64),
    mpn: key("mpn", 128),
  },
  (t) => [index("variants_product").on(t.productId)],
);

/** What a variant costs in a market, minor units of its currency; the sale holds from `saleFrom` until before `saleUntil`. */
export const prices = mysqlTable(
  "prices",
  {
    sku: key("sku", 64).notNull(),
    market: key("market", 8).$type<Market>().notNull(),
    minor: whole("minor").notNull(),
    saleMinor: whole("sale_minor"),
    saleFrom: whole("sale_from"),
    saleUntil: whole("sale_until"),
  },
  (t) => [primaryKey({ name: "prices_pk", columns: [t.sku, t.market] })],
);

/** Rows are never deleted: a SKU that left the shop has nothing on hand. `seq` is the stock's revision of its last move. */
export const stock = mysqlTable(
  "stock",
  {
    sku: key("sku", 64).primaryKey(),
    onHand: whole("on_hand").notNull(),
    held: whole("held").notNull(),
    seq: whole("seq").notNull(),
    updatedAt: whole("updated_at").notNull(),
    /** What the feed, or whoever counted, said last; null when nobody did. */
    told: whole("told"),
  },
  (t) => [index("stock_seq").on(t.seq, t.sku)],
);

/** Handles that were once used; `targetId` is the id of the product or collection that has another one today. */
export const movedHandles = mysqlTable(
  "moved_handles",
  {
    kind: key("kind", 12).$type<"product" | "collection">().notNull(),
    handle: key("handle", 120).notNull(),
    targetId: key("target_id", 100).notNull(),
    movedAt: whole("moved_at").notNull(),
  },
  (t) => [primaryKey({ name: "moved_handles_pk", columns: [t.kind, t.handle] })],
);

/** Every name that was ever in use. Rows are only added; `seq` is the revision `handles` at which a name came. */
export const handles = mysqlTable(
  "handles",
  {
    kind: key("kind", 12).$type<HandleKind>().notNull(),
    handle: key("handle", 120).notNull(),
    seq: whole("seq").notNull(),
  },
  (t) => [primaryKey({ name: "handles_pk", columns: [t.kind, t.handle] }), index("handles_seq").on(t.seq, t.kind, t.handle)],
);

/** Named counters that only rise: `catalogue` (any change of products or collections), `stock` and `handles` (their cursors). */
export const revisions = mysqlTable("revisions", {
  name: key("name", 32).primaryKey(),
  value: whole("value").notNull(),
});

export const customers = mysqlTable("customers", {
  id: key("id").primaryKey(),
  firstName: key("first_name", 60).notNull(),
  segment: key("segment", 32).notNull(),
  createdAt: whole("created_at").notNull(),
});

/** What a customer looked at last on any device. */
export const seenProducts = mysqlTable("seen_products", {
  customerId: key("customer_id").primaryKey(),
  /** Handles, latest first. */
  handles: json<readonly string[]>("handles").notNull(),
  changedAt: whole("changed_at").notNull(),
});

export const carts = mysqlTable(
  "carts",
  {
    id: key("id").primaryKey(),
    customerId: key("customer_id"),
    version: whole("version").notNull(),
    createdAt: whole("created_at").notNull(),
    updatedAt: whole("updated_at").notNull(),
  },
  (t) => [index("carts_customer").on(t.customerId, t.updatedAt)],
);

export const cartLines = mysqlTable(
  "cart_lines",
  {
    cartId: key("cart_id").notNull(),
    id: key("id").notNull(),
    sku: key("sku", 64).notNull(),
    quantity: small("quantity").notNull(),
    addedAt: whole("added_at").notNull(),
  },
  (t) => [primaryKey({ name: "cart_lines_pk", columns: [t.cartId, t.id] }), uniqueIndex("cart_lines_sku").on(t.cartId, t.sku)],
);

/** Writes that were done under an `Idempotency-Key`: the same key and body get the first answer again. */
export const handledWrites = mysqlTable(
  "handled_writes",
  {
    key: key("key", 100).primaryKey(),
    digest: key("digest", 64).notNull(),
    answer: json<object>("answer").notNull(),
    handledAt: whole("handled_at").notNull(),
  },
  (t) => [index("handled_writes_at").on(t.handledAt)],
);

/** Invalidations on their way: written with the change they tell of, removed when the queue has taken them. */
export const outbox = mysqlTable("outbox", {
  /** Sorts by time of writing. */
  id: key("id").primaryKey(),
  surrogateKeys: json<readonly string[]>("surrogate_keys").notNull(),
  reason: key("reason", 500).notNull(),
  minVersions: json<Readonly<Record<string, number>>>("min_versions"),
  createdAt: whole("created_at").notNull(),
});

/** What became of a transaction, for whoever did not hear it (`planet-scale-client.io.ts`). Unused on the embedded engine. */
export const transactionReceipts = mysqlTable(
  "transaction_receipts",
  {
    id: key("id").primaryKey(),
    outcome: key("outcome", 10).$type<"committed" | "abandoned">().notNull(),
    writtenAt: whole("written_at").notNull(),
  },
  (t) => [index("transaction_receipts_at").on(t.writtenAt)],
);

/** What people changed of a product by hand: written with the change. */
export const edits = mysqlTable(
  "edits",
  {
    id: key("id").primaryKey(),
    productId: key("product_id", 100).notNull(),
    /** The product's, after the edit. */
    version: whole("version").notNull(),
    actor: key("actor", 64).notNull(),
    reason: key("reason", 300).notNull(),
    changed: json<readonly string[]>("changed").notNull(),
    at: whole("at").notNull(),
  },
  (t) => [index("edits_product").on(t.productId, t.version)],
);

/** Calls that entered, by kind. */
export const callCounts = mysqlTable("call_counts", {
  kind: key("kind", 16).primaryKey(),
  calls: whole("calls").notNull(),
});

/** Files that were imported, by their digest. */
export const imports = mysqlTable(
  "imports",
  {
    id: key("id").primaryKey(),
    digest: key("digest", 64).notNull(),
    outcome: key("outcome", 16).$type<"running" | "applied" | "unchanged" | "refused">().notNull(),
    startedAt: whole("started_at").notNull(),
    finishedAt: whole("finished_at"),
    report: json<object>("report"),
  },
  (t) => [index("imports_started").on(t.startedAt)],
);

/** Rows of a running import, read and checked, before anything of the shop changes. */
export const stagedRows = mysqlTable(
  "staged_rows",
  {
    importId: key("import_id").notNull(),
    /** 1-based, in the order of the file; a line may hold several items. */
    ordinal: whole("ordinal").notNull(),
    productId: key("product_id", 100).notNull(),
    /** In lower case, for finding duplicates; null for an item that is skipped. */
    sku: key("sku", 64),
    body: json<object>("body").notNull(),
  },
  (t) => [
    primaryKey({ name: "staged_rows_pk", columns: [t.importId, t.ordinal] }),
    uniqueIndex("staged_rows_sku").on(t.importId, t.sku),
    index("staged_rows_product").on(t.importId, t.productId, t.ordinal),
  ],
);
