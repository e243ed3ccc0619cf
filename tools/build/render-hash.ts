import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./folders.ts";

/** A hash of `parts` and of the sources that say what a page looks like: part of every cache key. */
export function renderHash(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  const sources = [
    "worker/pages/**/*.{ts,tsx}",
    "worker/shell/{render,compile}*.{ts,tsx}",
    "fragments/**/*.{ts,tsx}",
    "messages/*.json",
    "worker/messages.ts",
  ];
  const files = globSync(sources, { cwd: root }).filter((file) => !/\.test(-d)?\.tsx?$/.test(file));
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 12);
}
