/**
 * The whole shop as one child process: both Workers in one `wrangler dev`, offline. Ends with its parent, also where that was
 * killed: `stop()` ends wrangler and its workerd, and waits until they are gone.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { leanRuntime, quietWrangler } from "../environment.mjs";
import { writeIfChanged } from "../write-if-changed.ts";

export interface ShopProcess {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Resolves with the exit code when the process ends by itself. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
  /** Ends all of its processes where they stand, as a power cut does. */
  kill(): Promise<void>;
}

export interface ShopSettings {
  readonly root: string;
  readonly port: number;
  /** Where Durable Objects and caches are kept between runs. */
  readonly stateDir: string;
  readonly onLine: (line: string) => void;
  /** wrangler reads only the secrets a deployment requires from `.dev.vars`; the owner's development token is none of them. */
  readonly adminToken: string;
  /** `log` also hands over what the Workers log, and wrangler's own line for each request; `error`, the default, only what went wrong. */
  readonly logLevel?: "error" | "log";
  /** Which of the origin's optional secrets `origin-api/.dev.vars` holds. */
  readonly originSecrets?: readonly string[];
  /** An origin elsewhere, and the keys that sign the calls to it: the edge runs alone. */
  readonly remoteOrigin?: { readonly url: string; readonly keys: string };
  /** Further settings of the edge. */
  readonly vars?: Readonly<Record<string, string>>;
}

const CONFIGS = ["wrangler.toml", "origin-api/wrangler.toml"];

/**
 * Writes a production configuration's twin for development, beside it: with the demo's conveniences compiled in (the
 * command line's `--define` reaches the first Worker only) and without timers, which never fire locally. wrangler reads the secrets
 * that are required, no others: `secrets` are for this run.
 */
function writeDevConfig(root: string, config: string, secrets: readonly string[]): string {
  const production = readFileSync(join(root, config), "utf8");
  const development = production
    .replace(/^VITRINE_DEMO = .*$/m, `VITRINE_DEMO = '"true"'`)
    .replace(/^\[triggers\]\n(?:(?!\[).*\n)*/m, "")
    .replace(/^required = \["TOKEN_KEYS"\]$/m, `required = ${JSON.stringify(["TOKEN_KEYS", ...secrets])}`);
  const path = config.replace(/wrangler\.toml$/, "wrangler.dev.toml");
  writeIfChanged(join(root, path), `# Written from ${config} for development. Changes here are lost.\n${development}`);
  return path;
}

export function startShop({
  root,
  port,
  stateDir,
  onLine,
  adminToken,
  logLevel = "error",
  originSecrets = [],
  remoteOrigin,
  vars: further,
}: ShopSettings): ShopProcess {
  const origin = `http://127.0.0.1:${port}`;
  const vars = {
    ...{ SITE_ORIGIN: origin, POP: "DEV", ADMIN_TOKEN: adminToken },
    ...(remoteOrigin && { ORIGIN_URL: remoteOrigin.url, ORIGIN_KEYS: remoteOrigin.keys }),
    ...further,
  };
  const args = [
    `--import=${pathToFileURL(join(import.meta.dirname, "end-with-parent.mjs")).href}`,
    join(root, "node_modules/wrangler/bin/wrangler.js"),
    "dev",
    ...(remoteOrigin ? CONFIGS.slice(0, 1) : CONFIGS).flatMap((config) => [
      "-c",
      writeDevConfig(root, config, config.startsWith("origin-api") ? originSecrets : []),
    ]),
    ...["--ip", "127.0.0.1", "--port", String(port), "--persist-to", stateDir],
    ...["--show-interactive-dev-session=false", "--log-level", logLevel],
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...leanRuntime, ...process.env, ...quietWrangler, WRANGLER_REGISTRY_PATH: join(stateDir, "registry") },
    // The first pipe is closed by the end of this process, whatever ends it: `end-with-parent.mjs`.
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own: Ctrl-C reaches this program alone, which then ends the group in order.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) onLines(stream, onLine);
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  return { origin, ended, stop: () => stopGroup(child, ended), kill: () => killGroup(child, ended) };
}

async function stopGroup(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, "SIGTERM");
  const late = setTimeout(() => signalGroup(child.pid as number, "SIGKILL"), 5_000);
  await ended;
  clearTimeout(late);
  signalGroup(child.pid, "SIGKILL");
}

async function killGroup(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.pid === undefined) return;
  signalGroup(child.pid, "SIGKILL");
  await ended;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

function onLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}

/** Polls `url` until it answers with `wanted`, or throws when `withinMs` is over or the process has ended. */
export async function untilAnswering(url: string, shop: ShopProcess, withinMs = 60_000): Promise<Response> {
  const deadline = Date.now() + withinMs;
  let gone: number | undefined;
  shop.ended.then((code) => {
    gone = code;
  });
  while (Date.now() < deadline) {
    if (gone !== undefined) throw new Error(`the shop ended with status ${gone} before it answered`);
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (response?.ok) return response;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${url} did not answer within ${withinMs / 1000} s`);
}
