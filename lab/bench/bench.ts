/** `npm run bench -- VERB`: what the shop costs and how long it takes, beside others, in one run. */
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { requireNode } from "../../tools/environment.mjs";
import { bulletin } from "./verbs/bulletin.ts";
import { cached } from "./verbs/cached.ts";
import { catalogue } from "./verbs/catalogue.ts";
import { growth } from "./verbs/growth.ts";
import { importVerb } from "./verbs/import.ts";
import { late } from "./verbs/late.ts";
import { stitch } from "./verbs/stitch.ts";
import { store } from "./verbs/store.ts";
import type { Verb } from "./verbs/verb.ts";

const VERBS: Readonly<Record<string, Verb>> = { stitch, cached, growth, store, late, bulletin, catalogue, import: importVerb };

requireNode();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "11" },
    seconds: { type: "string" },
    rate: { type: "string", default: "50" },
    entries: { type: "string", default: "10000" },
    only: { type: "string", default: "" },
    before: { type: "string" },
    size: { type: "string", default: "medium" },
    json: { type: "string" },
  },
});
const verb = VERBS[positionals[0] ?? ""] ?? explain();
const { figures, text } = await verb.measure({
  rounds: Number(values.rounds),
  seconds: Number(values.seconds ?? verb.seconds),
  rate: Number(values.rate),
  entries: Number(values.entries),
  only: values.only.split(",").filter((name) => name !== ""),
  before: values.before,
  size: values.size,
  say: (line) => console.error(line),
});
console.log(text);
if (values.json) keep(values.json, figures);

function explain(): never {
  const width = Math.max(...Object.keys(VERBS).map((name) => name.length));
  const lines = Object.entries(VERBS).map(([name, { usage }]) => `npm run bench -- ${name.padEnd(width)} ${usage} [--json FILE]`);
  console.error(`usage: ${lines.join("\n       ")}`);
  process.exit(2);
}

function keep(file: string, measured: object): void {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
  const command = `npm run bench -- ${process.argv.slice(2).join(" ")}`;
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), command, machine, ...measured }, undefined, 2)}\n`);
}
