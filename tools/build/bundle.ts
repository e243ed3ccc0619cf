/** Makes one small text of a style sheet or a script and of all that it imports. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./folders.ts";

const BROWSERS = ["chrome111", "firefox113", "safari16.4"];

/** `fonts`: name in `url("font:<name>")` -> where browsers load it. */
export async function minifyCss(name: string, fonts: Readonly<Record<string, string>>): Promise<string> {
  const path = join(root, "public/styles", name);
  if (!existsSync(path)) return "";
  const result = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    target: BROWSERS,
    external: ["font:*"],
    write: false,
    logLevel: "error",
  });
  const bundled = result.outputFiles[0]?.text.trim() ?? "";
  return bundled.replaceAll(/url\("?font:(\w+)"?\)/g, (_, font: string) => `url(${fonts[font]})`);
}

export async function bundleScript(name: string): Promise<string> {
  const path = join(root, "public/scripts", name);
  if (!existsSync(path)) return "";
  const result = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    format: "iife",
    target: BROWSERS,
    write: false,
    logLevel: "error",
  });
  return result.outputFiles[0]?.text.trim() ?? "";
}
