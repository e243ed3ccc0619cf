import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeDemo } from "../seed/write-demo.ts";

/** Writes the demo shop's feed and pictures into `build/demo` unless they are there already, and returns the feed's path. */
export async function ensureDemo(root: string): Promise<string> {
  const dir = join(root, "build/demo");
  const feed = join(dir, "nearhand.xml");
  const stampFile = join(dir, "stamp");
  const stamp = seedDigest(root);
  if (!existsSync(feed) || !existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
    rmSync(dir, { recursive: true, force: true });
    await writeDemo(dir);
    writeFileSync(stampFile, stamp);
  }
  // Pictures are named after their content.
  cpSync(join(dir, "static"), join(root, "build/assets/static"), { recursive: true, force: false });
  return feed;
}

function seedDigest(root: string): string {
  const hash = createHash("sha256");
  for (const file of globSync("tools/seed/**/*.{ts,json}", { cwd: root }).sort()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}
