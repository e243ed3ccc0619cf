import { and, asc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { MySqlColumn } from "drizzle-orm/mysql-core";
import type { ProductFilter, ProductList } from "#contract/products";
import { localize } from "../catalog/localized.ts";
import type { Reader } from "../store/db.ts";
import { products, stock, variants } from "../store/schema.ts";

export interface ProductsAsked {
  /** In a title, the id, the handle or a SKU; in any case of ASCII letters. */
  readonly text: string;
  readonly filter: ProductFilter;
  /** An id: only those after it. */
  readonly after: string;
}

/** Of one statement's parameters. */
const AT_ONCE = 50;

/** The products that are asked for, by id. Looks at every product of the shop: for people, not for pages. */
export async function listProducts(db: Reader, { text, filter, after }: ProductsAsked): Promise<ProductList> {
  const { id, handle, titles, brand, withdrawnAt, version, changedAt } = products;
  const rows = await db
    .select({ id, handle, titles, brand, withdrawnAt, version, changedAt })
    .from(products)
    .where(and(gt(products.id, after), FILTERS[filter], text === "" ? undefined : hasText(text.toLowerCase())))
    .orderBy(asc(products.id))
    .limit(AT_ONCE + 1);
  const shown = rows.slice(0, AT_ONCE);
  const counts = await countVariants(
    db,
    shown.map((row) => row.id),
  );
  return {
    products: shown.map(({ titles, ...row }) => ({ ...row, title: localize(titles, "en"), ...(counts.get(row.id) ?? NONE) })),
    next: rows.length > AT_ONCE ? (shown.at(-1)?.id ?? null) : null,
  };
}

const NONE = { variants: 0, available: 0 };

const hasSome = sql`exists (select 1 from ${variants} join ${stock} on ${stock.sku} = ${variants.sku} where ${variants.productId} = ${products.id} and ${stock.onHand} > ${stock.held})`;

const FILTERS: Readonly<Record<ProductFilter, SQL | undefined>> = {
  all: undefined,
  "for-sale": and(isNull(products.withdrawnAt), hasSome),
  "sold-out": and(isNull(products.withdrawnAt), sql`not ${hasSome}`),
  withdrawn: isNotNull(products.withdrawnAt),
};

/** `instr`, since a Durable Object's `like` takes short patterns only, and none needs escaping here. */
function hasText(text: string): SQL | undefined {
  const within = (column: MySqlColumn) => sql`instr(lower(${column}), ${text}) > 0`;
  const asSku = sql`exists (select 1 from ${variants} where ${variants.productId} = ${products.id} and ${within(variants.sku)})`;
  return or(within(products.titles), within(products.id), within(products.handle), asSku);
}

async function countVariants(db: Reader, ids: readonly string[]): Promise<Map<string, typeof NONE>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: variants.productId,
      variants: sql`count(*)`.mapWith(Number),
      available: sql`coalesce(sum(${stock.onHand} - ${stock.held}), 0)`.mapWith(Number),
    })
    .from(variants)
    .leftJoin(stock, eq(stock.sku, variants.sku))
    .where(inArray(variants.productId, [...ids]))
    .groupBy(variants.productId);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
