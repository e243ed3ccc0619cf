import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { show, table } from "../figures.ts";
import { benchGrowth, type GrowthFigures } from "../growth.ts";
import type { Verb } from "./verb.ts";

interface HeapFigures {
  readonly shellBytes: number;
  readonly heapPerShell: number;
  readonly countedPerShell: number;
}

export const growth: Verb = {
  async measure(asked) {
    const figures = { ...(await benchGrowth(asked)), heap: heapPerShell() };
    return { figures, text: inWords(figures) };
  },
};

/** In a process of its own, which may collect its garbage when told to. */
function heapPerShell(): HeapFigures {
  return JSON.parse(execFileSync(process.execPath, ["--expose-gc", join(import.meta.dirname, "../heap.ts")], { encoding: "utf8" }));
}

function inWords({ summaries, heap }: GrowthFigures & { readonly heap: HeapFigures }): string {
  const rows = summaries.map(({ system, cpuUs, referenceUs, ratio, pairs }) => [
    system,
    show(cpuUs),
    show(referenceUs),
    show(ratio, 2),
    String(pairs),
  ]);
  const held = `A shell of ${heap.shellBytes} bytes takes ${heap.heapPerShell} bytes of heap; the memory tier counts ${heap.countedPerShell}.`;
  return [table(["technique slots/KB", "CPU us / view", "static", "static / this", "pairs"], rows), held].join("\n\n");
}
