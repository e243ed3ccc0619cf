/** The origin on each database, to be asked alike. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import * as v from "valibot";
import { FeedReport } from "#contract/feed";
import { AUTO } from "../../../origin-api/feed/formats/read-parts.ts";
import { importFeed } from "../../../origin-api/feed/import-feed.io.ts";
import { shopOn, TEST_TOKEN_KEYS } from "../../../origin-api/fixtures/shop-on.ts";
import type { Db } from "../../../origin-api/store/db.ts";
import { migrate } from "../../../origin-api/store/migrate.io.ts";
import { nodeSqlite } from "../../../origin-api/store/node-sqlite.io.ts";
import { openEmbedded, openPlanetScale } from "../../../origin-api/store/open.io.ts";
import { readRevision } from "../../../origin-api/store/revisions.io.ts";
import { startLocalPlanetScale } from "../../../tools/planetscale/local-planet-scale.ts";
import { bundlePeer } from "../bundles.ts";
import { openMiniflare } from "../shop.ts";

export interface Engine {
  import(file: Iterable<Uint8Array>): Promise<FeedReport>;
  /** Asks for a page's answer and reads it to its end. */
  page(path: string): Promise<void>;
  /** One row by its key: what a question costs at the least, by the same way. */
  bare(): Promise<void>;
  close(): Promise<void>;
}

export const ENGINES: Readonly<Record<string, () => Promise<Engine>>> = {
  "node:sqlite": async () => {
    const folder = mkdtempSync(join(tmpdir(), "catalogue-"));
    return inProcess(openEmbedded(nodeSqlite(join(folder, "shop.db"))), async () => rmSync(folder, { recursive: true }));
  },
  "Durable Object": openObject,
  "MariaDB, PlanetScale's driver": async () => {
    const gateway = await startLocalPlanetScale();
    return inProcess(openPlanetScale(gateway.url("shop")), gateway.close);
  },
};

async function inProcess(db: Db, close: () => Promise<void>): Promise<Engine> {
  await migrate(db, Date.now());
  const { app } = await shopOn(db, { filled: false });
  const ports = { db, now: () => Date.now(), progress: () => undefined, committed: () => undefined };
  return {
    import: (file) => importFeed({ source: { bytes: piecesOf(file), length: null }, reading: AUTO, dryRun: false, minShare: 0 }, ports),
    page: async (path) => readAll(await app.request(`http://origin${path}`)),
    bare: async () => void (await readRevision(db, "catalogue")),
    close,
  };
}

async function openObject(): Promise<Engine> {
  const path = await bundlePeer("catalogue-store");
  const folder = mkdtempSync(join(tmpdir(), "catalogue-"));
  const worker = {
    ...{ name: "store", compatibilityDate: "2026-10-30", compatibilityFlags: ["nodejs_compat"], bindings: { TOKEN_KEYS: TEST_TOKEN_KEYS } },
    modules: [{ type: "ESModule", path, contents: readFileSync(path, "utf8") }],
    modulesRoot: dirname(path),
    durableObjects: { STORE: { className: "Store", useSQLite: true } },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  };
  const miniflare = await openMiniflare({ workers: [worker], resourcePersistencePath: folder });
  const origin = await miniflare.urlOf("store");
  return {
    async import(file) {
      const body = Readable.toWeb(Readable.from(piecesOf(file)));
      const response = await fetch(`${origin}/v1/feeds?withdraw=confirmed`, { method: "POST", body, duplex: "half" } as RequestInit);
      const frames = (await response.text()).split("\x1e");
      return v.parse(FeedReport, JSON.parse(frames.at(-1) ?? ""));
    },
    page: async (path) => readAll(await fetch(origin + path)),
    bare: async () => readAll(await fetch(`${origin}/bare`)),
    close: async () => {
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function readAll(response: Response): Promise<void> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`);
}

/** In pieces of a size in which they would come over a network. */
async function* piecesOf(lines: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let piece: Uint8Array[] = [];
  let length = 0;
  for (const line of lines) {
    piece.push(line);
    length += line.length;
    if (length < 65_536) continue;
    yield Buffer.concat(piece);
    [piece, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(piece);
}
