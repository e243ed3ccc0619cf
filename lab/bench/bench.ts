/** `npm run bench -- stitch | late`: what the shop costs and how long it takes, beside others, in one run. */

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { requireNode } from "../../tools/environment.mjs";
import { show, table } from "./figures.ts";
import { benchGrowth, type GrowthFigures } from "./growth.ts";
import { benchLate, type LateFigures, PAGE_BUDGET_MS, TOKEN_HOLD_MS } from "./late.ts";
import { benchStitch, type StitchFigures } from "./stitch.ts";

const USAGE = `usage: npm run bench -- stitch [--rounds 11] [--seconds 3] [--only NAME,...] [--before BUNDLE] [--json FILE]
       npm run bench -- growth [--rounds 11] [--seconds 3] [--json FILE]
       npm run bench -- late   [--seconds 20] [--rate 50] [--json FILE]`;

requireNode();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "11" },
    seconds: { type: "string", default: "3" },
    only: { type: "string", default: "" },
    before: { type: "string" },
    rate: { type: "string", default: "50" },
    json: { type: "string" },
  },
});
const say = (line: string): void => console.error(line);
const [what] = positionals;

if (what === "stitch") {
  const only = values.only.split(",").filter((name) => name !== "");
  const figures = await benchStitch({ rounds: Number(values.rounds), seconds: Number(values.seconds), only, before: values.before, say });
  console.log(showStitch(figures));
  keep(figures);
} else if (what === "growth") {
  const figures = { ...(await benchGrowth({ rounds: Number(values.rounds), seconds: Number(values.seconds), say })), heap: heapPerShell() };
  console.log(showGrowth(figures));
  keep(figures);
} else if (what === "late") {
  const figures = await benchLate({ seconds: Number(values.seconds), perSecond: Number(values.rate), say });
  console.log(showLate(figures));
  keep(figures);
} else {
  console.error(USAGE);
  process.exit(2);
}

function keep(figures: unknown): void {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
  const command = `npm run bench -- ${process.argv.slice(2).join(" ")}`;
  if (values.json)
    writeFileSync(
      values.json,
      `${JSON.stringify({ at: new Date().toISOString(), command, machine, ...(figures as object) }, undefined, 2)}\n`,
    );
}

/** In a process of its own, which may collect its garbage when told to. */
function heapPerShell(): { shellBytes: number; heapPerShell: number; countedPerShell: number } {
  return JSON.parse(execFileSync(process.execPath, ["--expose-gc", join(import.meta.dirname, "heap.ts")], { encoding: "utf8" }));
}

function showGrowth({ summaries, heap }: GrowthFigures & { readonly heap: ReturnType<typeof heapPerShell> }): string {
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

function showLate({ delaysMs, rows }: LateFigures): string {
  const cells = rows.map(({ view, views, firstByteMs, lastByteMs, lagP99Ms }) => [
    view,
    String(views),
    ...[firstByteMs.p50, firstByteMs.p99, lastByteMs.p50, lastByteMs.p99, lastByteMs.max, lagP99Ms].map((ms) => ms.toFixed(0)),
  ]);
  const head = ["view", "views", "first byte p50", "p99", "last byte p50", "p99", "max", "lag p99"];
  const limits = `Promised: first byte ${TOKEN_HOLD_MS} ms after the token was asked for at most, last byte within ${PAGE_BUDGET_MS} + 25 ms at p99.`;
  return [`Fragments of the origin delayed by ${delaysMs.join(", ")} ms in turn. Milliseconds.`, table(head, cells), limits].join("\n\n");
}

function showStitch({ pageBytes, headerBytes, slots, summaries, absent }: StitchFigures): string {
  const rows = summaries.map(({ system, against, cpuUs, originCpuUs, referenceUs, ratio, pairs, others }) => [
    system,
    show(cpuUs) + (originCpuUs.median > 1 ? ` + origin ${originCpuUs.median.toFixed(0)}` : ""),
    `${against} ${show(referenceUs)}`,
    show(ratio, 2),
    String(pairs),
    others.median.toFixed(2),
  ]);
  const about = `${pageBytes} bytes, ${slots.length} slots (${slots.join(", ")}), ${headerBytes} bytes of header fields`;
  const head = ["system", "CPU us / view", "against", "its CPU / this CPU", "pairs", "other load"];
  return [about, table(head, rows), ...absent.map((name) => `${name}: not installed`)].join("\n\n");
}
