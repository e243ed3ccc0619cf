/** A canary in a shop in plain Node: what came of it, and what was found. */
import { importTokenKeys } from "#contract/token";
import { TEST_TOKEN_KEYS } from "../../origin-api/fixtures/shop-in-memory.ts";
import type { Edit } from "../bundle-edited.ts";
import { Random } from "../purge-checker/random.ts";
import type { Finding, Surface } from "./audit.ts";
import { auditWorld } from "./audit-world.ts";
import { bundleEdge } from "./bundle.ts";
import { type CanaryRun, runCanary } from "./run-canary.ts";
import { ADMIN_TOKEN, openWorld, type World } from "./world.ts";

const SEED = 5;
/** Of the origin's calls. */
const FAULTS = 0.15;

export interface Canary {
  readonly world: World;
  readonly run: CanaryRun;
  /** What an isolate keeps beside its tiers. */
  readonly kept: readonly Surface[];
  readonly findings: readonly Finding[];
}

interface Settings {
  readonly visitors: number;
  readonly purgeEvery: number;
  /** Leaks made in the shop's source. */
  readonly edits?: readonly Edit[];
}

/** Sends so many visitors through the shop, with a purge every so many steps. */
export async function flyCanary({ visitors, purgeEvery, edits }: Settings): Promise<Canary> {
  const world = await openWorld(await bundleEdge(edits), new Random(SEED), FAULTS);
  const keys = await importTokenKeys(TEST_TOKEN_KEYS);
  const run = await runCanary({ send: world.send, keys, adminToken: ADMIN_TOKEN }, { seed: SEED, visitors, purgeEvery });
  await world.settle();
  const kept = world.kept();
  return { world, run, kept, findings: await auditWorld(world, kept, run) };
}
