/** Where the crowd goes: fifty pages of five markets, and the variants that can be bought there. */
import { MARKET_NAMES, type Market } from "#contract/market";
import type { Random } from "../purge-checker/random.ts";
import { type Send, textOf } from "./answers.ts";

export interface Places {
  readonly pages: Readonly<Record<Market, readonly string[]>>;
  readonly variants: Readonly<Record<Market, readonly string[]>>;
}

const PRODUCTS = 5;
const COLLECTIONS = 3;

/** Ten pages a market: home, cart, three collections and five products, the same for the same seed. */
export async function findPlaces(send: Send, random: Random): Promise<Places> {
  const sitemap = await pageAt(send, "/sitemap.xml");
  const listed = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+([^<]+)<\/loc>/g)].map(([, path = ""]) => path).sort();
  const found = await Promise.all(
    MARKET_NAMES.map(async (market) => {
      const some = (folder: string, count: number) => {
        const paths = listed.filter((path) => path.startsWith(`/${market}/${folder}/`));
        return Array.from({ length: Math.min(count, paths.length) }, () => paths.splice(random.below(paths.length), 1)[0] ?? "");
      };
      const products = some("products", PRODUCTS);
      const variants = (await Promise.all(products.map((path) => pageAt(send, path)))).flatMap((page) =>
        [...page.matchAll(/name="variant" value="([^"]+)"/g)].map(([, variant = ""]) => variant),
      );
      return [market, [`/${market}`, `/${market}/cart`, ...some("collections", COLLECTIONS), ...products], variants] as const;
    }),
  );
  const by = <T>(pick: (one: (typeof found)[number]) => T) =>
    Object.fromEntries(found.map((one) => [one[0], pick(one)])) as Record<Market, T>;
  return { pages: by(([, pages]) => pages), variants: by(([, , variants]) => variants) };
}

/** The text of a page. Asks again where the origin fails, as a crowd that found no way in would see nothing. */
async function pageAt(send: Send, path: string): Promise<string> {
  for (let tries = 0; tries < 20; tries++) {
    const answer = await send({ path });
    if (answer.status === 200) return textOf(answer);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${path} did not open`);
}
