/** What shoppers do in a real browser: everything without script, and being known. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openPage } from "./browser.ts";
import { shopInBrowser } from "./shop-in-browser.ts";

const here = shopInBrowser();

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
