/** Our page beside the same page made of Astro's server islands: a complete page view each, with all that a browser asks for. */
import { bundleShop, muteRuntime } from "./bundles.ts";
import { requireWrk } from "./load.ts";
import { fillSlot, type PageParts } from "./page-parts.ts";
import { measurePairs, type Summary, type System, summarize } from "./pairs.ts";
import { type Islands, startAstro } from "./peers/astro.ts";
import { withServers } from "./processes.ts";
import { openShop } from "./shop.ts";
import { PAGE, PRODUCT, servedPage } from "./stitch.ts";
import { type Shopper, shoppers } from "./visitors.ts";

const SHOPPERS = 1_000;

export interface IslandsFigures {
  readonly requestsPerView: number;
  readonly summaries: readonly Summary[];
}

export interface IslandsOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

export async function benchIslands(options: IslandsOptions): Promise<IslandsFigures> {
  requireWrk();
  muteRuntime();
  return withServers(async (keep) => {
    const all = await shoppers(SHOPPERS, [PRODUCT]);
    const ours = await keep(openShop(await bundleShop()));
    const { parts } = await servedPage(ours, all);
    options.say("building the same page with Astro");
    const astro = await startAstro(parts);
    await keep(Promise.resolve(astro.server));
    await compareIslands(astro, parts, all.slice(0, 20));
    const gateway: System = { name: "ours", server: ours, path: PAGE };
    const [path = "", ...further] = astro.paths;
    const islands: System = { name: "Astro, server islands", server: astro.server, path, further, against: gateway };
    const pairs = await measurePairs([gateway, islands], { ...options, cookies: all.map(({ cookie }) => cookie) });
    return { requestsPerView: astro.paths.length, summaries: summarize(pairs) };
  });
}

/** Each island holds what the slot holds of our page. */
async function compareIslands({ server, paths }: Islands, { slots }: PageParts, all: readonly Shopper[]): Promise<void> {
  const islands = paths.slice(1);
  if (islands.length !== slots.length) throw new Error(`${islands.length} islands for ${slots.length} slots`);
  for (const { cookie, firstName, itemCount } of all)
    for (const [at, path] of islands.entries()) {
      const served = await (await fetch(`${server.url}${path}`, { headers: { cookie } })).text();
      if (served !== fillSlot(slots[at], firstName, itemCount))
        throw new Error(`${path} holds something else for ${firstName}:\n${served}`);
    }
}
