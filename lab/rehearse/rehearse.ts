/** `npm run rehearse`: the standard trace through a whole network, judged against the goals. Loopback only; it ends by itself. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname } from "node:path";
import { requireNode } from "../../tools/environment.mjs";
import { endWith, readFlags } from "../../tools/read-flags.ts";
import { POP_NAMES } from "../world/pop-names.ts";

const USAGE = `usage: npm run rehearse -- [--shoppers 10000] [--pops 8] [--seconds 30] [--seed 1] [--small] [--json FILE] [--page FILE]

Sends the standard trace (5 views a shopper) through points of presence on this machine, cold, warm with purges, with ten times
the shoppers and after a deploy; beside no caching and caching as it is usually done.
A machine that is too slow for the rate takes longer, and says so. Exit status 1: a goal was missed. With fewer shoppers a
second than by default, calls for each 1,000 views are told and not judged.
For a look on a laptop, of about a minute: --small --shoppers 1000 --pops 2 --seconds 10

  --small       only the shop itself, cold and warm
  --json FILE   all figures
  --page FILE   tables and charts as one HTML file (build/bench/rehearsal.html)`;

requireNode();
const read = readFlags({
  options: {
    shoppers: { type: "string", default: "10000" },
    pops: { type: "string", default: String(POP_NAMES.length) },
    seconds: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    small: { type: "boolean", default: false },
    json: { type: "string" },
    page: { type: "string", default: "build/bench/rehearsal.html" },
    help: { type: "boolean", default: false },
  },
});
if (typeof read === "string") endWith(2, `${read}\n\n${USAGE}`);
const { values } = read;
if (values.help) endWith(0, USAGE);
const shoppers = wholeNumber("shoppers", 100_000);
const pops = wholeNumber("pops", POP_NAMES.length);
const seconds = wholeNumber("seconds", 600);
const seed = wholeNumber("seed", Number.MAX_SAFE_INTEGER);

// The command line is read before what takes seconds to load.
const { muteRuntime } = await import("../bench/bundles.ts");
const { rehearse } = await import("./rehearsal.ts");
const { asPage } = await import("./report/as-page.ts");
const { asTable } = await import("./report/as-table.ts");
const { judge } = await import("./verdict.ts");
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
process.exitCode = judged.some(({ isReached }) => isReached === false) ? 1 : 0;

function wholeNumber(name: "shoppers" | "pops" | "seconds" | "seed", most: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  return endWith(2, `--${name} is "${values[name]}": a whole number from 1 to ${most}.\n\n${USAGE}`);
}

function keep(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  say(`written: ${file}`);
}
