import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes all files, or none: when one cannot be written, the others are as they were. */
export function writeAll(root: string, files: ReadonlyMap<string, string>): void {
  const paths = [...files].map(([path, content]) => ({ path: join(root, path), draft: join(root, `${path}.draft`), content }));
  const before = new Map(
    paths.map(({ path }) => [path, statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined]),
  );
  const written: string[] = [];
  try {
    for (const { draft, content } of paths) writeFileSync(draft, content);
    for (const { path, draft } of paths) {
      renameSync(draft, path);
      written.push(path);
    }
  } catch (error) {
    for (const { draft } of paths) rmSync(draft, { force: true });
    for (const path of written) restore(path, before.get(path));
    throw error;
  }
}

function restore(path: string, content: Buffer | undefined): void {
  if (content === undefined) rmSync(path, { force: true });
  else writeFileSync(path, content);
}
