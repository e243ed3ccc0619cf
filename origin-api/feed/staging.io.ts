/** The rows of a running import, kept in the database so that a file of any size needs no more memory than a small one. */
import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { AnyMySqlColumn } from "drizzle-orm/mysql-core";
import { type Db, inChunks, type Reader } from "../store/db.ts";
import { stagedRows } from "../store/schema.ts";
import { inTransaction } from "../store/transaction.ts";
import type { NumberedRow } from "./feed-contents.ts";
import type { FeedRow, SkippedRow } from "./feed-row.ts";
import { ROWS_OF_PRODUCT } from "./product-of-rows.ts";

/** Products are compared and written so many at a time, or fewer when they have many variants: in all no more rows than one may have. */
const PRODUCTS_AT_ONCE = 20;

/** SKU in lower case -> line of the good item that has it already. */
export async function findStaged(db: Db, importId: string, skus: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const chunk of inChunks(skus, 1, 1)) {
    const rows = await db
      .select({ sku: stagedRows.sku, body: stagedRows.body })
      .from(stagedRows)
      .where(and(eq(stagedRows.importId, importId), inArray(stagedRows.sku, chunk)));
    for (const { sku, body } of rows) if (sku !== null) found.set(sku, (body as FeedRow).line);
  }
  return found;
}

/** SKU -> the product of the feed that has it in a good row. */
export async function findTellers(db: Reader, importId: string, skus: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const wanted = new Set(skus);
  for (const chunk of inChunks([...new Set(skus.map((sku) => sku.toLowerCase()))], 1, 1)) {
    const rows = await db
      .select({ id: stagedRows.productId, body: stagedRows.body })
      .from(stagedRows)
      .where(and(eq(stagedRows.importId, importId), inArray(stagedRows.sku, chunk)));
    for (const { id, body } of rows) if (wanted.has((body as FeedRow).sku)) found.set((body as FeedRow).sku, id);
  }
  return found;
}

/** Of a product that the import tells of in no good row: the shop's stays as it is. */
export function isLeftAlone(importId: string, productId: AnyMySqlColumn): SQL {
  const staged = sql`select 1 from ${stagedRows} where ${stagedRows.importId} = ${importId} and ${stagedRows.productId} = ${productId}`;
  return sql`exists (${staged}) and not exists (${staged} and ${stagedRows.sku} is not null)`;
}

/** Gives products of the import other ids, all at once: one may get that of another. */
export async function renameStaged(db: Db, importId: string, ids: ReadonlyMap<string, string>, keep: () => Promise<void>): Promise<void> {
  const move = async (from: string, to: string): Promise<void> => {
    const rows = and(eq(stagedRows.importId, importId), eq(stagedRows.productId, from));
    await db.update(stagedRows).set({ productId: to }).where(rows);
    await keep();
  };
  // No id has this sign.
  const aside = (id: string) => `=${id.slice(0, 99)}`;
  const crowded = [...ids].filter(([, to]) => ids.has(to));
  for (const [from] of crowded) await move(from, aside(from));
  for (const [from, to] of ids) if (!ids.has(to)) await move(from, to);
  for (const [from, to] of crowded) await move(aside(from), to);
}

export async function stageRows(db: Db, importId: string, rows: readonly NumberedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await inTransaction(db, async (tx) => {
    for (const chunk of inChunks(rows, 5)) await tx.insert(stagedRows).values(chunk.map((one) => toStaged(importId, one)));
  });
}

function toStaged(importId: string, { ordinal, row }: NumberedRow): typeof stagedRows.$inferInsert {
  return { importId, ordinal, productId: row.productId, sku: "skipped" in row ? null : row.sku.toLowerCase(), body: row };
}

/** A product's rows in the order of the file. */
export interface StagedProduct {
  readonly rows: NumberedRow[];
  /** How many more there are. */
  readonly surplus: number;
}

/** The next products of the import by id; empty at the end. */
export async function findNextProducts(db: Db, importId: string, after: string): Promise<ReadonlyMap<string, StagedProduct>> {
  const counts = await db
    .select({ id: stagedRows.productId, rows: sql`count(*)`.mapWith(Number) })
    .from(stagedRows)
    .where(and(eq(stagedRows.importId, importId), gt(stagedRows.productId, after)))
    .groupBy(stagedRows.productId)
    .orderBy(asc(stagedRows.productId))
    .limit(PRODUCTS_AT_ONCE);
  const fit = fitting(counts);
  const groups = new Map(fit.map(({ id, rows }) => [id, { rows: [] as NumberedRow[], surplus: Math.max(0, rows - ROWS_OF_PRODUCT) }]));
  if (fit.length === 0) return groups;
  const ids = [...groups.keys()];
  const rows = await db
    .select({ productId: stagedRows.productId, ordinal: stagedRows.ordinal, body: stagedRows.body })
    .from(stagedRows)
    .where(and(eq(stagedRows.importId, importId), inArray(stagedRows.productId, ids)))
    .orderBy(asc(stagedRows.productId), asc(stagedRows.ordinal))
    .limit(ROWS_OF_PRODUCT);
  for (const { productId, ordinal, body } of rows) {
    const row = body as FeedRow | SkippedRow;
    // The row may have been given to another product after it was read.
    groups.get(productId)?.rows.push({ ordinal, row: { ...row, productId } });
  }
  return groups;
}

/** The first products whose rows fit together; one product alone always does. */
function fitting<T extends { readonly rows: number }>(counts: readonly T[]): readonly T[] {
  let room = ROWS_OF_PRODUCT;
  const end = counts.findIndex(({ rows }, i) => {
    room -= rows;
    return room < 0 && i > 0;
  });
  return end === -1 ? counts : counts.slice(0, end);
}

export async function countStagedProducts(db: Db, importId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql`count(distinct ${stagedRows.productId})`.mapWith(Number) })
    .from(stagedRows)
    .where(eq(stagedRows.importId, importId));
  return row?.count ?? 0;
}

/** Removes them a stretch at a time: nobody waits long. */
export async function removeStaged(db: Db, importId: string): Promise<void> {
  for (;;) {
    const [row] = await db
      .select({ first: sql<number | null>`min(${stagedRows.ordinal})`.mapWith((value) => (value === null ? null : Number(value))) })
      .from(stagedRows)
      .where(eq(stagedRows.importId, importId));
    if (row?.first === null || row?.first === undefined) return;
    await db.delete(stagedRows).where(and(eq(stagedRows.importId, importId), sql`${stagedRows.ordinal} < ${row.first + 2_000}`));
  }
}
