/** Load: wrk at saturation for CPU, since all that is asked of it is how many views a second's CPU buys. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isInstalled } from "./processes.ts";

const run = promisify(execFile);
const CONNECTIONS = 16;

export interface Load {
  readonly url: string;
  /** A wrk script that sends the visitors' cookies in turn. */
  readonly script: string;
  readonly seconds: number;
}

export interface LoadResult {
  readonly answers: number;
  /** CPU of the load itself. */
  readonly loadCpuMs: number;
}

/** Asks again and again over 16 connections. Throws when an answer was no 200: figures of errors are worth nothing. */
export async function saturate({ url, script, seconds }: Load): Promise<LoadResult> {
  const pinned = isInstalled("taskset") ? ["taskset", "-c", "1"] : [];
  const wrk = [...pinned, "wrk", "-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, "-s", script, url];
  const { stdout } = await run("sh", ["-c", '"$@"; times', "sh", ...wrk], { maxBuffer: 10_000_000 });
  const [, answers = 0, bad = 0] = /figures (\d+) (\d+)/.exec(stdout)?.map(Number) ?? [];
  if (bad > 0) throw new Error(`${url}: ${answers} answers, ${bad} of them no 200\n${stdout}`);
  return { answers, loadCpuMs: childTimesMs(stdout) };
}

/** The last line of `times`: user and system time of what the shell ran, as `0m1.250s 0m0.480s`. */
function childTimesMs(output: string): number {
  const times = [...(output.trimEnd().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}

export function requireWrk(): void {
  if (isInstalled("wrk")) return;
  console.error("wrk is not installed. On Debian and Ubuntu: apt-get install -y wrk. Elsewhere: https://github.com/wg/wrk");
  process.exit(2);
}

/** A wrk script: all paths with each visitor's cookies in turn. Only counts leave it, in a line of their own. */
export function wrkScript(paths: readonly string[], cookies: readonly string[]): string {
  return `local requests = {}
local paths = {
${paths.map((path) => `  "${path}",`).join("\n")}
}
local cookies = {
${cookies.map((cookie) => `  "${cookie}",`).join("\n")}
}
function init(args)
  for _, cookie in ipairs(cookies) do
    for _, path in ipairs(paths) do
      requests[#requests + 1] = wrk.format("GET", path, {["Host"] = "nearhand.example", ["Cookie"] = cookie})
    end
  end
end
local at = 0
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency, requests)
  local errors = summary.errors
  local bad = errors.status + errors.connect + errors.read + errors.timeout
  io.write(string.format("figures %d %d\\n", summary.requests, bad))
end
`;
}
