/** The scripts that refresh fragments alone: which slots they fill, and when they ask. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BADGE, openScriptedPages, REFRESHED, type ScriptedPages } from "./scripted-pages.ts";

let pages: ScriptedPages;
beforeAll(async () => {
  pages = await openScriptedPages();
});
afterAll(() => pages.close());

describe("a fragment in several slots", () => {
  const slots = (name: string, ...about: string[]) => about.map((one) => `<div data-fragment="${name}"${one}><b>0</b></div>`).join("");
  const fresh = (name: string, about: string, text: string) =>
    `<template data-fragment="${name}"${about} data-state="tier"><b>${text}</b></template>`;
  const [A, B, C] = [' data-about="a"', ' data-about="b"', ' data-about="c"'];
  const refreshed = async (page: Page) => {
    const answered = page.waitForResponse(/_fragments/);
    await page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'cart-written' }))");
    await answered;
    await page.waitForSelector("b:text('3')");
    return page.locator("[data-fragment]").allTextContents();
  };

  it("is refreshed in all of them by the one answer there is", async () => {
    const { page, troubles } = await pages.open({ body: slots("cart-badge", "", ""), fragments: fresh("cart-badge", "", "3") });
    expect(await refreshed(page)).toEqual(["3", "3"]);
    expect(troubles).toEqual([]);
  });

  it.each([
    ["in the page's order", fresh("stock", A, "3") + fresh("stock", B, "8"), ["3", "8"]],
    ["in another order", fresh("stock", B, "8") + fresh("stock", A, "3"), ["3", "8"]],
    ["among more than there were", fresh("stock", C, "6") + fresh("stock", A, "3") + fresh("stock", B, "8"), ["3", "8"]],
    ["beside another thing's", fresh("stock", C, "6") + fresh("stock", A, "3"), ["3", "0"]],
    ["beside a fallback", fresh("stock", A, "?").replace("tier", "fallback") + fresh("stock", B, "3"), ["0", "3"]],
  ])("is refreshed in each by the answer about the same thing, %s", async (_, fragments, shown) => {
    const { page } = await pages.open({ body: slots("stock", A, B), fragments });
    expect(await refreshed(page)).toEqual(shown);
  });

  it("stays as it is in the only slot when the page is about another thing by then", async () => {
    const fragments = fresh("stock", B, "8") + fresh("cart-badge", "", "3");
    const { page } = await pages.open({ body: slots("stock", A) + slots("cart-badge", ""), fragments });
    expect(await refreshed(page)).toEqual(["0", "3"]);
  });
});

describe("a page with late fragments", () => {
  it("moves each into its slot, under the policy's hash", async () => {
    const body = `<div data-fragment="cart"><i>waiting</i></div><template data-fragment="cart"><b>late</b></template><script>${pages.lateScript}</script>`;
    const { page, troubles } = await pages.open({ body });
    expect(await page.innerHTML("div[data-fragment=cart]")).toBe("<b>late</b>");
    expect(await page.locator("template").count()).toBe(0);
    expect(troubles).toEqual([]);
  });
});

describe("a page that comes back", () => {
  const restored = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
  /** As a browser tells of a page, and of its reload that is answered 304. */
  const fetchedAhead = `const entriesOf = performance.getEntriesByType.bind(performance);
    performance.getEntriesByType = (kind) =>
      entriesOf(kind).map(({ type }) => ({ type, deliveryType: type === "reload" ? "cache" : "navigational-prefetch" }));`;

  it("asks once for every fragment on it, whatever tells of its return", async () => {
    const { page, sent } = await pages.open({ body: `${BADGE}<div data-fragment="greeting"></div>`, fragments: REFRESHED });
    await page.evaluate(`${restored}; document.dispatchEvent(new Event("visibilitychange"))`);
    await page.waitForSelector("b:text('3')");
    expect(sent.map((request) => new URL(request.url()).searchParams.get("names"))).toEqual(["cart-badge,greeting"]);
  });

  it("asks nothing for a return alone where data is to be saved, but still after a write elsewhere", async () => {
    const { page, sent } = await pages.open({ body: `${BADGE}<div data-fragment="greeting"></div>`, fragments: REFRESHED });
    await page.evaluate(`Object.defineProperty(navigator, "connection", { value: { saveData: true } });
      document.dispatchEvent(new Event("visibilitychange"))`);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    expect(sent).toEqual([]);
    await page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'cart-written' }))");
    await page.waitForSelector("b:text('3')");
    expect(sent.map((request) => new URL(request.url()).searchParams.get("names"))).toEqual(["cart-badge"]);
  });

  it.each([
    ["reloads past its moment", -1, 1],
    ["does not before", 60_000, 0],
  ])("%s", async (_, inMs, reloads) => {
    const { page, sent } = await pages.open({ body: BADGE, fragments: REFRESHED, root: ` data-not-after="${Date.now() + inMs}"` });
    const answered = page.waitForResponse(inMs < 0 ? /rim-mug/ : /_fragments/);
    await page.evaluate(restored);
    await answered;
    expect(sent.filter((request) => request.isNavigationRequest())).toHaveLength(reloads);
  });

  it.each([
    ["is asked for anew when it was fetched ahead and shown past its moment", -1, 2],
    ["is shown as it was fetched ahead before that", 60_000, 1],
  ])("%s", async (_, inMs, asked) => {
    const { page, sent } = await pages.open({ body: BADGE, root: ` data-not-after="${Date.now() + inMs}"` });
    await page.addInitScript(fetchedAhead);
    await page.goto(page.url());
    await expect.poll(() => sent.filter((request) => request.isNavigationRequest()).length).toBe(asked);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    expect(sent.filter((request) => request.isNavigationRequest())).toHaveLength(asked);
  });

  it("asks nothing when nothing on it can change", async () => {
    const { page, sent } = await pages.open({ body: "<p>plain</p>" });
    await page.evaluate(restored);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    expect(sent).toEqual([]);
  });

  it("is not held up by a refresh that failed", async () => {
    const { page } = await pages.open({ body: BADGE, fragments: REFRESHED });
    await page.context().setOffline(true);
    await page.evaluate(restored);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    await page.context().setOffline(false);
    await page.evaluate(restored);
    await page.waitForSelector("b:text('3')");
  });
});
