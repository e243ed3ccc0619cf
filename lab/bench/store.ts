/** How cost grows with what is stored: purged keys, surrogate keys of a page, stored entries; and what a full isolate holds. */
import { type Asker, openAsker } from "../rehearse/ask.ts";
import { bundlePeer, bundleShop, muteRuntime, type ShopBundles } from "./bundles.ts";
import { requireWrk } from "./load.ts";
import { measurePairs, type Summary, type System, summarize } from "./pairs.ts";
import { pin } from "./processes.ts";
import { openShop, type Shop } from "./shop.ts";
import { PAGE, untilWarm } from "./stitch.ts";

const PURGED = [10_000, 100_000];
/** With its own and the implicit ones just within the 1,000 that a response may have. */
const KEYS = [100, 980];
/** More pages than the memory tier takes. */
const FULL = 1_200;
const KEYS_A_PURGE = 1_000;
/** After so long a purge's rows stand in a base, where the look-up of every hit goes. */
const INTO_BASE_MS = 25_000;
const AT_ONCE = 16;

export interface StoreOptions {
  readonly rounds: number;
  readonly seconds: number;
  /** How many pages are stored, at the most. */
  readonly entries: number;
  readonly say: (line: string) => void;
}

export interface Held {
  readonly system: string;
  readonly heapBytes: number;
}

export interface StoreFigures {
  readonly summaries: readonly Summary[];
  readonly heaps: readonly Held[];
}

interface Given {
  readonly name: string;
  readonly purged?: number;
  readonly keys?: number;
  readonly entries?: number;
  /** How often each entry is asked for; the memory tier takes it the second time. */
  readonly uses?: number;
}

export async function benchStore(options: StoreOptions): Promise<StoreFigures> {
  requireWrk();
  muteRuntime();
  const bundles = await bundleShop();
  const between = await bundlePeer("many-pages");
  const open: Shop[] = [];
  try {
    const start = async (given: Given) => {
      const shop = await filled(bundles, between, given);
      open.push(shop);
      options.say(given.name);
      return { name: given.name, server: shop, shop, path: PAGE };
    };
    const plain = await start({ name: "nothing more" });
    const others = [];
    for (const given of growing(options.entries)) others.push({ ...(await start(given)), against: plain as System });
    const full = await start({ name: "100,000 purged keys, memory full", purged: 100_000, entries: FULL, uses: 2 });
    const summaries = summarize(await measurePairs([plain, ...others], { ...options, cookies: ["__Host-visitor=none"] }));
    const heaps: Held[] = [];
    for (const { name, shop } of [plain, ...others, full]) heaps.push({ system: name, heapBytes: await shop.heapBytes() });
    return { summaries, heaps };
  } finally {
    for (const shop of open) await shop.stop();
  }
}

function growing(entries: number): Given[] {
  return [
    ...PURGED.map((purged) => ({ name: `${purged.toLocaleString("en")} purged keys`, purged })),
    ...KEYS.map((keys) => ({ name: `${keys.toLocaleString("en")} more keys a page`, keys })),
    ...[entries / 10, entries].map((count) => ({ name: `${count.toLocaleString("en")} more pages stored`, entries: count })),
  ];
}

async function filled(bundles: ShopBundles, script: string, { purged = 0, keys = 0, entries = 0, uses = 1 }: Given): Promise<Shop> {
  const shop = await openShop(bundles, {
    between: { script, bindings: { KEYS: String(keys), PAGES: String(entries) } },
    isInspected: true,
  });
  pin(shop.edge, 0);
  // Names are told a second after the first question: until then everything waits.
  await untilWarm(`${shop.url}${PAGE}`, "");
  await purge(shop, purged);
  const asker = openAsker();
  for (let use = 0; use < uses; use++) await askAll(asker, shop, entries);
  asker.close();
  await untilWarm(`${shop.url}${PAGE}`, "");
  return shop;
}

async function purge(shop: Shop, keys: number): Promise<void> {
  for (let from = 0; from < keys; from += KEYS_A_PURGE)
    await shop.invalidate(Array.from({ length: KEYS_A_PURGE }, (_, at) => `product:purged-${from + at}`));
  const wanted = keys / KEYS_A_PURGE;
  for (let tries = 0; keys > 0; tries++) {
    const seq = Number(/\.(\d+)/.exec((await fetch(`${shop.url}${PAGE}`)).headers.get("Vitrine-Purge-Seq") ?? "")?.[1] ?? 0);
    if (seq >= wanted) break;
    if (tries > 120) throw new Error(`only ${seq} of ${wanted} purges arrived`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (keys > 0) await keepReading(shop, INTO_BASE_MS);
}

/** A base is made for those who read. */
async function keepReading(shop: Shop, ms: number): Promise<void> {
  for (const until = Date.now() + ms; Date.now() < until; ) {
    await (await fetch(`${shop.url}${PAGE}`)).arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function askAll(asker: Asker, shop: Shop, entries: number): Promise<void> {
  let next = 0;
  const walk = async () => {
    while (next < entries) {
      const client = next++;
      const { status } = await asker.get(`${shop.url}${PAGE}?variant=E${client}`, { cookie: "", client });
      if (status !== 200) throw new Error(`a page could not be stored: ${status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
}
