/** The world's Workers: production bundles with the isolate around them, and the gate before the origin. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { bundleShop, outDir, root } from "../bench/bundles.ts";

export interface WorldBundles {
  /** Production bundles, as `lab/bench` makes them. */
  readonly edge: string;
  readonly origin: string;
  readonly isolate: string;
  readonly gate: string;
}

export async function bundleWorld(): Promise<WorldBundles> {
  const [shop, isolate, gate] = [await bundleShop(), await bundle("isolate"), await bundle("gate")];
  return { ...shop, isolate, gate };
}

async function bundle(name: string): Promise<string> {
  const outfile = join(outDir, "world", `${name}.js`);
  await build({
    entryPoints: [join(import.meta.dirname, "workers", `${name}.ts`)],
    outfile,
    bundle: true,
    format: "esm",
    target: "es2024",
    external: ["./deployed.js", "node:*", "cloudflare:*"],
    absWorkingDir: root,
  });
  return outfile;
}

/** The modules of a deployed Worker inside an isolate of the world. */
export function modulesInWorld(isolate: string, deployed: string): readonly object[] {
  const module = (path: string, contents: string) => ({ type: "ESModule", path: join(dirname(isolate), path), contents });
  return [module("isolate.js", readFileSync(isolate, "utf8")), module("deployed.js", readFileSync(deployed, "utf8"))];
}

/** The edge as the next deploy of changed pages would have it: every shell has another render hash, and the one before is known. */
export function nextRelease(edge: string): string {
  const code = readFileSync(edge, "utf8");
  const hash = /renderHash: ?"([0-9a-f]+)"/.exec(code)?.[1];
  if (hash === undefined) throw new Error("the bundle names no render hash");
  const next = join(outDir, "world", "next-release.js");
  const changed = `renderHash:"${[...hash].reverse().join("")}",earlierRenderHash:"${hash}"`;
  writeFileSync(next, code.replace(/renderHash: ?"[0-9a-f]+"/, changed));
  return next;
}
