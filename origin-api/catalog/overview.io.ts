import { count, isNull, max } from "drizzle-orm";
import { Hono } from "hono";
import type { CatalogueOverview } from "#contract/catalogue";
import type { Deps } from "../deps.ts";
import type { Reader } from "../store/db.ts";
import { collections, products } from "../store/schema.ts";

export function overviewRoutes({ db }: Deps): Hono {
  return new Hono().get("/", async () => Response.json(await readOverview(db)));
}

async function readOverview(db: Reader): Promise<CatalogueOverview> {
  const [sold] = await db.select({ count: count() }).from(products).where(isNull(products.withdrawnAt));
  const [product] = await db.select({ version: max(products.version) }).from(products);
  const [collection] = await db.select({ version: max(collections.version) }).from(collections);
  return { products: Number(sold?.count ?? 0), highestVersion: Math.max(Number(product?.version ?? 0), Number(collection?.version ?? 0)) };
}
