/**
 * `npm run deploy [-- --dry-run] [-- --first]`: builds both production bundles with what the last releases left in the shop,
 * says what the deployment needs (bindings, secrets, migrations) and how large the Worker is against its budget, then deploys
 * the origin and the edge. A dry run asks nothing of the shop; the first deployment has none to ask.
 */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readSite } from "../../worker/read-site.ts";
import { buildAssets, filesOf } from "../build/assets.ts";
import { quietWrangler, requireNode } from "../environment.mjs";
import { readSwitches } from "../read-flags.ts";
import { earlierReleases, keepReleases, ReleasesUnknown, withRelease } from "./releases.ts";

/** DESIGN section 8: the Worker bundle stays under 250 KB gzip. */
const BUNDLE_BUDGET_KB = 250;
const WORKERS = [
  { title: "Origin", config: "origin-api/wrangler.toml", optionalSecrets: ["DATABASE_URL", "ORIGIN_KEYS"] },
  { title: "Edge", config: "wrangler.toml", optionalSecrets: ["ADMIN_TOKENS", "ORIGIN_KEYS"] },
] as const;

requireNode();
const root = fileURLToPath(new URL("../..", import.meta.url));
const switches = readSwitches("deploy", ["dry-run", "first"]);
const dryRun = switches.has("dry-run");
process.chdir(root);
// The command line is read before what takes a second to load.
const { unstable_readConfig } = await import("wrangler");
await build();

let overBudget = false;
for (const worker of WORKERS) {
  const outDir = join(root, "build/deploy", worker.title.toLowerCase());
  rmSync(outDir, { recursive: true, force: true });
  wrangler("deploy", "--dry-run", "--minify", "-c", worker.config, "--outdir", outDir);
  const sizeKb = gzipKb(outDir);
  overBudget ||= sizeKb > BUNDLE_BUDGET_KB;
  console.log(
    `\n${worker.title}\n${needs(worker.config, worker.optionalSecrets)}\n  bundle      ${sizeKb.toFixed(0)} KB gzip of ${BUNDLE_BUDGET_KB}`,
  );
}
if (overBudget) {
  console.error(`\nA bundle is over its budget of ${BUNDLE_BUDGET_KB} KB gzip: nothing was deployed.`);
  process.exit(1);
}
if (dryRun) console.log("\nDry run: nothing was deployed.");
else for (const { config } of WORKERS) wrangler("deploy", "--minify", "-c", config);

/** The assets, with the files of the releases that are still kept. */
async function build(): Promise<void> {
  const { vars } = unstable_readConfig({ config: "wrangler.toml" });
  const shop = readSite(String(vars.SITE_ORIGIN)).origin;
  try {
    const earlier = dryRun || switches.has("first") ? [] : await earlierReleases(shop);
    const assets = await buildAssets({ production: true, earlier: earlier.map(({ renderHash }) => renderHash) });
    if (dryRun) return console.log(`Earlier releases are asked of ${shop} when this is no dry run.`);
    const releases = withRelease({ renderHash: assets.renderHash, files: filesOf(assets) }, earlier);
    const fetched = await keepReleases(shop, releases, join(root, "build/assets"));
    console.log(`Keeps the files of ${releases.length - 1} earlier releases, ${fetched} of them fetched from ${shop}.`);
  } catch (error) {
    if (!(error instanceof ReleasesUnknown)) throw error;
    console.error(`${error.message}\nNothing was deployed.`);
    process.exit(1);
  }
}

/** The parts of wrangler's configuration that name something the account must hold. */
interface WranglerConfig {
  readonly durable_objects: { readonly bindings: readonly { readonly name: string; readonly class_name: string }[] };
  readonly services?: readonly { readonly binding: string; readonly service: string }[];
  readonly queues: {
    readonly producers?: readonly { readonly queue: string }[];
    readonly consumers?: readonly { readonly queue: string }[];
  };
  readonly ratelimits?: readonly { readonly name: string; readonly simple: { readonly limit: number; readonly period: number } }[];
  readonly assets?: { readonly directory?: string };
  readonly vars: Readonly<Record<string, unknown>>;
  readonly secrets?: { readonly required?: readonly string[] };
  readonly migrations: readonly { readonly tag: string; readonly new_sqlite_classes?: readonly string[] }[];
}

/** What the account must hold for a Worker, read from the file wrangler deploys by. */
function needs(configPath: string, optionalSecrets: readonly string[]): string {
  const config: WranglerConfig = unstable_readConfig({ config: configPath });
  const rows: [string, readonly string[]][] = [
    ["objects", config.durable_objects.bindings.map((binding) => `${binding.name} (${binding.class_name})`)],
    ["services", (config.services ?? []).map((binding) => `${binding.binding} -> ${binding.service}`)],
    ["queues", [...(config.queues.producers ?? []), ...(config.queues.consumers ?? [])].map(({ queue }) => queue)],
    ["limits", (config.ratelimits ?? []).map(({ name, simple }) => `${name} (${simple.limit} in ${simple.period} s)`)],
    ["assets", config.assets?.directory ? [config.assets.directory] : []],
    ["variables", Object.keys(config.vars)],
    ["secrets", [...(config.secrets?.required ?? []), ...optionalSecrets.map((name) => `${name} (optional)`)]],
    ["migrations", config.migrations.map(({ tag, new_sqlite_classes: classes = [] }) => `${tag}: ${classes.join(", ")}`)],
  ];
  return rows
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `  ${name.padEnd(11)} ${values.join(", ")}`)
    .join("\n");
}

/** Size of a bundle as the platform counts it: the scripts and modules, compressed, without source maps. */
function gzipKb(outDir: string): number {
  const files = globSync("**/*.{js,mjs,wasm,sql,txt}", { cwd: outDir });
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file))).length / 1024, 0);
}

function wrangler(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("wrangler", args, { encoding: "utf8", env: { ...process.env, ...quietWrangler } });
  if (status === 0) return;
  console.error(`wrangler ${args.join(" ")}\n${stdout}${stderr}`);
  process.exit(1);
}
