/** Product pages over real HTTP whose fragments come when a test says so: the shop's own pages, stitching, styles and scripts. */
import { createReadStream, existsSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { cartBadge } from "../fragments/cart-badge.tsx";
import { deliveryNote } from "../fragments/delivery-note.tsx";
import { greeting } from "../fragments/greeting.ts";
import { recentlyViewed } from "../fragments/recently-viewed.tsx";
import { recommendations } from "../fragments/recommendations.tsx";
import { buildAssets } from "../tools/build/assets.ts";
import { surroundingsOf } from "../worker/messages.ts";
import { fakeOrigin } from "../worker/origin/fake-origin.ts";
import type { Assets } from "../worker/pages/assets.ts";
import { partsOf, site } from "../worker/pages/fixtures/render.ts";
import * as shop from "../worker/pages/fixtures/shop.ts";
import { PLACES } from "../worker/pages/places.ts";
import { compileShell } from "../worker/shell/compile.ts";
import { renderPage } from "../worker/shell/render-page.tsx";
import { fakeStored } from "../worker/stitch/fake-tiers.ts";
import { atHand, type Filling, promised } from "../worker/stitch/filling.ts";
import { renderMarkup, type Settled } from "../worker/stitch/piece.ts";
import type { StartedFragments } from "../worker/stitch/start-fragments.ts";
import { stitch } from "../worker/stitch/stitch.ts";
import { guest } from "../worker/visitor/visitor.ts";
import { root } from "./shop.ts";

const PAGE = "/en-gb/products/rim-mug";
const surroundings = surroundingsOf("en-gb");
const cards = ["jug", "towel", "lamp", "pot"].map((handle) => shop.card(handle));

/** What each fragment of the page shows when it has come. */
const MARKUP = {
  greeting: () => greeting.render({ firstName: "Ines" }, surroundings, undefined),
  "cart-badge": () => cartBadge.render({ itemCount: 3 }, surroundings, undefined),
  "delivery-note": () => deliveryNote.render({ kind: "member" }, surroundings, undefined),
  recommendations: () => recommendations.render({ cards }, surroundings, undefined),
  "recently-viewed": () => recentlyViewed.render({ cards }, surroundings, undefined),
} as const;

export type LateName = keyof typeof MARKUP;

export interface LatePages {
  readonly url: string;
  /** The fragments that are late, and how each of them comes to a view, from its beginning. */
  late: Partial<Record<LateName, () => Promise<"comes" | "stays away">>>;
  /** Those that were sent behind the page in the last view, in the order of their coming. */
  came: LateName[];
  /** Markup of a fragment instead of its own. */
  markup: Partial<Record<LateName, string>>;
  close(): Promise<void>;
}

export async function openLatePages(): Promise<LatePages> {
  const assets = (await buildAssets()) as unknown as Assets;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://here.invalid");
    if (pathname === PAGE) void servePage(assets, pages, response);
    else serveFile(pathname, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const pages: LatePages = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PAGE}`,
    late: {},
    came: [],
    markup: {},
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return pages;
}

async function servePage(assets: Assets, pages: LatePages, response: ServerResponse): Promise<void> {
  const nonce = crypto.randomUUID();
  const parts = partsOf("en-gb", { handle: "rim-mug" });
  const { html, headers, slots } = renderPage({ parts, canonical: PAGE, answer: shop.product, nonce, site, assets });
  const stored = fakeStored("shell", compileShell(html, slots, nonce), Date.now());
  const { body } = await stitch(stored, started(pages), assets.lateScript.code);
  response.writeHead(200, { ...headers, Connection: "close" });
  pages.came = [];
  const reader = new Response(body).body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const [, name] = /^<template data-fragment="([a-z-]+)"/.exec(new TextDecoder().decode(part.value)) ?? [];
    if (name) pages.came.push(name as LateName);
    response.write(part.value);
  }
  response.end();
}

function started(pages: LatePages): StartedFragments {
  // The view's clock stands still: what is not there at once is late, however long the shell took.
  const startedAt = Date.now();
  const fillings = new Map<string, Filling>();
  for (const name of Object.keys(MARKUP) as LateName[]) {
    const come = (): Settled => ({ kind: "filled", ...markupOf(name, pages), outcome: { source: "batch" } });
    const late = pages.late[name]?.().then((what): Settled => (what === "comes" ? come() : { kind: "fallback", because: "refused" }));
    fillings.set(name, late ? promised(name, startedAt, late) : atHand(name, come));
  }
  const wanted: StartedFragments["wanted"] = {
    fragments: PLACES.product,
    parts: { market: "en-gb", route: "product", path: { handle: "rim-mug" } },
    visitor: guest(),
    surroundings,
    budget: { startedAt, pageMs: 20_000 },
    port: fakeOrigin(),
    findAnswer: async () => ({ kind: "unavailable", because: "closed", retryAfterSeconds: 1, trail: [] }),
    readStock: (sku) => ({ sku, band: "in" }),
    adopt: async () => undefined,
    clock: { now: () => startedAt, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()) },
    background: () => {},
  };
  return { wanted, fillings, renewed: Promise.resolve(undefined), endsAt: startedAt + 20_000 };
}

function markupOf(name: LateName, { markup }: LatePages) {
  const own = markup[name];
  return own === undefined ? renderMarkup(MARKUP[name]()) : { bytes: new TextEncoder().encode(own), tag: own };
}

const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

function serveFile(pathname: string, response: ServerResponse): void {
  const file = join(root, "build/assets", pathname);
  if (!/^\/static\/[\w.-]+$/.test(pathname) || !existsSync(file)) return void response.writeHead(204).end();
  response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
}
