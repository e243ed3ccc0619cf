/** Puts files where browsers load them, under a name that changes with their content. */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { root, staticDir } from "./folders.ts";

/** Writes content under its own name and returns the path browsers ask for. */
export function publish(name: string, content: Buffer): string {
  const extension = extname(name);
  const fileName = `${basename(name, extension)}-${createHash("sha256").update(content).digest("hex").slice(0, 10)}${extension}`;
  const path = join(staticDir, fileName);
  if (!existsSync(path)) writeFileSync(path, content);
  return `/static/${fileName}`;
}

export function publishFolder(folder: string): Record<string, string> {
  const files = globSync(`${folder}/*`, { cwd: root }).sort();
  return Object.fromEntries(files.map((file) => [basename(file, extname(file)), publish(basename(file), readFileSync(join(root, file)))]));
}
