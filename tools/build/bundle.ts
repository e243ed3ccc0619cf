/** Makes one small text of a style sheet or a script of `public` and of all that it imports. */
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { root } from "./folders.ts";

const FOR_BROWSERS = {
  bundle: true,
  minify: true,
  target: ["chrome111", "firefox113", "safari16.4"],
  write: false,
  logLevel: "error",
} satisfies BuildOptions;

/** `fonts`: name in `url("font:<name>")` -> where browsers load it. */
export async function minifyCss(file: string, fonts: Readonly<Record<string, string>> = {}): Promise<string> {
  const bundled = await minified(file, { external: ["font:*"] });
  return bundled.replaceAll(/url\("?font:(\w+)"?\)/g, (_, font: string) => `url(${fonts[font]})`);
}

export function bundleScript(file: string): Promise<string> {
  return minified(file, { format: "iife" });
}

async function minified(file: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...options, ...FOR_BROWSERS, entryPoints: [join(root, "public", file)] });
  return outputFiles[0]?.text.trim() ?? "";
}
