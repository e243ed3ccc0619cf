/**
 * The whole rehearsal: the standard trace cold, warm with purges in it, after a deploy, and with ten times the shoppers; and
 * beside it the same trace without any cache, and with caching as it is usually done.
 */
import { openWorld } from "../world/open-world.ts";
import type { World } from "../world/world.ts";
import { bundlePeer } from "./bundle-peer.ts";
import { findPlaces, type Places } from "./places.ts";
import { type Purger, planPurges, purgeByKey, purgeByUrl } from "./purges.ts";
import { runPhase } from "./run-phase.ts";
import type { Summary } from "./summarize.ts";
import { tellProgress } from "./tell-progress.ts";
import { makeTrace, type TraceOptions } from "./trace.ts";

export interface RehearsalOptions {
  readonly shoppers: number;
  readonly pops: number;
  readonly seconds: number;
  readonly seed: number;
  /** Only the shop itself, cold and warm: no peers, no other crowds, no deploy. */
  readonly isSmall: boolean;
  readonly say: (line: string) => void;
}

export interface Rehearsal {
  readonly ours: { readonly cold: Summary; readonly warm: Summary; readonly deployed: Summary | undefined; readonly paced: Summary };
  readonly tenfold: Summary | undefined;
  readonly peers: readonly { readonly warm: Summary; readonly paced: Summary }[];
}

/** How many views a second the latency is measured at: less than any of the systems can serve, so that no queue is measured. */
const PACED_PER_SECOND = 40;
/** Of an uncached shop's views one in so many is sent: its calls for each view do not depend on how many there are. */
const UNCACHED_ONE_IN = 10;
const TENFOLD = 10;
/** Of the views of so many one in so many is sent: a machine of two cores has no time for all. */
const TENFOLD_ONE_IN = 20;

export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const shop = await ourselves(options);
  const peers = options.isSmall ? [] : [await peer("naive", 1, options), await peer("uncached", UNCACHED_ONE_IN, options)];
  return { ...shop, peers };
}

async function ourselves(options: RehearsalOptions): Promise<Omit<Rehearsal, "peers">> {
  const { say, isSmall, shoppers, seconds } = options;
  say(`opening ${options.pops} points of presence, each of three isolates, and a home with the demo's catalogue`);
  return inWorld(await openWorld({ pops: options.pops, isFull: true }), async (world, places) => {
    const run = runner({ world, places, purge: purgeByKey }, options);
    const cold = await run("cold", {});
    const warm = await run("warm", { purged: true });
    const paced = await run("paced", pace(options));
    if (isSmall) return { ours: { cold, warm, paced, deployed: undefined }, tenfold: undefined };
    say(`a deploy, and the first ${seconds} s after it`);
    await world.deploy();
    const deployed = await run("after a deploy", {});
    // Now that all pages are new: the larger crowd has to be through before their lifetime ends.
    await run("what only the larger crowd looks at", tail(options));
    const tenfold = await run(`${(shoppers * TENFOLD).toLocaleString("en")} shoppers`, tenTimes(options));
    return { ours: { cold, warm, paced, deployed }, tenfold };
  });
}

async function peer(name: "naive" | "uncached", oneIn: number, options: RehearsalOptions): Promise<Rehearsal["peers"][number]> {
  const edge = await bundlePeer(name);
  return inWorld(await openWorld({ pops: options.pops, edge, isFull: true }), async (world, places) => {
    const run = runner({ world, places, purge: purgeByUrl }, options);
    if (name === "naive") await run(`${name}, cold`, {});
    const label = oneIn === 1 ? name : `${name}, one view in ${oneIn}`;
    return { warm: await run(label, { oneIn, purged: name === "naive" }), paced: await run(`${name}, paced`, pace(options)) };
  });
}

/** Whatever a call could be made for is sent besides. */
function tenTimes({ shoppers, seconds }: RehearsalOptions): Phased {
  const firstsSince = planPurges(seconds).map(({ atMs }) => atMs);
  return { shoppers: shoppers * TENFOLD, oneIn: TENFOLD_ONE_IN, firstsSince, purged: true };
}

/** Each object of the larger crowd's trace once, so that it is as warm for them as it was for the smaller. Nothing of it is told. */
function tail({ shoppers }: RehearsalOptions): Phased {
  return { shoppers: shoppers * TENFOLD, oneIn: Number.POSITIVE_INFINITY, firstsSince: [] };
}

/** The trace's own mix at a rate that leaves the machine idle most of the time. */
function pace({ shoppers, seconds }: RehearsalOptions): Partial<TraceOptions> {
  const views = PACED_PER_SECOND * Math.min(10, seconds);
  return { seconds: Math.min(10, seconds), oneIn: Math.max(1, (shoppers * 5) / views) };
}

type Phased = Partial<TraceOptions> & { readonly purged?: boolean };
type Run = (name: string, changed: Phased) => Promise<Summary>;

function runner(shop: { readonly world: World; readonly places: Places; readonly purge: Purger }, options: RehearsalOptions): Run {
  const { world, places, purge } = shop;
  return async (name, { purged = false, ...changed }) => {
    const trace = { ...options, ...changed };
    const steps = makeTrace(places, trace);
    options.say(`${name}: ${steps.length.toLocaleString("en")} requests in ${trace.seconds} s, or as long as this machine takes`);
    const summary = await runPhase({
      ...{ name, world, places, steps, traceSeconds: trace.seconds },
      through: tellProgress(name, steps.length, options.say),
      purges: { planned: purged ? planPurges(trace.seconds) : [], purge },
    });
    options.say(`${name}: ${summary.views.toLocaleString("en")} views in ${summary.tookSeconds.toFixed(0)} s`);
    const { over, example } = summary.operations;
    if (over > 0) options.say(`  ${over} requests wanted more than six operations under way, such as ${example.join(", ")}`);
    return summary;
  };
}

async function inWorld<T>(world: World, work: (world: World, places: Places) => Promise<T>): Promise<T> {
  try {
    const places = await findPlaces(world);
    await world.publish({ handle: places.hot.handle, number: 0 });
    return await work(world, places);
  } finally {
    await world.close();
  }
}
