/** A feed from an operator's disk, in a real browser: the console before a shop in memory. */
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { feed, item } from "../origin-api/feed/fixtures/feed-xml.ts";
import { openShop, type ShopInMemory } from "../origin-api/fixtures/shop-in-memory.ts";
import { buildAssets } from "../tools/build/assets.ts";
import { adminApp } from "../worker/admin/app.ts";
import { fakeShop, TOKENS } from "../worker/admin/fake-deps.ts";
import { axeViolations, openBrowser, openPage } from "./browser.ts";

let browser: Browser;
let server: Server;
let origin: ShopInMemory;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "upload-"));
  origin = await openShop({ filled: false });
  const { deps } = await fakeShop();
  const { adminCss, adminCssHash } = await buildAssets();
  const uploadFeed: typeof deps.uploadFeed = async ({ body, mode, format = "auto" }) =>
    origin.app.fetch(
      new Request(`http://origin/v1/feeds?mode=${mode}&format=${format}`, { method: "POST", body, duplex: "half" } as RequestInit),
    );
  const app = adminApp({ ...deps, uploadFeed, look: { ...deps.look, css: adminCss, cssHash: adminCssHash } });
  server = createServer(async (incoming, outgoing) => {
    if (!incoming.url?.startsWith("/admin")) return void outgoing.writeHead(204).end();
    const body = incoming.method === "POST" ? { body: Readable.toWeb(incoming), duplex: "half" } : {};
    const headers = incoming.headers as Record<string, string>;
    const answer = await app.fetch(
      new Request(`http://${headers.host}${incoming.url}`, { method: incoming.method, headers, ...body } as RequestInit),
    );
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) await pipeline(Readable.fromWeb(answer.body as never), outgoing).catch(() => undefined);
    else outgoing.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(dir, { recursive: true });
});

it("is looked at first, then imported, with its report to keep", { timeout: 60_000 }, async () => {
  const file = join(dir, "feed.xml");
  writeFileSync(file, feed([item(), item({ id: "<img src=x onerror=alert(1)>", price: "1.234,56 EUR" })]));
  const extraHTTPHeaders = { authorization: `Bearer ${TOKENS.operator}` };
  const { page, troubles } = await openPage(browser, { extraHTTPHeaders });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/admin/feeds`);
  await page.getByLabel("File").setInputFiles(file);
  await page.getByRole("button", { name: "Dry run" }).click();
  await expect.poll(() => page.locator("#feed-outcome").textContent()).toBe("Would be applied; nothing was changed.");
  expect((await origin.get("/v1/pages/product/enamel-mug?market=en-gb")).status).toBe(404);
  await page.getByRole("button", { name: "Import" }).click();
  await expect.poll(() => page.locator("#feed-outcome").textContent()).toBe("Applied.");
  expect((await origin.get("/v1/pages/product/enamel-mug?market=en-gb")).status).toBe(200);
  expect(await page.locator("#feed-facts").textContent()).toContain("1 created, 0 updated");
  expect(await page.locator("#feed-table").textContent()).toContain("<img src=x onerror=alert(1)>");
  expect(await page.locator("#feed-table img").count()).toBe(0);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByText("Download the report").click()]);
  expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toMatchObject({ kind: "report", outcome: "applied", problemCount: 1 });
  expect([await axeViolations(page).catch((error) => [String(error)]), troubles]).toEqual([[], []]);
});

it("that the shop refuses says why", { timeout: 60_000 }, async () => {
  const file = join(dir, "broken.xml");
  writeFileSync(file, feed([item()]).slice(0, -30));
  const { page } = await openPage(browser, { extraHTTPHeaders: { authorization: `Bearer ${TOKENS.operator}` } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/admin/feeds`);
  await page.getByLabel("File").setInputFiles(file);
  await page.getByRole("button", { name: "Import" }).click();
  await expect
    .poll(() => page.locator("#feed-outcome").textContent())
    .toMatch(/^Refused: the file is cut off inside .* Nothing was changed\.$/);
});
