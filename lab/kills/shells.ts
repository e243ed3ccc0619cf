/** Every page of the shop as the edge would store it: what it shows, and the keys it can be purged by. */
import type { Hono } from "hono";
import type { PageAnswer } from "#contract/pages";

export interface Shell {
  /** What a shopper sees, or the status of a page that is none. */
  readonly shows: string;
  readonly keys: readonly string[];
}

export type Shells = ReadonlyMap<string, Shell>;

const PATHS = [
  ...["home", "sitemap", "chrome"],
  ...["house", "mugs", "plates", "bowls", "pots", "jars"].flatMap((handle) => [
    `collection/${handle}`,
    `collection/${handle}?sort=price-asc`,
  ]),
  ...["same", "priced", "titled", "emptied", "counted", "moved", "gone", "added", "pot", "set-small"].map((handle) => `product/${handle}`),
];

export async function readShells(app: Hono): Promise<Shells> {
  const shells = new Map<string, Shell>();
  for (const path of PATHS) {
    const response = await app.request(`http://origin/v1/pages/${path}${path.includes("?") ? "&" : "?"}market=en-gb`);
    if (response.ok) {
      const { page, surrogateKeys } = (await response.json()) as PageAnswer;
      shells.set(path, { shows: JSON.stringify(page, withoutCounts), keys: surrogateKeys });
    } else shells.set(path, { shows: String(response.status), keys: [] });
  }
  return shells;
}

/** How many products a shop has stands on every page, and may be as old as the page. */
const withoutCounts = (name: string, value: unknown): unknown => (name === "productCount" ? undefined : value);

/** Stored pages that are not true any more. What was missing is not kept long enough to matter. */
export const changedShells = (before: Shells, after: Shells): string[] =>
  [...before].filter(([path, { shows, keys }]) => keys.length > 0 && after.get(path)?.shows !== shows).map(([path]) => path);

export const purgedShells = (before: Shells, purged: ReadonlySet<string>): string[] =>
  [...before].filter(([, { keys }]) => keys.some((key) => purged.has(key))).map(([path]) => path);
