/** Links that a browser follows at the press, before the click: what is fetched, and how old it may look when it is shown. */
import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { shopInBrowser } from "./shop-in-browser.ts";

const opened = shopInBrowser();
const PATIENT = { timeout: 20_000 };

/** Paths of pages that were asked for, and whether ahead of their reader. */
function watched(context: BrowserContext): string[] {
  const asked: string[] = [];
  context.on("request", (request) => {
    const { pathname } = new URL(request.url());
    const { "sec-purpose": purpose, accept = "" } = request.headers();
    if (accept.includes("text/html")) asked.push(purpose === undefined ? pathname : `${pathname} ahead`);
  });
  return asked;
}

/** Presses a link and waits until its page is there. */
async function press(page: Page, href: string): Promise<void> {
  const fetched = page.context().waitForEvent("response", (response) => response.url().endsWith(href));
  await page.hover(`main a[href="${href}"]`);
  await page.mouse.down();
  await (await fetched).finished();
}

const wasAhead = (page: Page) => page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType === 'navigational-prefetch'");

it("a page of the catalogue is fetched at the press and shown at the click, which names it among what was looked at", async () => {
  const { shop, browser } = opened;
  const context = await browser.newContext();
  const page = await context.newPage();
  const violations: string[] = [];
  page.on("console", (message) => message.type() === "error" && violations.push(message.text()));
  await page.goto(`${shop.origin}/en-gb/collections/mugs-cups`, { waitUntil: "networkidle" });
  const asked = watched(context);
  await page.hover('main a[href="/en-gb/products/rim-mug"]');
  await page.hover("h1");
  await press(page, "/en-gb/products/rim-mug");
  expect(asked).toEqual(["/en-gb/products/rim-mug ahead"]);
  await page.mouse.up();
  await page.waitForURL("**/products/rim-mug");
  expect(await wasAhead(page)).toBe(true);
  expect((await context.cookies()).find(({ name }) => name === "__Host-recent")?.value).toBe("rim-mug");
  expect(violations).toEqual([]);
  await context.close();
});

it("a page that was fetched ahead of a write shows the basket as it is after it", async () => {
  const { shop, browser } = opened;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${shop.origin}/en-gb/products/rim-mug`, { waitUntil: "networkidle" });
  const next = await page.getAttribute('main [data-fragment="recommendations"] a', "href");
  await press(page, `${next}`);
  await page.hover("h1");
  await page.mouse.up();
  await page.click(".buy [type=submit]");
  await expect.poll(() => page.innerText("#basket .count"), PATIENT).toBe("1");
  await page.click(`main a[href="${next}"]`);
  await page.waitForURL(`**${next}`);
  expect(await wasAhead(page)).toBe(true);
  await expect.poll(() => page.innerText("#basket .count"), PATIENT).toBe("1");
  await context.close();
});
