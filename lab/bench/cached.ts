/** Ours beside Hono's `cache()`, each with the page of `stitch`; and, where they are installed, how far away an origin may be. */
import { bundlePeer, bundleShop, muteRuntime } from "./bundles.ts";
import { percentile } from "./figures.ts";
import { requireWrk } from "./load.ts";
import { paced } from "./paced.ts";
import { measurePairs, type Summary, type System, summarize } from "./pairs.ts";
import { startNginx, startVarnish } from "./peers/servers.ts";
import { isInstalled, withServers } from "./processes.ts";
import { openShop } from "./shop.ts";
import { PAGE, PRODUCT, servedPage } from "./stitch.ts";
import { shoppers, TOKEN_KEYS } from "./visitors.ts";
import { startWorker } from "./workers.ts";

const SHOPPERS = 200;
const ORIGIN_DELAY_MS = 10;
const PACED_PER_SECOND = 40;
const PACED_SECONDS = 3;
/** Turns that count, after one that does not. */
const PACED_TURNS = 4;

export interface Distance {
  readonly system: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface CachedFigures {
  readonly summaries: readonly Summary[];
  readonly originDelayMs: number;
  readonly distances: readonly Distance[];
}

export interface CachedOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

export async function benchCached(options: CachedOptions): Promise<CachedFigures> {
  requireWrk();
  muteRuntime();
  return withServers(async (keep) => {
    const all = await shoppers(SHOPPERS, [PRODUCT]);
    const ours = await keep(openShop(await bundleShop()));
    const { parts, headers } = await servedPage(ours, all);
    const modules = { "page.txt": JSON.stringify({ parts, headers }) };
    const hono = await keep(startWorker({ script: await bundlePeer("hono"), bindings: { TOKEN_KEYS }, modules }));
    const gateway: System = { name: "ours", server: ours, path: PAGE };
    const systems = [
      gateway,
      { name: "hono cache(), the same for everybody", server: hono, path: "/hono-plain", against: gateway },
      { name: "hono cache() and HTMLRewriter", server: hono, path: "/hono-personal", against: gateway },
    ];
    const cookies = all.map(({ cookie }) => cookie);
    const summaries = summarize(await measurePairs(systems, { ...options, cookies }));
    const distant: System[] = [gateway];
    for (const [name, program, start] of [
      ["nginx SSI", "nginx", startNginx],
      ["Varnish ESI", "varnishd", startVarnish],
    ] as const)
      if (isInstalled(program)) distant.push({ name, server: await keep(start(parts, ORIGIN_DELAY_MS)), path: "/page" });
    const distances = await measureDistances(distant, cookies);
    return { summaries, originDelayMs: ORIGIN_DELAY_MS, distances };
  });
}

/** In turns, all by the same client: its own first requests are its slowest. */
async function measureDistances(systems: readonly System[], cookies: readonly string[]): Promise<Distance[]> {
  const times = systems.map((): number[] => []);
  for (let turn = 0; turn <= PACED_TURNS; turn++)
    for (const [i, { server, path }] of systems.entries()) {
      const paths = cookies.map((cookie) => ({ path, cookie }));
      const timed = await paced({ url: server.url, paths, perSecond: PACED_PER_SECOND, seconds: PACED_SECONDS });
      if (turn > 0) times[i]?.push(...timed.map(({ lastByteMs }) => lastByteMs));
    }
  return systems.map(({ name }, i) => ({ system: name, p50Ms: percentile(times[i] ?? [], 0.5), p99Ms: percentile(times[i] ?? [], 0.99) }));
}
