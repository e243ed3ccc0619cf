/** `npm run bench -- VERB`: what the shop costs and how long it takes, beside others, in one run. */
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { requireNode } from "../../tools/environment.mjs";
import { endWith, readFlags } from "../../tools/read-flags.ts";
import type { Verb } from "./verbs/verb.ts";

/** What can be measured: the options each takes, its seconds when they are not given (0: it takes as long as it takes), and the measuring, which brings half of the shop along. */
const VERBS: Readonly<Record<string, { readonly usage: string; readonly seconds: number; readonly load: () => Promise<Verb> }>> = {
  stitch: {
    usage: "[--rounds 11] [--seconds 3] [--only NAME,...] [--before BUNDLE]",
    seconds: 3,
    load: async () => (await import("./verbs/stitch.ts")).stitch,
  },
  cached: {
    usage: "[--rounds 11] [--seconds 3]",
    seconds: 3,
    load: async () => (await import("./verbs/cached.ts")).cached,
  },
  islands: {
    usage: "[--rounds 11] [--seconds 3]",
    seconds: 3,
    load: async () => (await import("./verbs/islands.ts")).islands,
  },
  growth: {
    usage: "[--rounds 11] [--seconds 3]",
    seconds: 3,
    load: async () => (await import("./verbs/growth.ts")).growth,
  },
  store: {
    usage: "[--rounds 11] [--seconds 3] [--entries 10000]",
    seconds: 3,
    load: async () => (await import("./verbs/store.ts")).store,
  },
  late: {
    usage: "[--seconds 20] [--rate 50]",
    seconds: 20,
    load: async () => (await import("./verbs/late.ts")).late,
  },
  bulletin: {
    usage: "[--rate 50]",
    seconds: 0,
    load: async () => (await import("./verbs/bulletin.ts")).bulletin,
  },
  cold: {
    usage: "",
    seconds: 0,
    load: async () => (await import("./verbs/cold.ts")).cold,
  },
  catalogue: {
    usage: "[--size small|medium|large] [--rounds 11] [--seconds 3] [--only ENGINE,...]",
    seconds: 3,
    load: async () => (await import("./verbs/catalogue.ts")).catalogue,
  },
  import: {
    usage: "[--size small|medium|large] [--only FORMAT,...]",
    seconds: 0,
    load: async () => (await import("./verbs/import.ts")).importVerb,
  },
};

requireNode();
const read = readFlags({
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
    help: { type: "boolean", default: false },
  },
});
if (typeof read === "string") refuse(read);
const { values, positionals } = read;
if (values.help) endWith(0, usage());
const [name, ...more] = positionals;
if (more.length > 0) refuse(`One thing at a time: "${more[0]}" is too much.`);
const verb = VERBS[name ?? ""] ?? refuse(name === undefined ? "What is to be measured?" : `There is no "${name}" to measure.`);
const asked = {
  rounds: numberOf("rounds", values.rounds),
  seconds: values.seconds === undefined ? verb.seconds : numberOf("seconds", values.seconds),
  rate: numberOf("rate", values.rate),
  entries: numberOf("entries", values.entries),
  only: values.only.split(",").filter((name) => name !== ""),
  before: values.before,
  size: values.size,
  say: (line: string) => console.error(line),
};
const { figures, text } = await (await verb.load()).measure(asked);
console.log(text);
if (values.json) keep(values.json, figures);

function numberOf(option: string, text: string): number {
  return Number(text) > 0 ? Number(text) : refuse(`--${option} is "${text}": a number above 0.`);
}

function refuse(because: string): never {
  endWith(2, `${because}\n\n${usage()}`);
}

function usage(): string {
  const width = Math.max(...Object.keys(VERBS).map((name) => name.length));
  const lines = Object.entries(VERBS).map(([name, { usage }]) => `npm run bench -- ${name.padEnd(width)} ${usage} [--json FILE]`);
  return `usage: ${lines.join("\n       ")}`;
}

function keep(file: string, measured: object): void {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
  const command = `npm run bench -- ${process.argv.slice(2).join(" ")}`;
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), command, machine, ...measured }, undefined, 2)}\n`);
}
