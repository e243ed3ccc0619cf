/**
 * What a personal page costs beside a static one, and beside other ways to make it personal. All systems serve the same
 * page of the demo shop to the same thousand shoppers; before anything is measured, their bytes are compared.
 */
import { bundlePeer, bundleShop, muteRuntime, type ShopBundles } from "./bundles.ts";
import { requireWrk } from "./load.ts";
import { type PageParts, putTogether, takeApart } from "./page-parts.ts";
import { measurePairs, type Pair, type Summary, type System, summarize } from "./pairs.ts";
import { startNginx, startVarnish } from "./peers/servers.ts";
import { isInstalled, type Keep, type Server, withServers } from "./processes.ts";
import { openShop, type ShopOptions } from "./shop.ts";
import { type Shopper, shopper, shoppers, TOKEN_KEYS } from "./visitors.ts";
import { startWorker } from "./workers.ts";

export const PRODUCT = "milk-jug-tall";
export const PAGE = `/en-gb/products/${PRODUCT}`;
const SENTINEL = { firstName: "Qqqqqq", itemCount: 987 };
const SHOPPERS = 1_000;

export interface StitchOptions {
  readonly rounds: number;
  readonly seconds: number;
  /** Systems to measure, by the beginning of their name; all when empty. */
  readonly only: readonly string[];
  /** An edge bundle of an earlier state, measured against today's. */
  readonly before: string | undefined;
  readonly say: (line: string) => void;
}

export interface StitchFigures {
  readonly pageBytes: number;
  readonly slots: readonly string[];
  readonly headerBytes: number;
  readonly absent: readonly string[];
  readonly summaries: readonly Summary[];
  readonly pairs: readonly Pair[];
}

export async function benchStitch(options: StitchOptions): Promise<StitchFigures> {
  requireWrk();
  muteRuntime();
  const bundles = await bundleShop();
  return withServers((keep) => measure(bundles, options, keep));
}

async function measure(bundles: ShopBundles, options: StitchOptions, keep: Keep): Promise<StitchFigures> {
  const all = await shoppers(SHOPPERS, [PRODUCT]);
  const ours = await keep(openShop(bundles));
  const page = await servedPage(ours, all);
  const { parts, headers, whole } = page;
  const gateway: System = { name: "ours", server: ours, path: PAGE };
  const { fixed, systems, absent } = await startSystems(gateway, page, options, keep);
  if (options.before !== undefined)
    systems.push({ ...gateway, name: "before", server: await keep(warmShop({ ...bundles, edge: options.before }, all)), against: gateway });
  if (isWanted("every-line", options))
    systems.push({ ...gateway, name: "every-line", server: await keep(warmShop(bundles, all, EVERY_LINE)), against: fixed });
  for (const system of systems) await compareBytes(system, parts, all);
  options.say(`${systems.length} systems serve the same ${whole.byteLength.toLocaleString("en")} bytes`);
  const pairs = await measurePairs(systems, { ...options, cookies: all.map(({ cookie }) => cookie) });
  const headerBytes = Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  const slots = parts.slots.map(({ name }) => name);
  return { pageBytes: whole.byteLength, slots, headerBytes, absent, summaries: summarize(pairs), pairs };
}

/** What production may be set to: a line of the log for each hit, not for one in a hundred. */
const EVERY_LINE = { settings: { LOG_ONE_HIT_IN: "1" } };

async function warmShop(bundles: ShopBundles, all: readonly Shopper[], options: ShopOptions = {}): Promise<Server> {
  const shop = await openShop(bundles, options);
  await servedPage(shop, all);
  return shop;
}

const isWanted = (name: string, { only }: StitchOptions) => only.length === 0 || only.some((start) => name.startsWith(start));

const SERVERS = [
  { name: "nginx-ssi", program: "nginx", start: startNginx },
  { name: "varnish-esi", program: "varnishd", start: startVarnish },
] as const;

/** The gateway against the static answer; bare joins against it too, to tell what the rest of the gateway costs; all others against the gateway. */
async function startSystems(
  gateway: System,
  { parts, headers, whole }: ServedPage,
  options: StitchOptions,
  keep: Keep,
): Promise<{ fixed: System; systems: System[]; absent: string[] }> {
  const modules = { "page.txt": JSON.stringify({ parts, headers }), "page.bin": whole };
  const worker = { script: await bundlePeer("techniques"), bindings: { TOKEN_KEYS }, modules };
  const technique = async (name: string): Promise<System> => ({ name, server: await keep(startWorker(worker)), path: `/${name}` });
  const fixed = await technique("static");
  const systems: System[] = [fixed, { ...gateway, against: fixed }];
  for (const name of ["static-bare", "join", "fields-join"])
    if (isWanted(name, options)) systems.push({ ...(await technique(name)), against: fixed });
  for (const name of ["replace", "rewriter"]) if (isWanted(name, options)) systems.push({ ...(await technique(name)), against: gateway });
  const absent: string[] = [];
  for (const { name, program, start } of SERVERS.filter(({ name }) => isWanted(name, options))) {
    if (isInstalled(program)) systems.push({ name, server: await keep(start(parts)), path: "/page", against: gateway });
    else absent.push(name);
  }
  return { fixed, systems, absent };
}

export interface ServedPage {
  readonly parts: PageParts;
  readonly headers: Readonly<Record<string, string>>;
  /** The first shopper's page. */
  readonly whole: Uint8Array;
}

/** The page as the shop serves it from memory with all of its fragments at hand, taken apart. */
export async function servedPage(shop: Server, [first]: readonly Shopper[]): Promise<ServedPage> {
  const { cookie } = await shopper(SENTINEL.firstName, SENTINEL.itemCount, [PRODUCT]);
  const response = await untilWarm(`${shop.url}${PAGE}`, cookie);
  const parts = takeApart(await response.text(), SENTINEL);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "content-length"));
  return { parts, headers, whole: new TextEncoder().encode(putTogether(parts, first?.firstName ?? "", first?.itemCount ?? 0)) };
}

/** Asks until the shell comes from memory and no slot holds its fallback: stock is known a second after the first question. */
export async function untilWarm(url: string, cookie: string): Promise<Response> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(url, { headers: { cookie } });
    const { headers } = response;
    const isFilled = !headers.get("Fragment-Status")?.includes("fallback");
    if (response.status === 200 && isFilled && headers.get("Cache-Status")?.startsWith("vitrine-memory;hit")) return response;
    await response.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} is not served from memory with all fragments`);
}

/** Some shoppers' pages, byte for byte. A static answer is one shopper's page for all. */
async function compareBytes({ name, server, path }: System, parts: PageParts, all: readonly Shopper[]): Promise<void> {
  const asked = name.startsWith("static") ? all.slice(0, 1) : all.slice(0, 20);
  for (const { cookie, firstName, itemCount } of asked) {
    const served = await (await fetch(`${server.url}${path}`, { headers: { cookie } })).text();
    if (served !== putTogether(parts, firstName, itemCount))
      throw new Error(`${name} serves another page to ${firstName}:\n${served.slice(0, 2000)}`);
  }
}
