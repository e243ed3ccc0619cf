import type { PageAnswer, SitemapPage } from "#contract/pages";
import type { Db } from "../store/db.ts";
import { findHandles } from "./listings.io.ts";
import { pageAnswer } from "./page-answer.ts";
import { SITEMAP_KEY } from "./page-keys.ts";
import type { View } from "./queries.io.ts";
import type { Shelves } from "./shelves.ts";

/** The sitemap protocol allows 50,000 addresses in a file. */
const MAX_ENTRIES = 50_000;
const STRETCH = 2_000;

export async function readSitemap(db: Db, view: View, shelves: Shelves): Promise<PageAnswer> {
  const entries: SitemapPage["entries"] = shelves.filled().map(({ handle, changedAt }) => ({ kind: "collection", handle, changedAt }));
  for (let after = ""; entries.length < MAX_ENTRIES; ) {
    const found = await findHandles(db, view, after, Math.min(STRETCH, MAX_ENTRIES - entries.length));
    for (const { handle, changedAt } of found) entries.push({ kind: "product", handle, changedAt });
    const last = found.at(-1);
    if (!last || found.length < STRETCH) break;
    after = last.handle;
  }
  return pageAnswer({ page: { kind: "sitemap", entries }, keys: [SITEMAP_KEY], versions: {}, changes: [] }, view.at);
}
