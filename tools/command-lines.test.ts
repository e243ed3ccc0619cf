/** Every command of package.json that is a program of this project, told something it does not know. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
const programs = Object.entries(scripts).flatMap(([name, line]) => {
  const file = /(?:^|\s)node (\S+\.ts)$/.exec(line)?.[1];
  return file ? [[name, file] as const] : [];
});

function run(file: string, ...args: readonly string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(root, file), ...args], { cwd: root, env: { ...process.env, PORT: "none" } });
  const said = { out: "", err: "" };
  for (const name of ["out", "err"] as const)
    child[`std${name}`].on("data", (text: Buffer) => {
      said[name] += text;
    });
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, ...said })));
}

describe.each(programs)("npm run %s", (name, file) => {
  it("does nothing when it is told what it does not know, and names it beside its usage", async () => {
    const { status, out, err } = await run(file, "--frob");
    expect([status, out]).toEqual([2, ""]);
    expect(err).toMatch(/--frob/);
    expect(err).not.toMatch(/\bat .*:\d+/);
  });

  it("tells its usage to whoever asks", async () => {
    const { status, out } = await run(file, "--help");
    expect([status, out]).toEqual([0, expect.stringMatching(new RegExp(`npm run ${name}|^Usage: `))]);
  });
});

it.each([
  ["lab/bench/bench.ts", ["stitch", "--rounds", "many"], /--rounds is "many"/],
  ["lab/bench/bench.ts", ["stich"], /There is no "stich"/],
  ["lab/bench/bench.ts", [], /What is to be measured\?/],
  ["lab/rehearse/rehearse.ts", ["--pops", "99"], /--pops is "99": a whole number from 1 to 8/],
  ["lab/rehearse/rehearse.ts", ["twice"], /twice/],
])("%s %j says what is wrong", async (file, args, sentence) => {
  const { status, err } = await run(file, ...args);
  expect([status, err]).toEqual([2, expect.stringMatching(sentence)]);
});
