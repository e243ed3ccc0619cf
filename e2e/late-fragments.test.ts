/** Fragments that come late, over a real connection into a real browser: whatever the order, the page is the same, and nobody is disturbed. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, openPage } from "./browser.ts";
import { type LateName, type LatePages, openLatePages } from "./late-pages.ts";
import { recordShifts, shiftsOf } from "./shifts.ts";

let pages: LatePages;
let browser: Browser;

beforeAll(async () => {
  [pages, browser] = await Promise.all([openLatePages(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await pages?.close();
});
beforeEach(() => {
  pages.late = {};
  pages.markup = {};
});

const LATE: readonly LateName[] = ["cart-badge", "delivery-note", "recommendations", "recently-viewed"];
const GAP_MS = 15;

/** Every order of every choice of names, the empty one first. */
function orders(names: readonly LateName[]): LateName[][] {
  const longer = names.flatMap((name) => orders(names.filter((other) => other !== name)).map((order) => [name, ...order]));
  return [[], ...longer];
}

/** Each comes a little after the one before it. */
function inOrder(order: readonly LateName[]): LatePages["late"] {
  return Object.fromEntries(
    order.map((name, i) => [name, () => new Promise<"comes">((resolve) => setTimeout(() => resolve("comes"), GAP_MS * (i + 1)))]),
  );
}

/** Promises to be kept by hand. */
function byHand(names: readonly LateName[]) {
  const release: Partial<Record<LateName, (what?: "comes" | "stays away") => void>> = {};
  const late = Object.fromEntries(
    names.map((name) => [
      name,
      () =>
        new Promise<"comes" | "stays away">((resolve) => {
          release[name] = (what = "comes") => resolve(what);
        }),
    ]),
  );
  return { late, release };
}

/** Notes everything that changes in a region that screen readers speak of. */
async function recordSpeech(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const spoken: string[] = [];
    Object.assign(globalThis, { spoken });
    const live = "[aria-live],[role=status],[role=alert],[role=log],[role=timer],output";
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(live);
        if (region) spoken.push(region.outerHTML);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}

const dom = (page: Page) => page.evaluate(() => document.documentElement.outerHTML);

describe("late fragments", () => {
  it("come to the same page in every order, moving nothing and saying nothing", async () => {
    const { page, troubles } = await openPage(browser);
    await Promise.all([recordShifts(page), recordSpeech(page)]);
    await page.goto(pages.url);
    const inTime = await dom(page);
    const all = orders(LATE).slice(1);
    expect(all).toHaveLength(64);
    for (const order of all) {
      pages.late = inOrder(order);
      await page.goto(pages.url);
      expect(pages.came).toEqual(order);
      expect(await dom(page), order.join()).toBe(inTime);
      expect(await shiftsOf(page), order.join()).toEqual([]);
      expect(await page.evaluate("spoken"), order.join()).toEqual([]);
    }
    expect(inTime).not.toContain("<template");
    expect(await repeatedIds(page)).toEqual([]);
    expect(troubles).toEqual([]);
  }, 180_000);

  it("move nothing on a phone either", async () => {
    const { page } = await openPage(browser, { viewport: { width: 360, height: 740 } });
    await recordShifts(page);
    for (const order of [LATE, [...LATE].reverse()]) {
      pages.late = inOrder(order);
      await page.goto(pages.url);
      expect(pages.came).toHaveLength(4);
      expect(await shiftsOf(page)).toEqual([]);
    }
  });

  it("do not keep the page from being seen and used, nor wait for one another", async () => {
    const { late, release } = byHand(LATE);
    pages.late = late;
    const { page } = await openPage(browser);
    await page.goto(pages.url, { waitUntil: "commit" });
    await page.waitForSelector("footer");
    expect(await page.innerText("#basket")).toContain("Basket");
    release["recently-viewed"]?.();
    await page.waitForSelector(".slot.recent .card");
    expect(await page.locator(".slot.recommendations .card").count()).toBe(0);
    release.recommendations?.();
    await page.waitForSelector(".slot.recommendations .card");
    release["cart-badge"]?.("stays away");
    release["delivery-note"]?.("stays away");
    await page.waitForLoadState();
    expect(await page.locator("#basket .count").count()).toBe(0);
    expect(await page.locator("template").count()).toBe(0);
  });

  it("leave the keyboard where it was", async () => {
    const { late, release } = byHand(["cart-badge"]);
    pages.late = late;
    const { page } = await openPage(browser);
    await page.goto(pages.url, { waitUntil: "commit" });
    await page.waitForSelector("footer");
    await page.focus("#basket");
    release["cart-badge"]?.();
    await page.waitForSelector("#basket .count");
    expect(await page.evaluate("document.activeElement.id")).toBe("basket");
  });

  it("never run what is in them", async () => {
    const ran = "document.title='ran'";
    const markup = `<b>here</b><script>${ran}</script><script src="data:text/javascript,${ran}"></script><img src="x" onerror="${ran}">`;
    pages.markup = { recommendations: markup };
    pages.late = inOrder(["recommendations"]);
    const { page } = await openPage(browser);
    await page.goto(pages.url);
    expect(await page.innerText(".slot.recommendations")).toBe("here");
    expect(await page.locator(".slot.recommendations script").count()).toBe(0);
    expect(await page.title()).not.toBe("ran");
  });

  it("leave the fallbacks in place, working, where there is no script", async () => {
    const { page } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(pages.url);
    const inTime = await page.innerText("main");
    pages.late = inOrder(["cart-badge", "delivery-note"]);
    await page.goto(pages.url);
    expect(pages.came).toEqual(["cart-badge", "delivery-note"]);
    expect(inTime).toContain("Two working days, free for members.");
    expect(await page.innerText("main")).toBe(inTime.replace(", free for members", ""));
    expect(await page.innerText("#basket")).toBe("Basket");
    const asked = page.waitForRequest("**/en-gb/cart");
    await page.click("#basket", { noWaitAfter: true });
    await asked;
  });
});

function repeatedIds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  });
}
