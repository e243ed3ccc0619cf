/** The whole shop as it is deployed, in one Miniflare on a direct socket: both production bundles, the demo feed, no assets, no development proxy. */
import { randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { ensureDemo } from "../../tools/dev/demo.ts";
import { importFeed } from "../../tools/feed/import-feed.ts";
import { outDir, root, type ShopBundles } from "./bundles.ts";
import { heapBytes } from "./inspector.ts";
import { type Server, startedBy } from "./processes.ts";
import { TOKEN_KEYS } from "./visitors.ts";

export const SITE = "https://nearhand.example";
export const ADMIN_TOKEN = "only-for-measuring-owner";

/** How long an import's invalidations may take on their way through the queue. */
const INVALIDATIONS_MS = 2_000;

type MiniflareOptions = Parameters<typeof convertV4MiniflareOptions>[0];

/** A Worker between the edge and the origin, for latencies and faults. */
export interface Between {
  readonly script: string;
  readonly bindings: Readonly<Record<string, string>>;
}

export interface ShopOptions {
  readonly between?: Between | undefined;
  /** Of the edge, beside or instead of what every shop here has. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Lets the edge's isolate be looked into. */
  readonly isInspected?: boolean;
}

export interface Shop extends Server {
  /** Sends the edge an invalidation, as the origin does after a change. */
  invalidate(surrogateKeys: readonly string[]): Promise<void>;
  /** What the edge's isolate holds. */
  heapBytes(): Promise<number>;
}

/** Opens the shop on a free port with a catalogue. Whoever opens it stops it. */
export async function openShop(bundles: ShopBundles, options: ShopOptions = {}): Promise<Shop> {
  const catalogue = await ensureCatalogue(bundles);
  const stateDir = mkdtempSync(join(tmpdir(), "bench-"));
  cpSync(join(catalogue, "do"), join(stateDir, "do"), { recursive: true });
  const { started, pids } = await startedBy(() => start(bundles, stateDir, options));
  return {
    ...{ url: await started.urlOf("vitrine"), edge: pids, origin: [] },
    async stop() {
      await started.dispose();
      rmSync(stateDir, { recursive: true, force: true });
    },
    invalidate: (surrogateKeys) => started.send("vitrine-origin", "INVALIDATIONS", { id: randomUUID(), surrogateKeys, reason: "A bench" }),
    heapBytes: async () => heapBytes(await started.inspector(), "vitrine"),
  };
}

/** The state folder of Durable Objects with the demo feed in them, made once for each origin bundle and kept in `build/bench`. */
export async function ensureCatalogue(bundles: ShopBundles): Promise<string> {
  const stateDir = join(outDir, "state");
  const stampFile = join(stateDir, "stamp");
  const feed = await ensureDemo(root);
  const stamp = readFileSync(join(root, "build/demo/stamp"), "utf8") + readFileSync(bundles.origin, "utf8").length;
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return stateDir;
  rmSync(stateDir, { recursive: true, force: true });
  mkdirSync(stateDir, { recursive: true });
  const shop = await start(bundles, stateDir);
  try {
    await importFeed({ file: feed, url: await shop.urlOf("vitrine"), token: ADMIN_TOKEN, dryRun: false, json: false });
    await new Promise((resolve) => setTimeout(resolve, INVALIDATIONS_MS));
  } finally {
    await shop.dispose();
  }
  // The edge's objects begin anew: what the import purged is nobody's business.
  for (const name of readdirSync(join(stateDir, "do")))
    if (!name.startsWith("vitrine-origin-")) rmSync(join(stateDir, "do", name), { recursive: true });
  writeFileSync(stampFile, stamp);
  return stateDir;
}

function start(
  bundles: ShopBundles,
  stateDir: string,
  { between, settings, isInspected = false }: ShopOptions = {},
): Promise<OpenMiniflare> {
  const edge = {
    ...workerOf("vitrine", "wrangler.toml", bundles.edge),
    bindings: { TOKEN_KEYS, ADMIN_TOKEN, SITE_ORIGIN: SITE, POP: "LAB", ...settings },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    serviceBindings: { ORIGIN: between ? "between" : "vitrine-origin" },
  };
  const origin = { ...workerOf("vitrine-origin", "origin-api/wrangler.toml", bundles.origin), bindings: { TOKEN_KEYS } };
  const workers = [edge, origin, ...(between ? [betweenWorker(between)] : [])];
  return openMiniflare({ workers, resourcePersistencePath: stateDir, ...(isInspected && { inspectorPort: 0 }) });
}

export interface OpenMiniflare {
  /** Where a Worker with a direct socket listens. */
  urlOf(worker: string): Promise<string>;
  /** Runs other Workers in its place. What it keeps on disk stays; ports do not. */
  replace(workers: readonly object[]): Promise<void>;
  /** Sends a message into a queue, as the Worker that has it for a binding. */
  send(worker: string, binding: string, message: object): Promise<void>;
  inspector(): Promise<URL>;
  dispose(): Promise<void>;
}

/** Opens a Miniflare whose logs go to nobody. */
export async function openMiniflare(options: {
  readonly workers: readonly object[];
  readonly [option: string]: unknown;
}): Promise<OpenMiniflare> {
  const given = (workers: readonly object[]) =>
    convertV4MiniflareOptions({ ...options, workers, handleStructuredLogs: () => undefined } as unknown as MiniflareOptions);
  const miniflare = new Miniflare(given(options.workers));
  try {
    await miniflare.ready;
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
  return {
    urlOf: async (worker) => (await miniflare.unsafeGetDirectURL(worker)).origin,
    replace: (workers) => miniflare.setOptions(given(workers)),
    send: async (worker, binding, message) => void (await (await miniflare.getQueueProducer(binding, worker)).send(message)),
    inspector: () => miniflare.getInspectorURL(),
    dispose: () => miniflare.dispose(),
  };
}

export interface WorkerOptions {
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly durableObjects: Readonly<Record<string, { readonly className: string }>>;
  readonly queueConsumers: Readonly<Record<string, unknown>>;
  readonly [option: string]: unknown;
}

/**
 * A Worker with the bindings of its own configuration. Assets are left out: they would put a proxy before it. So are the limits by
 * client: all load comes from one.
 */
export function workerOf(name: string, config: string, script: string): WorkerOptions {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, config));
  const { assets: _, ratelimits, ...options } = { ...workerOptions } as unknown as WorkerOptions;
  const { MISS_RATE: _m, UNKNOWN_RATE: _u, ...limits } = { ...(ratelimits as Readonly<Record<string, unknown>> | undefined) };
  return { ...options, ratelimits: limits, name, modules: [{ type: "ESModule", path: script }], modulesRoot: dirname(script) };
}

function betweenWorker({ script, bindings }: Between): object {
  const options = { name: "between", compatibilityDate: "2026-10-30", serviceBindings: { ORIGIN: "vitrine-origin" }, bindings };
  return { ...options, modules: [{ type: "ESModule", path: script }], modulesRoot: dirname(script) };
}
