import { MARKET_NAMES } from "#contract/market";
import type { PageAnswer, SitemapPage } from "#contract/pages";
import { done, failed, type Result } from "../problem/problem.ts";
import type { Reader } from "../store/db.ts";
import { pageAnswer } from "./page-answer.ts";
import { SITEMAP_KEY } from "./page-keys.ts";
import type { View } from "./queries.io.ts";
import type { Shelves } from "./shelves.ts";
import { type Entry, findStretches, readStretch, type Stretch } from "./sitemap-stretches.io.ts";

/**
 * The sitemap protocol allows 50,000 addresses in a file; every tier of the edge keeps one of about two megabytes. An entry is an address
 * in each market.
 */
export const SITEMAP_LIMITS = { entries: 2_000, products: 1_000 };
type Limits = typeof SITEMAP_LIMITS;

const PART = /^[1-9]\d{0,3}$/;

/**
 * Every address of every market, whichever market asks; or a part of them, where `handle` is its number. What no market sells
 * anything of is no part.
 */
export async function readSitemap(
  db: Reader,
  { at }: View,
  shelves: Shelves,
  handle: string,
  limits = SITEMAP_LIMITS,
): Promise<Result<PageAnswer>> {
  const collections = collectionsOf(shelves);
  if (!PART.test(handle)) return done(answer(await readWhole(db, at, collections, limits), at));
  const entries = handle === "1" ? collections : await readStretch(db, at, limits.products, Number(handle) - 2);
  if (handle !== "1" && entries.length === 0)
    return failed({ kind: "not-found", detail: "The sitemap has no such part.", surrogateKeys: [SITEMAP_KEY] });
  return done(answer({ kind: "sitemap", handle, entries }, at));
}

async function readWhole(db: Reader, at: number, collections: Entry[], limits: Limits): Promise<SitemapPage> {
  const stretches = await findStretches(db, at, limits.products);
  const count = stretches.reduce((sum, { sold }) => sum + sold, collections.length);
  if (count > limits.entries) return { kind: "sitemap", entries: [], parts: partsOf(collections, stretches) };
  const products: Entry[] = [];
  for (const number of stretches.keys()) products.push(...(await readStretch(db, at, limits.products, number)));
  return { kind: "sitemap", entries: [...collections, ...products] };
}

/** A shelf is there in all markets, if only empty. */
function collectionsOf(shelves: Shelves): Entry[] {
  return shelves.filled().map(({ id, handle, changedAt }) => ({ kind: "collection", id, handle, changedAt, soldIn: [...MARKET_NAMES] }));
}

function partsOf(collections: readonly Entry[], stretches: readonly Stretch[]): SitemapPage["parts"] {
  const first = { handle: "1", changedAt: collections.length === 0 ? null : Math.max(...collections.map(({ changedAt }) => changedAt)) };
  const others = stretches.map(({ sold, changedAt }, number) => ({ sold, part: { handle: String(number + 2), changedAt } }));
  return [first, ...others.filter(({ sold }) => sold > 0).map(({ part }) => part)];
}

function answer(page: SitemapPage, at: number): PageAnswer {
  return pageAnswer({ page, keys: [SITEMAP_KEY], versions: {}, changes: [] }, at);
}
