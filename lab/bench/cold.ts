/** What a crowd costs the origin that asks for one cold page all at once, in eight places of three isolates each. */
import { openWorld } from "../world/open-world.ts";
import type { Pop, World } from "../world/world.ts";
import { muteRuntime } from "./bundles.ts";

const POPS = 8;
const REQUESTS = 1_000;
const WARM = "/en-gb";
const COLD = ["products/rim-mug", "products/rim-plate", "products/account-book", "collections/vases", "collections/pans"];
/** Names and purges have reached every place by then. */
const SETTLED_MS = 3_000;

export interface ColdCrowd {
  readonly page: string;
  readonly requests: number;
  /** Answered with 200. */
  readonly answered: number;
  readonly pageCalls: number;
  /** For what anybody may share besides the page; the stock, which is asked for once a second, is not counted. */
  readonly otherCalls: number;
  readonly tookMs: number;
}

export async function benchCold(say: (line: string) => void): Promise<readonly ColdCrowd[]> {
  muteRuntime();
  const world = await openWorld({ pops: POPS });
  try {
    await Promise.all(isolatesOf(world).map(({ pop, isolate }) => statusOf(pop, WARM, isolate)));
    await settled();
    await Promise.all(isolatesOf(world).map(({ pop, isolate }) => statusOf(pop, WARM, isolate)));
    const crowds: ColdCrowd[] = [];
    for (const page of COLD) {
      crowds.push(await askAtOnce(world, `${WARM}/${page}`));
      say(page);
    }
    return crowds;
  } finally {
    await world.close();
  }
}

async function askAtOnce(world: World, page: string): Promise<ColdCrowd> {
  const isolates = isolatesOf(world);
  const asked = Array.from({ length: REQUESTS }, (_, turn) => isolates[turn % isolates.length]).flatMap((one) => one ?? []);
  await settled();
  await world.takeCalls();
  const startedAt = performance.now();
  const statuses = await Promise.all(asked.map(({ pop, isolate }) => statusOf(pop, page, isolate)));
  const tookMs = performance.now() - startedAt;
  const calls = await world.takeCalls();
  const counted = (kind: string) => calls.filter((call) => call.kind === kind).length;
  const answered = statuses.filter((status) => status === 200).length;
  return { page, requests: REQUESTS, answered, pageCalls: counted("page"), otherCalls: counted("shared"), tookMs };
}

function isolatesOf({ pops }: World): { readonly pop: Pop; readonly isolate: number }[] {
  return pops.flatMap((pop) => pop.isolates.map((_, isolate) => ({ pop, isolate })));
}

async function statusOf(pop: Pop, path: string, isolate: number): Promise<number> {
  const response = await pop.fetch(path, {}, isolate);
  await response.arrayBuffer();
  return response.status;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
