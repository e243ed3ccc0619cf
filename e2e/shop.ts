/**
 * The whole shop for a test: both Workers in one process on a free port, the demo feed imported, state thrown away at the end.
 * Where the run keeps a shop after its import (imported-state.ts), each starts on a copy of that.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAssets } from "../tools/build/assets.ts";
import { ensureDemo } from "../tools/dev/demo.ts";
import { type DatabaseAddresses, devSecrets } from "../tools/dev/secrets.ts";
import { startShop, untilAnswering } from "../tools/dev/shop-process.ts";
import { importFeed } from "../tools/feed/import-feed.ts";

/** Names, in the environment, the state folder of a shop after its import. */
export const IMPORTED_STATE = "IMPORTED_SHOP_STATE";

export const root = fileURLToPath(new URL("..", import.meta.url));

export interface OpenShop {
  readonly origin: string;
  readonly adminToken: string;
  /** What the Workers wrote, line by line. */
  readonly log: readonly string[];
  /** An admin API call. */
  admin(path: string, init?: RequestInit): Promise<Response>;
  /** Where caches and Durable Objects are kept; there until the shop is closed. */
  readonly stateDir: string;
  /** Ends the Workers and leaves their state. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

interface ShopOptions {
  readonly withFeed?: boolean;
  readonly logLevel?: "error" | "log";
  /** Where the origin keeps the shop; in its Durable Object unless told. */
  readonly database?: DatabaseAddresses;
}

export async function openShop({ withFeed = true, logLevel = "error", database = {} }: ShopOptions = {}): Promise<OpenShop> {
  const feed = await ensureDemo(root);
  await buildAssets();
  const { adminToken } = devSecrets(root, database);
  const stateDir = mkdtempSync(join(tmpdir(), "shop-"));
  const imported = withFeed && database.DATABASE_URL === undefined ? process.env[IMPORTED_STATE] : undefined;
  if (imported) cpSync(imported, stateDir, { recursive: true });
  const log: string[] = [];
  const shop = startShop({
    ...{ root, port: await freePort(), stateDir, adminToken, logLevel },
    originSecrets: Object.keys(database),
    onLine: (line) => log.push(line),
  });
  const admin = (path: string, init: RequestInit = {}) =>
    fetch(`${shop.origin}${path}`, { ...init, headers: { authorization: `Bearer ${adminToken}`, ...init.headers } });
  const fill = async () => {
    const { purgedKeys } = await importFeed({ file: feed, url: shop.origin, token: adminToken, dryRun: false, json: false });
    await untilPurged({ origin: shop.origin, admin }, purgedKeys);
  };
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= shop.stop());
  const close = async () => {
    await stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    await untilAnswering(`${shop.origin}/healthz`, shop);
    if (withFeed && !imported) await fill();
  } catch (error) {
    await close();
    throw new Error(`the shop did not open: ${error instanceof Error ? error.message : error}\n${log.slice(-30).join("\n")}`);
  }
  return { origin: shop.origin, adminToken, log, admin, stateDir, stop, close };
}

/**
 * An import's invalidations travel by queue. Waits until they are in the log, and the last of them in the edge's copy of it:
 * what a test sees refilled after that is its own doing.
 */
async function untilPurged({ origin, admin }: Pick<OpenShop, "origin" | "admin">, keys: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { purges } = (await (await admin("/admin/api/purges?limit=100")).json()) as {
      purges: { epoch: number; seq: number; values: string[] }[];
    };
    const [newest] = purges;
    const missing = await fetch(`${origin}/en-us/nothing-stands-here`);
    await missing.text();
    const isSeen = newest !== undefined && missing.headers.get("Vitrine-Purge-Seq") === `"${newest.epoch}.${newest.seq}"`;
    if (isSeen && new Set(purges.flatMap(({ values }) => values)).size >= keys) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the import's invalidations did not arrive");
}

/** A port nobody listens on at the moment of asking. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
