/** How often a busy place reads the bulletin, and what a quiet one waits for it: one request a minute, by a clock that is put forward. */
import { openAsker } from "../rehearse/ask.ts";
import { openWorld } from "../world/open-world.ts";
import type { Pop, World } from "../world/world.ts";
import { muteRuntime } from "./bundles.ts";
import { percentile } from "./figures.ts";

const PAGES = ["/en-gb", "/en-gb/cart", "/en-gb/products/milk-jug-tall", "/en-gb/products/rim-mug", "/en-gb/collections/mugs-cups"];
const MINUTE_MS = 60_000;
const QUIET_REQUESTS = 300;
/** Of the same Worker, and waits for nothing: what the machine and the runtime take. */
const BARE = "/healthz";
const WARM_UP = 60;

export interface BulletinFigures {
  readonly requests: number;
  readonly seconds: number;
  readonly readsPerSecond: number;
  /** What readers waited for besides: p99 of a busy place, of a quiet one, of a quiet one's answer that needs nothing, and of one read of the bulletin. */
  readonly busyP99Ms: number;
  readonly quietP99Ms: number;
  readonly quietP50Ms: number;
  readonly quietBareP99Ms: number;
  readonly roundTripP99Ms: number;
}

export interface BulletinOptions {
  readonly requests: number;
  readonly perSecond: number;
  readonly say: (line: string) => void;
}

export async function benchBulletin({ requests, perSecond, say }: BulletinOptions): Promise<BulletinFigures> {
  muteRuntime();
  const world = await openWorld({ pops: 1 });
  const [pop] = world.pops;
  if (!pop) throw new Error("the world is empty");
  try {
    await askPaced(pop, WARM_UP, perSecond);
    const before = await world.bulletinReads();
    const startedAt = performance.now();
    const busy = await askPaced(pop, requests, perSecond);
    const seconds = (performance.now() - startedAt) / 1000;
    const reads = ((await world.bulletinReads())[pop.name] ?? 0) - (before[pop.name] ?? 0);
    say(`busy: ${requests} requests in ${seconds.toFixed(1)} s, ${reads} reads`);
    const quiet = await askQuietly(world, pop, PAGES[2]);
    const bare = await askQuietly(world, pop, BARE);
    return {
      ...{ requests, seconds, readsPerSecond: reads / seconds },
      ...{ busyP99Ms: percentile(busy, 0.99), quietP99Ms: percentile(quiet, 0.99), quietP50Ms: percentile(quiet, 0.5) },
      quietBareP99Ms: percentile(bare, 0.99),
      roundTripP99Ms: percentile(await readTimes(world), 0.99),
    };
  } finally {
    await world.close();
  }
}

/** How long each took, at a pace that leaves no queue behind. */
async function askPaced({ isolates }: Pop, requests: number, perSecond: number): Promise<number[]> {
  const asker = openAsker();
  const startedAt = performance.now();
  const asked: Promise<number>[] = [];
  for (let turn = 0; turn < requests; turn++) {
    const wait = startedAt + (turn * 1000) / perSecond - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const url = `${isolates[turn % isolates.length]}${PAGES[turn % PAGES.length]}`;
    asked.push(asker.get(url, { cookie: "", client: turn }).then(({ sentAt, lastByteAt }) => lastByteAt - sentAt));
  }
  const times = await Promise.all(asked);
  asker.close();
  return times;
}

async function askQuietly(world: World, pop: Pop, path = "/"): Promise<number[]> {
  const asker = openAsker();
  const times: number[] = [];
  for (let turn = 0; turn < QUIET_REQUESTS; turn++) {
    // The minute passes everywhere: to a clock that is ahead of the shield, all that comes from there would be old.
    await world.advanceClock(MINUTE_MS);
    const asked = await asker.get(`${pop.isolates[turn % pop.isolates.length]}${path}`, { cookie: "", client: turn });
    if (String(asked.headers["cache-status"]).includes("sie"))
      throw new Error("a quiet place waited for more than its bulletin: for a page");
    times.push(asked.lastByteAt - asked.sentAt);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  asker.close();
  return times;
}

/** A read of the bulletin from where it lives; from a point of presence it is a hop more. */
async function readTimes(world: World): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < QUIET_REQUESTS; turn++) {
    const startedAt = performance.now();
    await world.bulletinReads();
    times.push(performance.now() - startedAt);
  }
  return times;
}
