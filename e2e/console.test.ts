/** The console in a real browser: what operators do there, and every page of it accessible, whole at 320 px, light and dark. */
import { expect, it } from "vitest";
import { axeViolations, keepScreenshot, openPage } from "./browser.ts";
import { shopInBrowser } from "./shop-in-browser.ts";

/** Below `/admin`. */
const PAGES = [
  ...["", "?explain=/en-gb/products/rim-mug", "/traffic?range=hour", "/prewarms", "/audit?by=market", "/feeds"],
  ...["/products?text=mug", "/products/nh-1042", "/products/no-such-product"],
];

const here = shopInBrowser();

async function signedIn(options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(here.browser, options);
  const { page } = opened;
  await page.goto(`${here.shop.origin}/admin`);
  await page.getByLabel("Admin token").fill(here.shop.adminToken);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Recent purges" }).waitFor();
  return { page, faults: () => opened.troubles.filter((trouble) => !/\b40[14]\b/.test(trouble)) };
}

it("purges after a dry run that names the pages, shows the receipt and explains a URL, without a fault", async () => {
  const { page, faults } = await signedIn();
  await (await fetch(`${here.shop.origin}/en-gb/products/rim-mug`)).text();
  await page.getByLabel("One a line").fill("product:nh-1042");
  await page.getByLabel("Why (kept with the receipt)").fill("Price correction, rim mug");
  expect(await page.getByRole("button", { name: /^Purge/ }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Dry run" }).click();
  await page.getByText(/^Show (the )?\d+ /).click();
  expect(await page.locator(".found").innerText()).toContain("/products/rim-mug");
  await page.getByRole("button", { name: /^Purge/ }).click();
  await expect.poll(() => page.locator("table").innerText()).toContain("Price correction, rim mug");
  await keepScreenshot(page, "console");
  expect(await axeViolations(page)).toEqual([]);
  expect(faults()).toEqual([]);
  await page.context().close();
});

it("shows what others do, receipts and how far a prewarm is without being loaded again", async () => {
  const { page, faults } = await signedIn();
  const send = (path: string, body: object) =>
    here.shop.admin(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  await page.evaluate(() => Object.assign(globalThis, { loadedOnce: true }));
  await send("/admin/api/purges", { by: "market", values: ["ja-jp"], reason: "Ordered elsewhere" });
  await expect.poll(() => page.locator("#purges table").innerText(), { timeout: 10_000 }).toMatch(/Ordered elsewhere[\s\S]*1\/1/);
  expect(await page.evaluate(() => "loadedOnce" in globalThis)).toBe(true);
  await page.getByRole("link", { name: "Prewarm" }).click();
  await page.getByText("ja-jp").click();
  await page.getByLabel("Why").fill("After the wording");
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByText("running").waitFor();
  await page.getByRole("button", { name: /^Cancel/ }).focus();
  await expect.poll(() => page.locator("#jobs table").innerText(), { timeout: 10_000 }).toMatch(/\b[1-9]\d* filled/);
  expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^cancel-\d+$/);
  await page.keyboard.press("Enter");
  await page.getByText("cancelled").waitFor();
  expect(faults()).toEqual([]);
  await page.context().close();
});

it.each([true, false])(
  "leads the keyboard from a dry run to what it found, and from there to the purge, with script: %s",
  async (javaScriptEnabled) => {
    const { page, faults } = await signedIn({ javaScriptEnabled, viewport: { width: 320, height: 700 } });
    await page.getByLabel("One a line").fill("market:ja-jp");
    await page.getByLabel("Why (kept with the receipt)").fill("By keyboard");
    await page.keyboard.press("Enter");
    await page.locator(".panel:focus").getByText("Nothing was purged.").waitFor();
    while (!(await page.locator('[value="purge"]:focus').count())) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator("#purges tr:target").getByText("By keyboard").waitFor({ state: "attached" });
    expect(faults()).toEqual([]);
    await page.context().close();
  },
);

it("keeps receipts in sight beside long keys and reasons, and a phone's charts under their names", async () => {
  const { page, faults } = await signedIn({ viewport: { width: 1440, height: 900 } });
  const body = JSON.stringify({ by: "surrogate-key", values: [`product:${"x".repeat(120)}`], reason: "y".repeat(500) });
  await here.shop.admin("/admin/api/purges", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  await page.goto(`${here.shop.origin}/admin`);
  await page.getByText("y".repeat(500)).waitFor();
  expect(await page.locator("#purge-table").evaluate((table) => table.scrollWidth - table.clientWidth)).toBe(0);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`${here.shop.origin}/admin/traffic`);
  const names = await page.locator("figcaption").all();
  expect(names).toHaveLength(4);
  for (const name of names) expect((await name.boundingBox())?.x).toBeGreaterThanOrEqual(0);
  expect(faults()).toEqual([]);
  await page.context().close();
});

it.each([
  ["console-wide", { viewport: { width: 1440, height: 900 } }],
  ["console-dark", { viewport: { width: 1440, height: 900 }, colorScheme: "dark" }],
  ["console-phone", { viewport: { width: 390, height: 844 } }],
  ["console-narrow-dark", { viewport: { width: 320, height: 700 }, colorScheme: "dark" }],
] as const)("is whole and accessible on every page: %s", async (look, options) => {
  const { page, faults } = await signedIn(options);
  for (const path of PAGES) {
    await page.goto(`${here.shop.origin}/admin${path}`);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      path,
    ).toBeLessThanOrEqual(0);
    expect([path, await axeViolations(page)]).toEqual([path, []]);
    await keepScreenshot(page, `${look}${path.replaceAll(/\W+/g, "-")}`);
  }
  expect(faults()).toEqual([]);
  await page.context().close();
});
