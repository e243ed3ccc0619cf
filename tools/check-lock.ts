/**
 * Finds packages that `package.json` files in the lock name but the lock itself lacks. `npm install` can leave
 * such gaps in silence (an optional platform package the registry does not have); `npm ci` then refuses the lock.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface LockedPackage {
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Each gap as `<package> <- <dependent>`; empty when `npm ci` can work from the lock. */
export function lockGaps(packages: Readonly<Record<string, LockedPackage>>): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const wanted = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
    return wanted.filter((name) => !resolves(name, path, packages)).map((name) => `${name} <- ${path || "package.json"}`);
  });
}

/** Node's own look-up: the dependent's node_modules, then each one above it. */
function resolves(name: string, from: string, packages: Readonly<Record<string, LockedPackage>>): boolean {
  const segments = from === "" ? [] : from.split("/node_modules/");
  for (let depth = segments.length; depth >= 0; depth--) {
    const base = segments.slice(0, depth).join("/node_modules/");
    if (packages[`${base === "" ? "" : `${base}/`}node_modules/${name}`]) return true;
  }
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const gaps = lockGaps(lock.packages);
  for (const gap of gaps) console.error(`package-lock.json lacks ${gap}`);
  process.exit(gaps.length === 0 ? 0 : 1);
}
