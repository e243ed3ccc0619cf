/** What shoppers do in a real browser: everything without script, and being known. */
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openPage } from "./browser.ts";
import { shopInBrowser } from "./shop-in-browser.ts";

const here = shopInBrowser();
const PATIENT = { timeout: 20_000 };

describe("without script", () => {
  it("fills, changes and empties the basket by forms alone", async () => {
    const { page } = await openPage(here.browser, { javaScriptEnabled: false });
    const badge = () => page.locator("header .badge .count").innerText();
    await page.goto(`${here.shop.origin}/en-us/products/rim-mug`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.waitForURL("**/products/rim-mug*");
    expect(await badge()).toBe("1");
    await page.goto(`${here.shop.origin}/en-us/cart`);
    await page.getByRole("spinbutton").fill("4");
    await page.getByRole("button", { name: "Change" }).click();
    expect(await badge()).toBe("4");
    await page.getByRole("button", { name: /Remove/ }).click();
    expect(await badge()).toBe("0");
    expect(await page.locator("main").innerText()).toContain("Nothing in here yet");
    await page.context().close();
  });

  it("chooses variants, sorts, pages and changes the market by links and forms alone", async () => {
    const { page } = await openPage(here.browser, { javaScriptEnabled: false });
    await page.goto(`${here.shop.origin}/en-gb/products/rim-mug`);
    await page.getByRole("link", { name: "350 ml" }).click();
    expect(page.url()).toContain("?variant=");
    await page.goto(`${here.shop.origin}/en-gb/collections/table`);
    await page.getByRole("combobox", { name: "Sort" }).selectOption("price-asc");
    await page.getByRole("button", { name: "Sort" }).click();
    await page.waitForURL("**sort=price-asc");
    await page.getByRole("link", { name: "Next" }).click();
    await page.waitForURL("**page=2**");
    expect(new URL(page.url()).searchParams.get("sort")).toBe("price-asc");
    await page.context().close();
  });
});

/** Leaves the page on the home page, signed in and shown. */
async function signInAs(page: Page, customer: string): Promise<void> {
  await page.goto(`${here.shop.origin}/en-gb`);
  await page.evaluate(async (name) => {
    await fetch("/en-gb/_demo/sign-in", { method: "POST", body: new URLSearchParams({ customer: name }) });
  }, customer);
  await page.goto(`${here.shop.origin}/en-gb`);
}

it("greets a customer who signed in to the demo, on every page, from the token", async () => {
  const { page } = await openPage(here.browser);
  await signInAs(page, "ines");
  await page.goto(`${here.shop.origin}/en-gb/products/rim-mug`);
  expect(await page.locator("header").innerText()).toContain("Hello, Ines");
  expect(await page.locator("main").innerText()).toContain("free for members");
  await page.context().close();
});

it("shows what was looked at, on the next page, and to a customer on their next device", async () => {
  const { page } = await openPage(here.browser);
  await page.goto(`${here.shop.origin}/en-gb/products/rim-mug`);
  await page.goto(`${here.shop.origin}/en-gb/products/foreman-mug`);
  await page.goto(`${here.shop.origin}/en-gb`);
  const recent = page.locator('[data-fragment="seen-everywhere"]');
  expect(await recent.locator("h3").allInnerTexts()).toEqual(["Foreman mug", "Rim mug"]);
  await signInAs(page, "yuki");
  const { page: other } = await openPage(here.browser);
  await signInAs(other, "yuki");
  await other.goto(`${here.shop.origin}/en-gb/products/milk-jug-tall`);
  await other.goto(`${here.shop.origin}/en-gb`);
  const elsewhere = other.locator('[data-fragment="seen-everywhere"] h3');
  expect((await elsewhere.allInnerTexts()).slice(1)).toEqual(["Foreman mug", "Rim mug"]);
  await other.context().close();
  await page.context().close();
});

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

const cameBy = (page: Page) => page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType");

describe("a link that is pressed", () => {
  it("is fetched at the press and shown at the click, which names it among what was looked at", async () => {
    const { page, troubles } = await openPage(here.browser);
    const context = page.context();
    await page.goto(`${here.shop.origin}/en-gb/collections/mugs-cups`, { waitUntil: "networkidle" });
    const asked = watched(context);
    await page.hover('main a[href="/en-gb/products/rim-mug"]');
    await page.hover("h1");
    await press(page, "/en-gb/products/rim-mug");
    expect(asked).toEqual(["/en-gb/products/rim-mug ahead"]);
    await page.mouse.up();
    await page.waitForURL("**/products/rim-mug");
    expect(await cameBy(page)).toBe("navigational-prefetch");
    expect((await context.cookies()).find(({ name }) => name === "__Host-recent")?.value).toBe("rim-mug");
    expect(troubles).toEqual([]);
    await context.close();
  });

  it("shows the basket as it is, also when its page was fetched before the last write", async () => {
    const { page } = await openPage(here.browser);
    await page.goto(`${here.shop.origin}/en-gb/products/rim-mug`, { waitUntil: "networkidle" });
    const next = await page.getAttribute('main [data-fragment="recommendations"] a', "href");
    await press(page, `${next}`);
    await page.hover("h1");
    await page.mouse.up();
    await page.click(".buy [type=submit]");
    await expect.poll(() => page.innerText("#basket .count"), PATIENT).toBe("1");
    await page.click(`main a[href="${next}"]`);
    await page.waitForURL(`**${next}`);
    expect(await cameBy(page)).toBe("navigational-prefetch");
    await expect.poll(() => page.innerText("#basket .count"), PATIENT).toBe("1");
    await page.context().close();
  });
});

it("shows the basket as it is on the way back, however long ago it was filled", async () => {
  const { page } = await openPage(here.browser);
  await page.goto(`${here.shop.origin}/en-gb/collections/mugs-cups`, { waitUntil: "networkidle" });
  await page.goto(`${here.shop.origin}/en-gb/products/rim-mug`, { waitUntil: "networkidle" });
  await page.click(".buy [type=submit]");
  await expect.poll(() => page.innerText("#basket .count"), PATIENT).toBe("1");
  await page.evaluate("localStorage['cart-written'] -= 3_600_000");
  await page.goBack();
  expect(await cameBy(page)).toBe("cache");
  await expect.poll(() => page.innerText("#basket .count"), PATIENT).toBe("1");
  await page.context().close();
});
