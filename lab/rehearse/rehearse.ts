/** `npm run rehearse`: the standard trace through a whole network, judged against the goals. Loopback only; it ends by itself. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { requireNode } from "../../tools/environment.mjs";
import { muteRuntime, outDir } from "../bench/bundles.ts";
import { POP_NAMES } from "../world/open-world.ts";
import { rehearse } from "./rehearsal.ts";
import { asPage } from "./report/as-page.ts";
import { asTable } from "./report/as-table.ts";
import { judge } from "./verdict.ts";

const USAGE = `usage: npm run rehearse -- [--shoppers 10000] [--pops 8] [--seconds 30] [--seed 1] [--small] [--json FILE] [--page FILE]

Sends the standard trace (5 views a shopper) through points of presence on this machine, cold, warm with purges, with ten times
the shoppers and after a deploy; beside no caching and caching as it is usually done.
A machine that is too slow for the rate takes longer, and says so. Exit status 1: a goal was missed.

  --small       only the shop itself, cold and warm
  --json FILE   all figures
  --page FILE   tables and charts as one HTML file (build/bench/rehearsal.html)`;

requireNode();
const { values } = parseArgs({
  options: {
    shoppers: { type: "string", default: "10000" },
    pops: { type: "string", default: String(POP_NAMES.length) },
    seconds: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    small: { type: "boolean", default: false },
    json: { type: "string" },
    page: { type: "string", default: join(outDir, "rehearsal.html") },
    help: { type: "boolean", default: false },
  },
});
const [shoppers, pops, seconds, seed] = [values.shoppers, values.pops, values.seconds, values.seed].map(Number) as [
  ...[number, number, number, number],
];
const isWrong = [shoppers, pops, seconds, seed].some((value) => !Number.isInteger(value) || value < 1) || pops > POP_NAMES.length;
if (values.help || isWrong || shoppers > 100_000 || seconds > 600) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 2);
}

muteRuntime();
const say = (line: string): void => console.error(line);
const rehearsal = await rehearse({ shoppers, pops, seconds, seed, isSmall: values.small, say });
const judged = judge(rehearsal);
const told = {
  at: new Date().toISOString(),
  command: `npm run rehearse -- ${process.argv.slice(2).join(" ")}`.trim(),
  machine: `${cpus().length} cores, ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
};
console.log(asTable(rehearsal, judged));
keep(values.page, await asPage(rehearsal, judged, told));
if (values.json) keep(values.json, `${JSON.stringify({ ...told, judged, ...rehearsal }, undefined, 2)}\n`);
process.exitCode = judged.every(({ isReached }) => isReached) ? 0 : 1;

function keep(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  say(`written: ${file}`);
}
