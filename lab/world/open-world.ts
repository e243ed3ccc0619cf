/**
 * A whole network on one machine: points of presence, each a workerd of its own with a cache that its isolates share, and
 * a home where the origin and the Durable Objects of all of them live. Production bundles, real sockets.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { letOthersFirst, startedBy } from "../bench/processes.ts";
import { ADMIN_TOKEN, ensureCatalogue, type OpenMiniflare, openMiniflare, SITE, workerOf } from "../bench/shop.ts";
import { TOKEN_KEYS } from "../bench/visitors.ts";
import { bundleWorld, modulesInWorld, nextRelease, type WorldBundles } from "./bundles.ts";
import { POP_NAMES } from "./pop-names.ts";
import { HOME, isolateName, World } from "./world.ts";

export interface WorldOptions {
  /** How many points of presence, at most as many as have names. */
  readonly pops: number;
  /** Isolates in each. */
  readonly isolates?: number;
  /** The bundle that points of presence run instead of the shop's. The home stays as it is. */
  readonly edge?: string;
  /** The load fills the machine: the home comes first, as one with machines of its own. Without a processor it would look cut off. */
  readonly isFull?: boolean;
}

export async function openWorld({ pops, isolates = 3, edge, isFull = false }: WorldOptions): Promise<World> {
  const bundles = await bundleWorld();
  const stateDir = mkdtempSync(join(tmpdir(), "world-"));
  cpSync(join(await ensureCatalogue(bundles), "do"), join(stateDir, "do"), { recursive: true });
  const shared = { unsafeDevRegistryPath: join(stateDir, "registry") };
  const opened: OpenMiniflare[] = [];
  const open = async (workers: readonly object[], further: object = {}): Promise<OpenMiniflare> => {
    const one = await openMiniflare({ workers, ...shared, ...further });
    opened.push(one);
    return one;
  };
  const close = async () => {
    for (const one of opened.splice(0).reverse()) await one.dispose();
    rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    const home = await open(homeWorkers(bundles), { resourcePersistencePath: stateDir });
    const names = POP_NAMES.slice(0, pops);
    const atTheEdge = { ...bundles, ...(edge && { edge }) };
    const openPlaces = () =>
      Promise.all(names.map(async (name) => ({ name, miniflare: await open(popWorkers(atTheEdge, name, isolates)) })));
    const { started: places, pids } = await startedBy(openPlaces);
    if (isFull) letOthersFirst(pids);
    const deploy = async () => {
      const next = { ...bundles, edge: nextRelease(bundles.edge) };
      await home.replace(homeWorkers(next));
      const replacing = () => Promise.all(places.map(({ name, miniflare }) => miniflare.replace(popWorkers(next, name, isolates))));
      const { pids } = await startedBy(replacing);
      if (isFull) letOthersFirst(pids);
    };
    return await World.open({ home, places, isolates, deploy, close });
  } catch (error) {
    await close();
    throw error;
  }
}

const SOCKET = { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] };

function settings(pop: string) {
  return { TOKEN_KEYS, ADMIN_TOKEN, SITE_ORIGIN: SITE, POP: pop };
}

/** The origin behind its gate, and the edge Worker that all Durable Objects belong to. */
function homeWorkers(bundles: WorldBundles): object[] {
  const edge = deployed(HOME, "wrangler.toml", bundles.isolate, bundles.edge, { ORIGIN: "gate" });
  const origin = deployed("vitrine-origin", "origin-api/wrangler.toml", bundles.isolate, bundles.origin, {});
  const gate = {
    ...{ name: "gate", compatibilityDate: "2026-10-30", serviceBindings: { ORIGIN: "vitrine-origin" } },
    ...{ modules: [{ type: "ESModule", path: bundles.gate }], modulesRoot: dirname(bundles.gate) },
  };
  return [
    { ...edge, bindings: { ...edge.bindings, ...settings("HOME") } },
    { ...origin, bindings: { ...origin.bindings, TOKEN_KEYS } },
    gate,
  ].map((worker) => ({ ...worker, ...SOCKET }));
}

/** Workers in one Miniflare share its cache, and have an isolate each. */
function popWorkers(bundles: WorldBundles, pop: string, isolates: number): object[] {
  const { queueConsumers: _, ...edge } = deployed(HOME, "wrangler.toml", bundles.isolate, bundles.edge, { ORIGIN: "gate" });
  const objects = Object.entries(edge.durableObjects).map(([binding, { className }]) => [binding, { className, scriptName: HOME }]);
  return Array.from({ length: isolates }, (_, at) => ({
    ...edge,
    ...SOCKET,
    name: isolateName(pop, at),
    bindings: { ...edge.bindings, ...settings(pop) },
    durableObjects: Object.fromEntries(objects),
  }));
}

function deployed(name: string, config: string, isolate: string, script: string, serviceBindings: Readonly<Record<string, string>>) {
  const { bindings, durableObjects, queueConsumers, ...worker } = workerOf(name, config, script);
  const WORLD = { objects: Object.keys(durableObjects), services: Object.keys(serviceBindings) };
  return {
    ...worker,
    ...{ durableObjects, queueConsumers, serviceBindings },
    bindings: { ...bindings, WORLD },
    modules: modulesInWorld(isolate, script),
    modulesRoot: dirname(isolate),
  };
}
