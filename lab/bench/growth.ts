/** How cost grows with slots and bytes, for the bare join and for a parser at each view; and what a stored shell costs in memory. */
import { bundlePeer, muteRuntime } from "./bundles.ts";
import { requireWrk } from "./load.ts";
import { measurePairs, type Summary, type System, summarize } from "./pairs.ts";
import { pin } from "./processes.ts";
import { startWorker } from "./workers.ts";

const SLOTS = [1, 5, 20, 100];
const KILOBYTES = [10, 40, 200];

export interface GrowthOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

export interface GrowthFigures {
  readonly summaries: readonly Summary[];
}

export async function benchGrowth(options: GrowthOptions): Promise<GrowthFigures> {
  requireWrk();
  muteRuntime();
  const server = await startWorker({ script: await bundlePeer("growth") });
  pin(server.edge, 0);
  try {
    const systems: System[] = [];
    for (const kilobytes of KILOBYTES) {
      for (const slots of SLOTS) {
        const of = (technique: string): System => ({
          name: `${technique} ${slots}/${kilobytes}`,
          server,
          path: `/${technique}/${slots}/${kilobytes}`,
        });
        const against = of("static");
        systems.push({ ...of("join"), against }, { ...of("rewriter"), against });
      }
    }
    return { summaries: summarize(await measurePairs(systems, { ...options, cookies: ["__Host-visitor=none"] })) };
  } finally {
    await server.stop();
  }
}
