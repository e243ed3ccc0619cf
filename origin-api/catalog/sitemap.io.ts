import { MARKET_NAMES } from "#contract/market";
import type { PageAnswer, SitemapPage } from "#contract/pages";
import type { Reader } from "../store/db.ts";
import { findHandles } from "./listings.io.ts";
import { pageAnswer } from "./page-answer.ts";
import { SITEMAP_KEY } from "./page-keys.ts";
import type { View } from "./queries.io.ts";
import type { Shelves } from "./shelves.ts";

/** The sitemap protocol allows 50,000 addresses in a file. An entry is one in each market, and so is the home page. */
const MAX_ENTRIES = 50_000 / MARKET_NAMES.length - 1;
const STRETCH = 2_000;

/** Every address of every market, whichever market asks. A shelf is there in all of them, if only empty. */
export async function readSitemap(db: Reader, view: View, shelves: Shelves): Promise<PageAnswer> {
  const products = new Map<string, SitemapPage["entries"][number]>();
  for (const market of MARKET_NAMES) await addProducts(products, db, { ...view, market });
  const collections: SitemapPage["entries"] = shelves
    .filled()
    .map(({ id, handle, changedAt }) => ({ kind: "collection", id, handle, changedAt, soldIn: [...MARKET_NAMES] }));
  const entries = [...collections, ...products.values()].slice(0, MAX_ENTRIES);
  return pageAnswer({ page: { kind: "sitemap", entries }, keys: [SITEMAP_KEY], versions: {}, changes: [] }, view.at);
}

async function addProducts(products: Map<string, SitemapPage["entries"][number]>, db: Reader, view: View): Promise<void> {
  for (let after = ""; products.size < MAX_ENTRIES; ) {
    const found = await findHandles(db, view, after, STRETCH);
    for (const { id, handle, changedAt } of found) {
      const entry = products.get(handle) ?? { kind: "product", id, handle, changedAt, soldIn: [] };
      entry.soldIn.push(view.market);
      products.set(handle, entry);
    }
    const last = found.at(-1);
    if (!last || found.length < STRETCH) return;
    after = last.handle;
  }
}
