/**
 * `node lab/purge-checker/run.ts --histories 5000 --seed 1` checks the promise; `--removals` takes each rule out in turn
 * and looks for the violation it must cause; `--only <word>` narrows the removals.
 */
import { parseArgs } from "node:util";
import { firstFinding, sweep } from "./check.ts";
import { REMOVALS } from "./removals.ts";

const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    removals: { type: "boolean", default: false },
    only: { type: "string", default: "" },
  },
});
const [histories, seed] = [Number(values.histories), Number(values.seed)];
process.exitCode = values.removals ? await runRemovals() : await runSweep();

async function runSweep(): Promise<number> {
  const { served, findings } = await sweep(histories, seed);
  console.log(`${histories} histories, ${served} responses served, ${findings.length} violations`);
  for (const finding of findings.slice(0, 20)) console.log(JSON.stringify(finding));
  return findings.length === 0 ? 0 : 1;
}

async function runRemovals(): Promise<number> {
  let missed = 0;
  for (const removal of REMOVALS.filter(({ rule }) => rule.includes(values.only))) {
    const finding = await firstFinding(removal, histories, seed);
    if (finding === undefined) missed++;
    console.log(
      `${finding ? "found " : "MISSED"} without "${removal.rule}": ${finding ? `${finding.kind} (${finding.history}, seed ${finding.seed})` : ""}`,
    );
  }
  return missed === 0 ? 0 : 1;
}
