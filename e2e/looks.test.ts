/** Every kind of page in a real browser: accessible, whole at 320 px, right to left, dark, without layout shift, and kept as a picture. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { axeViolations, keepScreenshot, openPage } from "./browser.ts";
import { recordShifts, shiftsOf } from "./shifts.ts";
import { shopInBrowser } from "./shop-in-browser.ts";

const here = shopInBrowser();

const PAGES = [
  ["home", ""],
  ["collection", "/collections/mugs-cups"],
  ["room", "/collections/table"],
  ["product", "/products/rim-mug"],
  ["cart", "/cart"],
  ["not-found", "/products/no-such-thing"],
] as const;

const LOOKS = [
  ["wide", "en-gb", { viewport: { width: 1440, height: 900 } }],
  ["dark", "en-us", { viewport: { width: 1440, height: 900 }, colorScheme: "dark" }],
  ["narrow", "de-de", { viewport: { width: 320, height: 700 } }],
  ["right-to-left", "ar-ae", { viewport: { width: 1280, height: 900 } }],
  ["phone-right-to-left-dark", "ar-ae", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }],
  ["japanese", "ja-jp", { viewport: { width: 900, height: 900 } }],
] as const;

const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(LOOKS)("%s", (look, market, options) => {
  it.each(PAGES)("shows the %s page without a fault", async (name, path) => {
    const { page, troubles } = await openPage(here.browser, options);
    await recordShifts(page);
    await page.goto(`${here.shop.origin}/${market}${path}`);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 600) {
        scrollTo(0, y);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      scrollTo(0, 0);
    });
    await page.waitForLoadState("networkidle");
    expect(await shiftsOf(page)).toEqual([]);
    await keepScreenshot(page, `${look}-${name}`);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(market === "ar-ae" ? "rtl" : "ltr");
    expect(await page.locator("h1").count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    expect(troubles.filter((trouble) => !trouble.includes("404"))).toEqual([]);
    await page.context().close();
  });
});

it("keeps long German words within 320 px while the fonts are missing", async () => {
  const { page } = await openPage(here.browser, { viewport: { width: 320, height: 700 } });
  await page.route("**/*.woff2", (route) => route.abort());
  for (const [name, path] of PAGES) {
    await page.goto(`${here.shop.origin}/de-de${path}`);
    expect(await overflowOf(page), name).toBeLessThanOrEqual(0);
  }
  await page.context().close();
});

it.each([
  ["en-gb", ""],
  ["de-de", "/collections/mugs-cups"],
  ["ar-ae", "/collections/mugs-cups"],
])("does not move %s%s when the letters come late", async (market, path) => {
  const { page } = await openPage(here.browser, { viewport: { width: 390, height: 800 } });
  await recordShifts(page);
  await page.route("**/*.woff2", async (route) => {
    await page.waitForLoadState("domcontentloaded");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await route.continue();
  });
  await page.goto(`${here.shop.origin}/${market}${path}`, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate(() => [...document.fonts].some(({ status }) => status === "loaded"))).toBe(true);
  expect(await shiftsOf(page)).toEqual([]);
  await page.context().close();
});
