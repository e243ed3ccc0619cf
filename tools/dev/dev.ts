/**
 * `npm run dev`: the whole shop on one port, offline. Builds the assets, makes development secrets, starts both
 * Workers and, on an empty catalogue, imports the demo feed through the same route an operator would use. With `DATABASE_URL`
 * the origin keeps the shop there.
 */
import { watch } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAssets } from "../build/assets.ts";
import { requireNode } from "../environment.mjs";
import { importFeed } from "../feed/import-feed.ts";
import { readSwitches } from "../read-flags.ts";
import { claimState, isFree } from "./claim-state.ts";
import { ensureDemo } from "./demo.ts";
import { devSecrets, readDatabase } from "./secrets.ts";
import { type ShopProcess, startShop, untilAnswering } from "./shop-process.ts";

/** What assets and the render hash are made of. A page that changed while its hash did not would be answered from the old shell. */
const WATCHED = ["public", "worker/pages", "worker/shell", "worker/messages.ts", "fragments", "messages"];
/** What both Workers are made of. */
const SOURCES = ["public", "worker", "fragments", "messages", "origin-api"];

requireNode();
readSwitches("dev", []);
const root = fileURLToPath(new URL("../..", import.meta.url));
const port = readPort(process.env.PORT);
const database = readDatabase(process.env);
await refuseUnlessAlone();
const secrets = devSecrets(root, database);
const feed = await ensureDemo(root);
await buildAssets();

let stopping = false;
let wasServed = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0));
let shop = open();

try {
  await untilAnswering(`${shop.origin}/healthz`, shop);
  const ready = (await (await fetch(`${shop.origin}/readyz`)).json()) as { checks?: { catalogue?: { ok: boolean } } };
  if (!ready.checks?.catalogue?.ok) await importFeed({ file: feed, url: shop.origin, token: secrets.adminToken });
  console.log(welcome(shop.origin, secrets.adminToken));
  wasServed = true;
  watchAssets();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

function open(): ShopProcess {
  const opened = startShop({
    root,
    port,
    stateDir: join(root, ".wrangler/state"),
    adminToken: secrets.adminToken,
    originSecrets: Object.keys(database),
    ...(secrets.adminTokens && { vars: { ADMIN_TOKENS: secrets.adminTokens } }),
    onLine: (line) => line.trim() && console.log(line),
  });
  opened.ended.then((code) => {
    if (wasServed && !stopping) return openAgain();
    if (!stopping) process.exit(code);
  });
  return opened;
}

/** A module that throws as it is loaded ends the runtime. It is most likely being written, so that the next change may mend it. */
async function openAgain(): Promise<void> {
  await shop.kill();
  console.error("\nThe shop ended over what stands above. It starts again when a file changes; Ctrl-C ends it.");
  do await changed(SOURCES);
  while (!(await rebuilt()));
  if (stopping) return;
  shop = open();
  await untilAnswering(`${shop.origin}/healthz`, shop).then(
    () => console.log(`The shop is back: ${shop.origin}/`),
    () => undefined,
  );
}

async function changed(paths: readonly string[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watchers = paths.map((path) => watch(join(root, path), { recursive: true }, () => resolve()));
  await promise;
  for (const watcher of watchers) watcher.close();
}

/** False, with the reason told, when the sources make no assets. */
async function rebuilt(): Promise<boolean> {
  try {
    await buildAssets();
    return true;
  } catch (error) {
    console.error(`No assets: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

async function stop(status: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await shop.stop();
  process.exit(status);
}

function watchAssets(): void {
  let timer: NodeJS.Timeout | undefined;
  for (const path of WATCHED) {
    watch(join(root, path), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(rebuilt, 100);
    });
  }
}

function readPort(setting = "8787"): number {
  const value = Number(setting);
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
  console.error(`PORT is "${setting}": set it to a number from 1 to 65535, or leave it out for 8787`);
  process.exit(2);
}

/** Says what is in the way before anything is built or touched. */
async function refuseUnlessAlone(): Promise<void> {
  const running = await claimState(root, `http://127.0.0.1:${port}/`);
  if (running !== undefined) {
    console.error(
      `The shop of this checkout runs already: ${running}\nEnd that one first, or use another checkout: two would damage its state.`,
    );
    process.exit(1);
  }
  if (await isFree(port)) return;
  console.error(`Port ${port} is in use. Another one: PORT=${port === 65_535 ? 8801 : port + 1} npm run dev`);
  process.exit(1);
}

function welcome(origin: string, token: string): string {
  return `
  Shop    ${origin}/
  Admin   ${origin}/admin
  Token   ${token}   (development only, kept in .dev.vars)

  Ctrl-C ends it.
`;
}
