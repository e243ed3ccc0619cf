/** Pages that are open while something happens elsewhere: other tabs, other markets, the way back, a network that is gone. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { type OpenShop, openShop } from "./shop.ts";

const PATIENT = { timeout: 20_000 };
let shop: OpenShop;
let browser: Browser;

beforeAll(async () => {
  [shop, browser] = await Promise.all([openShop(), openBrowser({ keepsPages: true })]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

/** Marks the document, so that a reload would show. */
async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(shop.origin + path);
  await page.evaluate("document.documentElement.dataset.kept = 'yes'");
  return page;
}

const isKept = (page: Page) => page.evaluate("document.documentElement.dataset.kept === 'yes'");
const count = (page: Page) => page.innerText("#basket .count");
const add = (page: Page) => page.click(".buy [type=submit]");

describe("another tab", () => {
  it("shows what was put into the basket in this one, in its own market's words, without a reload and without a word", async () => {
    const context = await browser.newContext();
    const [here, there, cart, missing, nowhere] = [
      await open(context, "/en-gb/products/rim-mug"),
      await open(context, "/de-de/collections/mugs-cups"),
      await open(context, "/ja-jp/cart"),
      await open(context, "/en-us/products/nothing-here"),
      await open(context, "/nothing"),
    ];
    await there.focus("#basket");
    await add(here);
    await expect.poll(() => count(there), PATIENT).toBe("1");
    expect(await there.innerText("#basket")).toContain("Ein Artikel im Warenkorb");
    expect(await there.evaluate("document.activeElement.id")).toBe("basket");
    expect(await there.innerText("#announcement")).toBe("");
    await expect.poll(() => cart.innerText(".cart-lines"), PATIENT).toMatch(/[¥￥]/);
    for (const page of [missing, nowhere]) await expect.poll(() => count(page), PATIENT).toBe("1");
    expect(await here.innerText("#announcement")).toBe("One thing in the basket");
    for (const page of [here, there, cart, missing, nowhere]) expect(await isKept(page)).toBe(true);
    await context.close();
  });
});

describe("the way back", () => {
  it("leads to the page as it was, with the basket as it is", async () => {
    const context = await browser.newContext();
    const page = await open(context, "/en-gb/products/rim-mug");
    expect(await count(page)).toBe("0");
    await page.goto(`${shop.origin}/en-gb/products/foreman-mug`);
    await add(page);
    await expect.poll(() => count(page), PATIENT).toBe("1");
    await page.goBack({ waitUntil: "commit" });
    await expect.poll(() => isKept(page), PATIENT).toBe(true);
    await expect.poll(() => count(page), PATIENT).toBe("1");
    await context.close();
  });

  it("asks for each fragment once, and for no more at a time than one answer tells, however many places the page has", async () => {
    const context = await browser.newContext();
    const page = await open(context, "/en-gb/products/rim-mug");
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname.endsWith("/_fragments")) asked.push(searchParams.get("names") ?? "");
    });
    await page.evaluate(() => {
      for (let i = 0; i < 20; i++) {
        const slot = document.createElement("div");
        slot.dataset.fragment = i < 10 ? `more-${i}` : "stock";
        document.body.append(slot);
      }
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await expect.poll(() => asked.join().includes("more-9"), PATIENT).toBe(true);
    expect(asked.map((names) => names.split(",").length)).toEqual([12, 5]);
    expect(
      asked
        .join()
        .split(",")
        .filter((name) => name === "stock"),
    ).toHaveLength(1);
    await context.close();
  });

  it("leads to a new page when the old one has had its time", async () => {
    const context = await browser.newContext();
    const page = await open(context, "/en-gb/products/rim-mug");
    await page.evaluate("document.documentElement.dataset.notAfter = Date.now()");
    await page.goto(`${shop.origin}/en-gb`);
    await page.goBack({ waitUntil: "commit" });
    await expect.poll(() => isKept(page), PATIENT).toBe(false);
    expect(await page.innerText("h1")).toBe("Rim mug");
    await context.close();
  });
});

describe("a network that is gone", () => {
  it("leaves the page usable, and a second press is the first one's wish", async () => {
    const context = await browser.newContext();
    const page = await open(context, "/en-gb/products/rim-mug");
    await context.setOffline(true);
    await add(page);
    await page.waitForSelector("form + .message:not(.is-good)");
    expect(await page.innerText("#announcement")).toBe("No answer came. Check the connection, then try again.");
    expect(await isKept(page)).toBe(true);
    await context.setOffline(false);
    await add(page);
    await page.waitForSelector("form + .message.is-good");
    await expect.poll(() => count(page), PATIENT).toBe("1");
    await context.close();
  });
});

describe("a write that was done but whose answer was lost", () => {
  it("is done once", async () => {
    const context = await browser.newContext();
    const page = await open(context, "/en-gb/products/rim-mug");
    await add(page);
    await expect.poll(() => count(page), PATIENT).toBe("1");
    let lost = 0;
    await page.route("**/cart/lines", async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await add(page);
    await page.waitForSelector("form + .message:not(.is-good)");
    await add(page);
    await page.waitForSelector("form + .message.is-good");
    await expect.poll(() => count(page), PATIENT).toBe("2");
    expect(lost).toBe(2);
    await context.close();
  });
});
