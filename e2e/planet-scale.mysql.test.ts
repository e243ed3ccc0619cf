/** The whole shop with its origin before a MySQL server, as PlanetScale would be: real driver, real sockets, real Workers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importFeed } from "../tools/feed/import-feed.ts";
import type { Gateway } from "../tools/planetscale/gateway.ts";
import { startLocalPlanetScale } from "../tools/planetscale/local-planet-scale.ts";
import { openStore } from "../tools/planetscale/store-on-mysql.ts";
import { type OpenShop, openShop, root } from "./shop.ts";

const SKU = "NH-1042-WC-220";
const PAGE = "/en-gb/products/rim-mug";

let gateway: Gateway;
let shop: OpenShop;
const folder = mkdtempSync(join(tmpdir(), "feed-"));

beforeAll(async () => {
  gateway = await startLocalPlanetScale();
  const DATABASE_URL = gateway.url("shop");
  await openStore(DATABASE_URL, Date.now());
  shop = await openShop({ database: { DATABASE_URL } });
}, 120_000);
afterAll(async () => {
  await shop?.close();
  await gateway?.close();
  rmSync(folder, { recursive: true, force: true });
});

const view = async (path: string, cookie = "") => {
  const response = await fetch(shop.origin + path, { headers: { cookie } });
  return { status: response.status, body: await response.text(), shell: response.headers.get("cache-status") ?? "" };
};

it("sells from it: pages, listings and search engines' lists", async () => {
  for (const path of ["/en-gb", "/ja-jp/collections/table", "/ar-ae/products/rim-mug", "/sitemap.xml"])
    expect((await view(path)).status, path).toBe(200);
  expect((await view(PAGE)).body).toContain(SKU);
  expect((await fetch(`${shop.origin}/readyz`)).status).toBe(200);
});

it("puts something into a basket once, though nobody heard that it was committed", async () => {
  gateway.faults.lose("reply", /^commit/i);
  const added = await fetch(`${shop.origin}/en-gb/cart/lines`, {
    method: "POST",
    headers: { Origin: shop.origin, Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ variant: SKU, quantity: "2" }),
  });
  expect([added.status, await added.json()]).toMatchObject([200, { itemCount: 2, version: 1 }]);
  expect(gateway.faults.lost).toHaveLength(1);
  const cookie = added.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  expect((await view("/en-gb/cart", cookie)).body).toContain(SKU);
});

it("shows a price from a feed on a page that was stored, through outbox, queue and bulletin", async () => {
  await view(PAGE);
  await expect.poll(async () => (await view(PAGE)).shell).toContain("hit");
  const feed = readFileSync(join(root, "build/demo/nearhand.xml"), "utf8");
  const dearer = join(folder, "dearer.xml");
  writeFileSync(dearer, raisePrice(feed));
  const report = await importFeed({ file: dearer, url: shop.origin, token: shop.adminToken, json: true });
  expect(report).toMatchObject({ outcome: "applied", products: { updated: 1, unchanged: 239 } });
  await expect.poll(async () => (await view(PAGE)).body, { timeout: 20_000, interval: 500 }).toContain("£987.65");
});

/** The feed with another price in the first item of the product. */
function raisePrice(feed: string): string {
  const at = feed.indexOf(`<g:id>${SKU}</g:id>`);
  const end = feed.indexOf("</item>", at);
  const start = feed.lastIndexOf("<item>", at);
  const item = feed.slice(start, end).replace(/\d+\.\d\d GBP/g, "987.65 GBP");
  return feed.slice(0, start) + item + feed.slice(end);
}
