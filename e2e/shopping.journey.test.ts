/** One shopper's way through the shop, in a real browser: the shortest proof that all of it works together. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { openPage } from "./browser.ts";
import { shopInBrowser } from "./shop-in-browser.ts";

const here = shopInBrowser();

const badge = (page: Page) => page.locator("header .badge .count");

it("takes a shopper from the home page to a filled basket and back to an empty one", async () => {
  const { page, troubles } = await openPage(here.browser, { locale: "en-GB" });
  await page.goto(`${here.shop.origin}/`);
  expect(new URL(page.url()).pathname).toBe("/en-gb");
  expect(await page.locator("h1").innerText()).toMatch(/within\s+reach/);

  await page.getByRole("link", { name: "Mugs & cups", exact: false }).first().click();
  await page.waitForURL("**/collections/mugs-cups");
  await page.locator("main article a, main .card a").first().click();
  await page.waitForURL("**/products/**");
  expect(await badge(page).innerText()).toBe("0");

  await page.getByRole("button", { name: "Add to basket" }).click();
  await expect.poll(() => badge(page).innerText()).toBe("1");

  await page.goto(`${here.shop.origin}/en-gb/cart`);
  await page.getByRole("spinbutton").fill("3");
  await page.getByRole("button", { name: "Change" }).click();
  await expect.poll(() => badge(page).innerText()).toBe("3");
  expect(await page.locator("main").innerText()).toContain("Checkout is not open yet");

  await page.getByRole("button", { name: /Remove/ }).click();
  await expect.poll(() => badge(page).innerText()).toBe("0");
  expect(await page.locator("main").innerText()).toContain("Nothing in here yet");
  expect(troubles).toEqual([]);
});
