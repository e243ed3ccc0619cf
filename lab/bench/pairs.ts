/**
 * Runs in adjacent pairs. The same response on the same process costs up to a third more from one minute to the next, so
 * a system is compared only with the reference run right beside it, and the order within a pair changes each round.
 */

import { writeOut } from "./bundles.ts";
import { type Spread, spread } from "./figures.ts";
import { saturate, wrkScript } from "./load.ts";
import { cpuMs, machineBusyMs, type Server } from "./processes.ts";

export interface System {
  readonly name: string;
  readonly server: Server;
  readonly path: string;
  /** What a browser asks for besides, before the page is whole. */
  readonly further?: readonly string[];
  /** Compared with this one; the reference itself has none. */
  readonly against?: System;
}

export interface Run {
  readonly system: string;
  readonly cpuUs: number;
  readonly originCpuUs: number;
  readonly viewsPerSecond: number;
  /** CPUs that neither the server nor its load used, on average. */
  readonly others: number;
}

export interface Pair {
  readonly system: string;
  readonly against: string;
  readonly run: Run;
  readonly reference: Run;
  /** CPU of the reference per CPU of the system: 1 is as cheap, less is dearer. */
  readonly ratio: number;
}

export interface Measuring {
  readonly rounds: number;
  readonly seconds: number;
  readonly cookies: readonly string[];
  readonly say: (line: string) => void;
}

export async function measurePairs(systems: readonly System[], { rounds, seconds, cookies, say }: Measuring): Promise<Pair[]> {
  const compared = systems.filter(({ against }) => against !== undefined);
  const pairs: Pair[] = [];
  for (const system of systems) await measure(system, 1, cookies);
  for (let round = 0; round < rounds; round++) {
    for (const system of compared) {
      const { against } = system;
      if (!against) continue;
      const referenceFirst = round % 2 === 0;
      const first = await measure(referenceFirst ? against : system, seconds, cookies);
      const second = await measure(referenceFirst ? system : against, seconds, cookies);
      const [reference, run] = referenceFirst ? [first, second] : [second, first];
      pairs.push({ system: system.name, against: against.name, run, reference, ratio: totalUs(reference) / totalUs(run) });
    }
    say(`round ${round + 1} of ${rounds}`);
  }
  return pairs;
}

const totalUs = ({ cpuUs, originCpuUs }: Run): number => cpuUs + originCpuUs;

/** One run: all CPU of the server's processes over the page views they answered. */
async function measure(system: System, seconds: number, cookies: readonly string[]): Promise<Run> {
  const { name, server, path, further = [] } = system;
  const script = writeOut(`wrk/${name.replaceAll(/\W+/g, "-")}.lua`, wrkScript([path, ...further], cookies));
  const startedAt = performance.now();
  const before = { edge: cpuMs(server.edge), origin: cpuMs(server.origin), busy: machineBusyMs() };
  const { answers, loadCpuMs } = await saturate({ url: server.url, script, seconds });
  // On a machine so busy that nothing was answered, there is nothing to divide by.
  if (answers === 0) return measure(system, seconds, cookies);
  const views = answers / (1 + further.length);
  const edge = cpuMs(server.edge) - before.edge;
  const origin = cpuMs(server.origin) - before.origin;
  const others = machineBusyMs() - before.busy - edge - origin - loadCpuMs;
  return {
    system: name,
    cpuUs: (edge * 1000) / views,
    originCpuUs: (origin * 1000) / views,
    viewsPerSecond: views / seconds,
    others: Math.max(0, others / (performance.now() - startedAt)),
  };
}

export interface Summary {
  readonly system: string;
  readonly against: string;
  readonly pairs: number;
  readonly cpuUs: Spread;
  readonly originCpuUs: Spread;
  readonly referenceUs: Spread;
  readonly ratio: Spread;
  readonly viewsPerSecond: Spread;
  readonly others: Spread;
}

/** Medians and ranges by system, in the order of first appearance. */
export function summarize(pairs: readonly Pair[]): Summary[] {
  const names = [...new Set(pairs.map(({ system }) => system))];
  return names.map((system) => {
    const own = pairs.filter((pair) => pair.system === system);
    return {
      system,
      against: own[0]?.against ?? "",
      pairs: own.length,
      cpuUs: spread(own.map(({ run }) => run.cpuUs)),
      originCpuUs: spread(own.map(({ run }) => run.originCpuUs)),
      referenceUs: spread(own.map(({ reference }) => totalUs(reference))),
      ratio: spread(own.map(({ ratio }) => ratio)),
      viewsPerSecond: spread(own.map(({ run }) => run.viewsPerSecond)),
      others: spread(own.map(({ run }) => run.others)),
    };
  });
}
