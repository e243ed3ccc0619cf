/** What is measured: the production bundles of both Workers, as a deployment would send them, and small Workers beside them. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { buildAssets } from "../../tools/build/assets.ts";
import { quietWrangler } from "../../tools/environment.mjs";

export const root = join(import.meta.dirname, "../..");
export const outDir = join(root, "build/bench");
/** Runs a bundle with its stack readable in a profile. */
const isReadable = process.env.BENCH_READABLE === "1";

export interface ShopBundles {
  readonly edge: string;
  readonly origin: string;
}

/** Both production bundles, built from the working tree. */
export async function bundleShop(): Promise<ShopBundles> {
  await buildAssets();
  return { edge: bundle("wrangler.toml", "edge"), origin: bundle("origin-api/wrangler.toml", "origin") };
}

function bundle(config: string, name: string): string {
  const out = join(outDir, name);
  const args = ["deploy", "--dry-run", ...(isReadable ? [] : ["--minify"]), "-c", config, "--outdir", out];
  const { status, stdout, stderr } = spawnSync("wrangler", args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...quietWrangler },
  });
  if (status !== 0) throw new Error(`wrangler ${args.join(" ")}\n${stdout}${stderr}`);
  return join(out, "index.js");
}

/** Bundles one of the Workers in `peers/`; what it serves stands beside it as modules. */
export async function bundlePeer(name: string): Promise<string> {
  const outfile = join(outDir, "peers", `${name}.js`);
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, "peers", `${name}.ts`)],
    outfile,
    bundle: true,
    minify: !isReadable,
    format: "esm",
    target: "es2024",
    // As wrangler does: the CSV parser names Node's module without its prefix.
    alias: { stream: "node:stream" },
    external: ["./page.txt", "./page.bin", "cloudflare:*", "node:*"],
    absWorkingDir: root,
  });
  return outfile;
}

/** Writes a file of the run, such as a server's configuration, and returns its path. */
export function writeOut(path: string, content: string | Uint8Array): string {
  const file = join(outDir, path);
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file) || !readFileSync(file).equals(Buffer.from(content as string))) writeFileSync(file, content);
  return file;
}

/**
 * Has Miniflare start a workerd whose log lines go to nobody. It would read them through a pipe, and a reader that is
 * slow to get a processor makes the writer wait: production has no such pipe.
 */
export function muteRuntime(): void {
  process.env.WRANGLER_LOG ??= "error";
  const workerd = createRequire(createRequire(import.meta.url).resolve("miniflare"))("workerd").default;
  const file = writeOut("workerd.sh", `#!/bin/sh\nexec ${workerd} "$@" > /dev/null\n`);
  chmodSync(file, 0o755);
  process.env.MINIFLARE_WORKERD_PATH = file;
}
