import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** Writes a file whole or, where it has that content, not at all: a shop that runs watches what it was started from. */
export function writeIfChanged(path: string, content: string, mode = 0o644): void {
  if (existsSync(path) && readFileSync(path, "utf8") === content) return;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, path);
}
