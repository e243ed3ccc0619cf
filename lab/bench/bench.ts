/** `npm run bench -- stitch | late`: what the shop costs and how long it takes, beside others, in one run. */

import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { requireNode } from "../../tools/environment.mjs";
import { show, table } from "./figures.ts";
import { benchStitch, type StitchFigures } from "./stitch.ts";

const USAGE = `usage: npm run bench -- stitch [--rounds 11] [--seconds 3] [--only NAME,...] [--before BUNDLE] [--json FILE]
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
