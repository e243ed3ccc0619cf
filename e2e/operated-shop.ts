/** A shop for operators: the edge in workerd, before an origin and a zone of this process, both of which can be steered. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openShop as openOriginShop } from "../origin-api/fixtures/shop-in-memory.ts";
import { buildAssets } from "../tools/build/assets.ts";
import { devSecrets } from "../tools/dev/secrets.ts";
import { startShop, untilAnswering } from "../tools/dev/shop-process.ts";
import { serveOrigin } from "./origin-server.ts";
import { freePort, root } from "./shop.ts";

const KEYS = JSON.stringify({ k1: "the-origin-secret-the-origin-secret-the" });
const ZONE = "0123456789abcdef0123456789abcdef";

export interface OperatedShop {
  readonly origin: string;
  readonly adminToken: string;
  admin(path: string, init?: RequestInit): Promise<Response>;
  /** JSON to the admin API, and what it answers. */
  order(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }>;
  view(path: string, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; body: string }>;
  /** Paths of pages that the origin was asked for, in order. */
  readonly asked: () => readonly string[];
  /** Changes what the origin answers to a path; undefined answers as it is. */
  edit: ((path: string, text: string) => string | Response) | undefined;
  /** Bodies of the calls that the zone got. */
  readonly zone: readonly Record<string, readonly string[]>[];
  close(): Promise<void>;
}

export async function openOperatedShop(): Promise<OperatedShop> {
  await buildAssets();
  const { adminToken, tokenKeys } = devSecrets(root);
  const origin = await openOriginShop({ originKeys: KEYS, tokenKeys });
  Object.defineProperty(origin.time, "now", { get: Date.now });
  const server = await serveOrigin(async (request) => {
    const path = new URL(request.url).pathname;
    const answer = await origin.app.fetch(request);
    if (shop.edit === undefined) return answer;
    const edited = shop.edit(path, await answer.text());
    return typeof edited === "string" ? new Response(edited, { status: answer.status, headers: answer.headers }) : edited;
  });
  const zone = await openZone();
  const stateDir = mkdtempSync(join(tmpdir(), "operated-"));
  const log: string[] = [];
  const edge = startShop({
    ...{ root, port: await freePort(), stateDir, adminToken, onLine: (line: string) => log.push(line) },
    remoteOrigin: { url: server.url, keys: KEYS },
    vars: { ZONE_ID: ZONE, ZONE_TOKEN: "purges-alone", ZONE_API: zone.url },
  });
  const close = async () => {
    await edge.stop();
    await Promise.all([server.close(), zone.close()]);
    rmSync(stateDir, { recursive: true, force: true });
  };
  const admin = (path: string, init: RequestInit = {}) =>
    fetch(`${edge.origin}${path}`, { ...init, headers: { Authorization: `Bearer ${adminToken}`, ...init.headers } });
  const shop: OperatedShop = {
    ...{ origin: edge.origin, adminToken, admin, zone: zone.calls, edit: undefined, close },
    order: async (path, body, headers = {}) => {
      const init = { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } };
      const answer = await admin(path, init);
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    view: async (path, headers = {}) => {
      const answer = await fetch(`${edge.origin}${path}`, { headers, redirect: "manual" });
      return { status: answer.status, headers: answer.headers, body: await answer.text() };
    },
    asked: () =>
      server.asked
        .map(({ url }) => new URL(url))
        .filter(({ pathname }) => pathname.startsWith("/v1/pages/"))
        .map(toPath),
  };
  try {
    await untilAnswering(`${edge.origin}/healthz`, edge);
  } catch (error) {
    await close();
    throw new Error(`${error instanceof Error ? error.message : error}\n${log.slice(-30).join("\n")}`);
  }
  return shop;
}

/** `product/rim-mug en-gb` */
function toPath({ pathname, searchParams }: URL): string {
  return `${pathname.slice("/v1/pages/".length)} ${searchParams.get("market")}`;
}

/** Answers every purge with yes, as Cloudflare's documents have it. */
async function openZone() {
  const calls: Record<string, readonly string[]>[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const isOurs = request.url === `/zones/${ZONE}/purge_cache` && request.headers.authorization === "Bearer purges-alone";
    if (isOurs) calls.push(JSON.parse(text));
    response.writeHead(isOurs ? 200 : 403, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ success: isOurs, errors: [], messages: [], result: isOurs ? { id: ZONE } : null }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, close };
}
