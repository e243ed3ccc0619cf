/** The overlay of `npm run dev`: what a developer sees over a page and can try with its fragments. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { axeViolations, keepScreenshot, openPage } from "./browser.ts";
import { shopInBrowser } from "./shop-in-browser.ts";

const here = shopInBrowser();

const PRODUCT = "/products/rim-mug";
const panel = (page: Page) => page.getByRole("region", { name: "What this page is made of" });
const row = (page: Page, name: string) =>
  panel(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) });

async function open(path: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(here.browser, options);
  const { page } = opened;
  const said: string[] = [];
  page.on("console", (message) => message.type() === "info" && said.push(message.text()));
  await page.goto(`${here.shop.origin}${path}`, { waitUntil: "networkidle" });
  return { ...opened, said };
}

async function toggle(page: Page): Promise<void> {
  await page.keyboard.press("Alt+KeyV");
  await panel(page).waitFor();
}

async function choose(page: Page, name: string, what: string): Promise<void> {
  const loaded = page.waitForEvent("load");
  await row(page, name).getByRole("combobox").selectOption(what);
  await loaded;
  await panel(page).waitFor();
}

describe("the overlay", () => {
  it("is announced once, comes and goes with its key, and adds no space", async () => {
    const { page, said, troubles } = await open(`/en-gb${PRODUCT}`);
    expect(said).toEqual(["Vitrine: Alt+V shows what this page is made of."]);
    const size = () => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
    const before = await size();
    await toggle(page);
    expect(await size()).toEqual(before);
    const box = await panel(page).boundingBox();
    expect(box?.height).toBeLessThanOrEqual(900 * 0.46 + 1);
    expect(await page.locator(".overlay-box").count()).toBe(1 + (await page.locator("[data-fragment]").count()));
    await panel(page).getByRole("button", { name: "Hide" }).click();
    expect(await panel(page).count()).toBe(0);
    expect(await page.locator(".overlay-layer").count()).toBe(0);
    await page.reload({ waitUntil: "networkidle" });
    expect(await panel(page).count()).toBe(0);
    expect(said).toHaveLength(1);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("tells name, scope, source, age, budget, size and tags of every slot", async () => {
    const { page } = await open(`/en-gb${PRODUCT}`);
    await toggle(page);
    const cells = async (name: string) => (await row(page, name).getByRole("cell").allInnerTexts()).slice(0, -1);
    expect(await cells("cart-badge")).toEqual([
      "visitor",
      "token",
      "none",
      expect.stringMatching(/^\d+ of 150 ms$/),
      expect.stringMatching(/ B$/),
      "",
    ]);
    const [scope, source, age, time, , tags] = await cells("recommendations");
    expect([scope, source]).toEqual(["public", expect.stringMatching(/tier|batch/)]);
    expect(age).toMatch(/^\d+ s \/ 30 min$/);
    expect(time).toMatch(/ of 120 ms$/);
    expect(tags).toContain("product:");
    expect((await cells("shell"))[1]).toBe("hit");
    await page.context().close();
  });

  it("makes a fragment late, which comes behind the page into its place, and too late, which leaves the fallback", async () => {
    const { page, troubles } = await open(`/en-gb${PRODUCT}`);
    await toggle(page);
    await choose(page, "recommendations", "late");
    expect(await row(page, "recommendations").innerText()).toContain("fallback, late");
    expect(await page.locator('[data-fragment="recommendations"] .card').count()).toBeGreaterThan(0);
    await choose(page, "recommendations", "too-late");
    expect(await row(page, "recommendations").innerText()).toContain("not in 120 ms");
    expect(await page.locator('[data-fragment="recommendations"] .card').count()).toBe(0);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it("fails a fragment for this browser and for nobody else", async () => {
    const { page } = await open(`/en-gb${PRODUCT}`);
    const stock = (shown: Page) => shown.locator('[data-fragment="stock"]').innerText();
    await expect
      .poll(
        async () => {
          await page.reload();
          return stock(page);
        },
        { timeout: 15_000 },
      )
      .toContain("In stock");
    await toggle(page);
    await choose(page, "stock", "fail");
    expect(await stock(page)).toContain("Being counted");
    expect(await row(page, "stock").innerText()).toContain("fallback, failed-on-purpose");
    const other = await open(`/en-gb${PRODUCT}`);
    expect(await stock(other.page)).toContain("In stock");
    await panel(page).getByRole("button", { name: "Hide" }).click();
    await page.reload();
    expect(await stock(page)).toContain("In stock");
    await page.context().close();
    await other.page.context().close();
  });

  it("leads to the console whoever may not purge, and purges for whoever is signed in there", async () => {
    const { page, troubles } = await open(`/en-gb${PRODUCT}`);
    await toggle(page);
    await row(page, "recommendations").getByRole("button", { name: "Purge recommendations" }).click();
    expect(await panel(page).getByRole("link", { name: "Sign in to the console" }).getAttribute("href")).toBe("/admin");
    const admin = await page.context().newPage();
    await admin.goto(`${here.shop.origin}/admin`);
    await admin.getByLabel("Admin token").fill(here.shop.adminToken);
    await admin.getByRole("button", { name: "Sign in" }).click();
    await admin.getByRole("heading", { name: "Recent purges" }).waitFor();
    const purged = page.waitForEvent("load");
    await row(page, "recommendations").getByRole("button", { name: "Purge recommendations" }).click();
    await expect.poll(() => panel(page).getByRole("status").innerText()).toMatch(/^recommendations is purged as \d+\.\d+/);
    await purged;
    await panel(page).waitFor();
    const { purges } = (await (await here.shop.admin("/admin/api/purges?limit=1")).json()) as {
      purges: { reason: string; values: string[] }[];
    };
    expect(purges[0]).toMatchObject({
      reason: "Tried in the overlay: recommendations",
      values: expect.arrayContaining(["product:nh-1042"]),
    });
    expect(troubles.filter((trouble) => !trouble.includes("401"))).toEqual([]);
    await page.context().close();
  });

  it("shows the page as another visitor sees it", async () => {
    const { page } = await open(`/en-gb${PRODUCT}`);
    await toggle(page);
    const loaded = page.waitForEvent("load");
    await panel(page).getByLabel("View as").selectOption("ines");
    await loaded;
    await panel(page).waitFor();
    expect(await page.locator("header").innerText()).toContain("Hello, Ines");
    expect(await panel(page).getByLabel("View as").inputValue()).toBe("ines");
    await page.context().close();
  });

  it("shows the page without script: the fallback of a late fragment stays, and nothing runs", async () => {
    const { page } = await open(`/en-gb${PRODUCT}`);
    await toggle(page);
    await choose(page, "recommendations", "late");
    const [bare] = await Promise.all([
      page.context().waitForEvent("page"),
      panel(page).getByRole("link", { name: "Without script" }).click(),
    ]);
    await bare.waitForLoadState();
    expect(await bare.locator('[data-fragment="recommendations"] .card:visible').count()).toBe(0);
    expect(await bare.locator("script[src*=overlay]").count()).toBe(0);
    await bare.getByRole("button", { name: "Add to basket" }).click();
    await bare.waitForURL("**/products/rim-mug*");
    expect(await bare.locator("header .badge .count").innerText()).toBe("1");
    await page.context().close();
  });
});

describe.each([
  ["light", "en-gb", "light"],
  ["dark", "en-gb", "dark"],
  ["right-to-left", "ar-ae", "light"],
  ["right-to-left-dark", "ar-ae", "dark"],
] as const)("in %s", (look, market, colorScheme) => {
  it("is accessible, and kept as a picture", async () => {
    const { page, troubles } = await open(`/${market}${PRODUCT}`, { viewport: { width: 1440, height: 1300 }, colorScheme });
    await toggle(page);
    await page.waitForLoadState("networkidle");
    await keepScreenshot(page, `overlay-${look}`, false);
    expect(await axeViolations(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
