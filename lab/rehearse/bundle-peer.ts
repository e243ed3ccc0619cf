import { join } from "node:path";
import { build } from "esbuild";
import { outDir, root } from "../bench/bundles.ts";

/** Bundles one of the Workers in `peers/`, which stand where the shop's own would in points of presence. */
export async function bundlePeer(name: string): Promise<string> {
  const outfile = join(outDir, "rehearse", `${name}.js`);
  await build({
    entryPoints: [join(import.meta.dirname, "peers", `${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2024",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    external: ["cloudflare:*", "node:*"],
    define: { VITRINE_DEMO: '"false"' },
    absWorkingDir: root,
  });
  return outfile;
}
