/**
 * What earlier releases leave to the next: the files that their pages name, which open tabs and stored shells go on asking
 * for, and the hash that their shells are kept under (DESIGN section 2). The shop itself remembers them, in `/releases.json`.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";

/** This release and two before it. */
const KEPT = 3;
const LIST = "/releases.json";
const ANSWER_WITHIN_MS = 10_000;
/** A name ends with the first digits of its content's SHA-256. */
const FILE = /^\/static\/[\w][\w.-]*-([0-9a-f]{8,64})\.\w+$/;
/** What the build publishes, as told from pictures that stand beside it. */
const PUBLISHED = /-[0-9a-f]{10}\.\w+$/;

const Release = v.object({
  renderHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/)),
  files: v.pipe(v.array(v.pipe(v.string(), v.regex(FILE))), v.maxLength(2_000)),
});
/** Newest first, each with the files its pages name: `/static/<name>-<hash>.<ext>`. */
const Releases = v.pipe(v.array(Release), v.maxLength(KEPT));
export type Release = v.InferOutput<typeof Release>;

const FIRST = "Is this the first deployment? Say --first.";

/** Why a deployment stops before anything was changed. */
export class ReleasesUnknown extends Error {}

/** The releases that the shop at `origin` remembers, newest first. Throws `ReleasesUnknown`. */
export async function earlierReleases(origin: string): Promise<readonly Release[]> {
  const { status, bytes } = await ask(origin, LIST);
  const list = v.safeParse(Releases, status === 200 ? parseJson(bytes) : undefined);
  if (!list.success) throw new ReleasesUnknown(`${origin}${LIST} answered ${status} and is no list of releases. ${FIRST}`);
  return list.output;
}

/** All that are kept with `release` as the newest. */
export function withRelease(release: Release, earlier: readonly Release[]): readonly Release[] {
  return [release, ...earlier.filter(({ renderHash }) => renderHash !== release.renderHash)].slice(0, KEPT);
}

/**
 * Brings the files of `releases` into `assetsDir`, those that are missing from `origin`; takes away what no release names any
 * more; and writes the list. Returns how many were fetched. Throws `ReleasesUnknown` for a file that is gone or is another.
 */
export async function keepReleases(origin: string, releases: readonly Release[], assetsDir: string): Promise<number> {
  const named = new Set(releases.flatMap(({ files }) => files));
  const missing = [...named].filter((file) => !isThere(join(assetsDir, file), file));
  for (const file of missing) {
    const bytes = await fetchFile(origin, file);
    mkdirSync(dirname(join(assetsDir, file)), { recursive: true });
    writeFileSync(join(assetsDir, file), bytes);
  }
  const old = readdirSync(join(assetsDir, "static")).filter((name) => PUBLISHED.test(name) && !named.has(`/static/${name}`));
  for (const name of old) rmSync(join(assetsDir, "static", name));
  writeFileSync(join(assetsDir, LIST), `${JSON.stringify(releases, null, 2)}\n`);
  return missing.length;
}

async function fetchFile(origin: string, file: string): Promise<Uint8Array> {
  const { status, bytes } = await ask(origin, file);
  if (status === 200 && isNamedAfter(bytes, file)) return bytes;
  throw new ReleasesUnknown(`${origin}${file}, which pages of an earlier release name, answered ${status} with something else.`);
}

const isThere = (path: string, file: string): boolean => existsSync(path) && isNamedAfter(readFileSync(path), file);

function isNamedAfter(bytes: Uint8Array, file: string): boolean {
  return createHash("sha256")
    .update(bytes)
    .digest("hex")
    .startsWith(FILE.exec(file)?.[1] ?? "none");
}

async function ask(origin: string, path: string): Promise<{ readonly status: number; readonly bytes: Uint8Array }> {
  try {
    const response = await fetch(origin + path, { redirect: "manual", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    throw new ReleasesUnknown(`${origin}${path} did not answer, so what earlier releases left is unknown. ${FIRST}`);
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
