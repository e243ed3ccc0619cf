/** The shop's scripts alone, in a browser, against answers made up here: what they do to a page, and what they leave to it. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Page, Request, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, openPage } from "./browser.ts";
import { root } from "./shop.ts";

const SITE = "https://nearhand.example";
let browser: Browser;
let shopScript: string;
let lateScript: string;

beforeAll(async () => {
  browser = await openBrowser();
  [shopScript, lateScript] = (await Promise.all(["shop.ts", "late.ts"].map(bundle))) as [string, string];
});
afterAll(() => browser.close());

async function bundle(name: string): Promise<string> {
  const result = await build({
    entryPoints: [join(root, "public/scripts", name)],
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
  });
  return result.outputFiles[0]?.text.trim() ?? "";
}

/** As strict as the shop's own: no inline script but the late one, no markup from text but by the one policy. */
const policy = () =>
  `default-src 'none'; connect-src 'self'; form-action 'self'; script-src 'self' 'sha256-${createHash("sha256").update(lateScript).digest("base64")}'; require-trusted-types-for 'script'; trusted-types vitrine`;

type Written = { status: number; body: unknown } | "offline";

interface Answers {
  readonly body: string;
  /** More attributes of the document's root. */
  readonly root?: string;
  write?: (request: Request) => Written | Promise<Written>;
  fragments?: string;
}

async function openShopPage(answers: Answers): Promise<{ page: Page; sent: Request[]; troubles: string[] }> {
  const { page, troubles } = await openPage(browser);
  const sent: Request[] = [];
  const html = `<!doctype html><html lang="en"${answers.root ?? ""}><head><title>t</title><script src="/static/shop.js" defer></script></head><body>${answers.body}<p id="announcement" role="status" data-lost="No answer came."></p></body></html>`;
  await page.route(`${SITE}/**`, (route) => {
    sent.push(route.request());
    return answer(route, answers, html);
  });
  await page.goto(`${SITE}/en-gb/products/rim-mug?variant=NH-1`);
  sent.length = 0;
  return { page, sent, troubles };
}

async function answer(route: Route, { write, fragments = "" }: Answers, html: string): Promise<void> {
  const request = route.request();
  const { pathname } = new URL(request.url());
  if (pathname === "/static/shop.js") return route.fulfill({ contentType: "text/javascript", body: shopScript });
  if (pathname.endsWith("/_fragments")) return route.fulfill({ contentType: "text/html", body: fragments });
  if (request.method() !== "POST")
    return route.fulfill({ contentType: "text/html", headers: { "Content-Security-Policy": policy() }, body: html });
  if (request.headers().accept !== "application/json") return route.fulfill({ contentType: "text/html", body: "<h1>by form</h1>" });
  const written = (await write?.(request)) ?? "offline";
  return written === "offline" ? route.abort() : route.fulfill({ status: written.status, json: written.body });
}

const BADGE = '<div data-fragment="cart-badge"><a href="/en-gb/cart">Basket <b>0</b></a></div>';
const ADD = `<form method="post" action="/en-gb/cart/lines"><input type="hidden" name="variant" value="NH-1"><input type="hidden" name="return" value="/en-gb/cart">
  <div class="quantity"><button type="button" data-step="-1">-</button><input type="number" name="quantity" value="1" min="1" max="99"><button type="button" data-step="1">+</button></div><button>Add</button></form>`;
const REFRESHED = '<template data-fragment="cart-badge" data-state="token"><a href="/en-gb/cart">Basket <b>3</b></a></template>';
const posts = (sent: readonly Request[]) => sent.filter((request) => request.method() === "POST");
/** An answer that takes its time. */
const soon = (write: () => Written) => async () => {
  await new Promise((resolve) => setTimeout(resolve, 150));
  return write();
};
const added = () => ({ status: 200, body: { message: "3 things in the basket" } });

describe("adding to the cart with script", () => {
  it("stays on the page, refreshes what was touched and says it aloud", async () => {
    const { page, sent, troubles } = await openShopPage({ body: BADGE + ADD, write: added, fragments: REFRESHED });
    await page.click('[data-step="1"]');
    await page.click("text=Add");
    await page.waitForSelector("b:text('3')");
    expect(sent[0]?.postData()).toBe("variant=NH-1&return=%2Fen-gb%2Fcart&quantity=2");
    expect(new URL(sent[1]?.url() ?? "").searchParams.get("names")).toBe("cart-badge");
    expect(new URL(sent[1]?.url() ?? "").searchParams.get("page")).toBe("/en-gb/products/rim-mug?variant=NH-1");
    expect(await page.textContent("#announcement")).toBe("3 things in the basket");
    expect(await page.textContent("form + .message")).toBe("3 things in the basket");
    expect(troubles).toEqual([]);
  });

  it("shows why it was refused, and sends it once", async () => {
    const refused = () => ({ status: 422, body: { title: "In English", message: "So viele sind nicht zu haben." } });
    const { page, sent } = await openShopPage({ body: BADGE + ADD, write: refused, fragments: REFRESHED });
    await page.click("text=Add");
    await page.waitForSelector("form + .message:not(.is-good)");
    await page.waitForSelector("b:text('3')");
    expect(await page.textContent("#announcement")).toBe("So viele sind nicht zu haben.");
    expect(await page.textContent("form + .message")).toBe("So viele sind nicht zu haben.");
    expect(posts(sent)).toHaveLength(1);
    expect(page.url()).toBe(`${SITE}/en-gb/products/rim-mug?variant=NH-1`);
  });

  it.each([
    ["nothing", () => "offline" as const],
    ["something that is no JSON", () => ({ status: 502, body: undefined })],
  ])("leaves the page usable when %s comes back, and says so", async (_, write) => {
    const { page } = await openShopPage({ body: BADGE + ADD, write });
    await page.fill("[name=quantity]", "7");
    await page.click("text=Add");
    await page.waitForSelector("form + .message:not(.is-good)");
    expect(await page.textContent("#announcement")).toBe("No answer came.");
    expect(await page.inputValue("[name=quantity]")).toBe("7");
    expect(await page.locator("text=Add").isEnabled()).toBe(true);
  });

  it("names a repetition of what got no answer like its first attempt, and another wish otherwise", async () => {
    const answers: Written[] = ["offline", { status: 503, body: { message: "closed" } }, added(), added()];
    const { page, sent } = await openShopPage({ body: BADGE + ADD, write: () => answers.shift() ?? "offline", fragments: REFRESHED });
    for (const said of ["No answer came.", "closed", "3 things in the basket", "3 things in the basket"]) {
      await page.click("text=Add");
      await page.waitForSelector(`form + .message:text('${said}')`);
      await page.waitForFunction((text) => document.getElementById("announcement")?.textContent === text, said);
    }
    await expect.poll(() => posts(sent).length).toBe(4);
    const names = posts(sent).map((request) => request.headers()["idempotency-key"]);
    expect(names[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect([names[1], names[2]]).toEqual([names[0], names[0]]);
    expect(names[3]).not.toBe(names[0]);
  });

  it("takes two presses in a row for one", async () => {
    const { page, sent } = await openShopPage({ body: BADGE + ADD, write: soon(added), fragments: REFRESHED });
    await page.evaluate(() => {
      for (let i = 0; i < 3; i++) document.querySelector("form")?.requestSubmit();
    });
    await page.waitForSelector("b:text('3')");
    expect(posts(sent)).toHaveLength(1);
  });

  it("says the same thing again when it happens again", async () => {
    const { page } = await openShopPage({ body: BADGE + ADD, write: soon(added), fragments: REFRESHED });
    await page.evaluate(() => {
      const region = document.getElementById("announcement") as HTMLElement;
      new MutationObserver(() => {
        region.dataset.heard = `${region.dataset.heard ?? ""}[${region.textContent}]`;
      }).observe(region, { childList: true });
    });
    for (let i = 0; i < 2; i++) {
      await page.click("text=Add");
      await page.waitForFunction((times) => document.getElementById("announcement")?.dataset.heard?.split("[3").length === times, i + 2);
    }
    expect(await page.getAttribute("#announcement", "data-heard")).toBe("[3 things in the basket][][3 things in the basket]");
  });

  it("keeps what stands in a slot when only the fallback would come", async () => {
    const fragments = '<template data-fragment="cart-badge" data-state="fallback"><a>Basket</a></template>';
    const { page } = await openShopPage({ body: BADGE + ADD, write: added, fragments });
    await page.click("text=Add");
    await page.waitForSelector("form + .message");
    expect(await page.textContent("b")).toBe("0");
  });

  it("never steps below one", async () => {
    const { page } = await openShopPage({ body: BADGE + ADD });
    await page.click('[data-step="-1"]');
    expect(await page.inputValue("[name=quantity]")).toBe("1");
  });
});

describe("changing the cart with script", () => {
  const line = (quantity: number) =>
    `<li><form method="post" action="/en-gb/cart/lines/l1"><input type="number" id="quantity-l1" name="quantity" value="${quantity}" min="1"><button type="button" id="more-l1" data-step="1">+</button></form>
     <form method="post" action="/en-gb/cart/lines/l1"><input type="hidden" name="quantity" value="0"><button id="remove-l1">Remove</button></form></li>`;
  const slot = `<div data-fragment="cart">${line(1)}</div>`;

  it("sends once after several steps and keeps the keyboard where it was", async () => {
    const fragments = `<template data-fragment="cart" data-state="batch">${line(4)}<i>fresh</i></template>`;
    const { page, sent } = await openShopPage({ body: slot, write: added, fragments });
    await page.focus("#more-l1");
    await page.evaluate(() => {
      for (let i = 0; i < 3; i++) document.getElementById("more-l1")?.click();
    });
    await page.waitForSelector("i:text('fresh')");
    expect(posts(sent).map((request) => request.postData())).toEqual(["quantity=4"]);
    expect(await page.evaluate("document.activeElement.id")).toBe("more-l1");
  });

  it("sends once more what was changed while the first change was under way, and shows the last", async () => {
    const fragments = `<template data-fragment="cart" data-state="batch">${line(3)}<i>fresh</i></template>`;
    const { page, sent } = await openShopPage({ body: slot, write: soon(added), fragments });
    await page.evaluate(() => {
      const form = document.querySelector("form") as HTMLFormElement;
      for (const quantity of [1, 2, 3]) {
        (form.elements.namedItem("quantity") as HTMLInputElement).value = `${quantity}`;
        form.requestSubmit();
      }
    });
    await page.waitForSelector("i:text('fresh')");
    expect(posts(sent).map((request) => request.postData())).toEqual(["quantity=1", "quantity=3"]);
  });

  it("puts a refused quantity back and shows why under its line", async () => {
    const fragments = `<template data-fragment="cart" data-state="batch">${line(1)}</template>`;
    const write = () => ({ status: 422, body: { message: "Too many." } });
    const { page } = await openShopPage({ body: slot, write, fragments });
    await page.fill("#quantity-l1", "99");
    await page.press("#quantity-l1", "Enter");
    await page.waitForSelector("li > .message:text('Too many.')");
    expect(await page.inputValue("#quantity-l1")).toBe("1");
    expect(await page.evaluate("document.activeElement.id")).toBe("quantity-l1");
  });

  it("shows that there was less than asked for, until the next change", async () => {
    const fragments = `<template data-fragment="cart" data-state="batch">${line(2)}</template>`;
    const answers = [{ status: 200, body: { message: "Only 2 of 9 could be had.", adjusted: { asked: 9, got: 2 } } }, added()];
    const { page } = await openShopPage({ body: slot, write: () => answers.shift() ?? "offline", fragments });
    await page.fill("#quantity-l1", "9");
    await page.press("#quantity-l1", "Enter");
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#quantity-l1")?.defaultValue === "2");
    await page.waitForSelector("li > .message:not(.is-good):text('Only 2 of 9 could be had.')");
    await page.fill("#quantity-l1", "1");
    await page.press("#quantity-l1", "Enter");
    await page.waitForSelector(".message", { state: "detached" });
  });

  it("leaves what is being typed alone when nothing changed", async () => {
    const fragments = `<template data-fragment="cart" data-state="batch">${line(1)}</template>`;
    const { page } = await openShopPage({ body: slot, fragments });
    await page.fill("#quantity-l1", "12");
    const answered = page.waitForResponse(/_fragments/);
    await page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'cart-written' }))");
    await answered;
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))");
    expect(await page.inputValue("#quantity-l1")).toBe("12");
    expect(await page.evaluate("document.activeElement.id")).toBe("quantity-l1");
  });

  it("puts the keyboard on the cart when the line it was on is gone", async () => {
    const fragments = '<template data-fragment="cart" data-state="batch"><i>empty</i></template>';
    const { page } = await openShopPage({ body: slot, write: added, fragments });
    await page.click("#remove-l1");
    await page.waitForSelector("i:text('empty')");
    expect(await page.evaluate("document.activeElement.dataset.fragment")).toBe("cart");
  });
});

describe("a fragment in several slots", () => {
  const slots = (name: string) => `<div data-fragment="${name}"><b>0</b></div>`.repeat(2);
  const fresh = (name: string, text: string) => `<template data-fragment="${name}" data-state="tier"><b>${text}</b></template>`;
  const refreshed = async (page: Page) => {
    const answered = page.waitForResponse(/_fragments/);
    await page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'cart-written' }))");
    await answered;
    await page.waitForSelector("b:text('3')");
    return page.locator("[data-fragment]").allTextContents();
  };

  it("is refreshed in all of them by the one answer there is", async () => {
    const { page, troubles } = await openShopPage({ body: slots("cart-badge"), fragments: fresh("cart-badge", "3") });
    expect(await refreshed(page)).toEqual(["3", "3"]);
    expect(troubles).toEqual([]);
  });

  it("is refreshed in each by its own answer when it is about another thing in each", async () => {
    const { page } = await openShopPage({ body: slots("stock"), fragments: fresh("stock", "3") + fresh("stock", "8") });
    expect(await refreshed(page)).toEqual(["3", "8"]);
  });

  it("keeps what stands in the one that only the fallback would come to", async () => {
    const late = fresh("stock", "?").replace("tier", "fallback");
    const { page } = await openShopPage({ body: slots("stock"), fragments: late + fresh("stock", "3") });
    expect(await refreshed(page)).toEqual(["0", "3"]);
  });

  it("stays as it is where the page has more slots by then, which are about who knows what", async () => {
    const fragments = ["6", "7", "8"].map((text) => fresh("stock", text)).join("") + fresh("cart-badge", "3");
    const { page } = await openShopPage({ body: slots("stock") + slots("cart-badge"), fragments });
    expect(await refreshed(page)).toEqual(["0", "0", "3", "3"]);
  });
});

describe("a page with late fragments", () => {
  it("moves each into its slot, under the policy's hash", async () => {
    const body = `<div data-fragment="cart"><i>waiting</i></div><template data-fragment="cart"><b>late</b></template><script>${lateScript}</script>`;
    const { page, troubles } = await openShopPage({ body });
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
    const { page, sent } = await openShopPage({ body: `${BADGE}<div data-fragment="greeting"></div>`, fragments: REFRESHED });
    await page.evaluate(`${restored}; document.dispatchEvent(new Event("visibilitychange"))`);
    await page.waitForSelector("b:text('3')");
    expect(sent.map((request) => new URL(request.url()).searchParams.get("names"))).toEqual(["cart-badge,greeting"]);
  });

  it("asks nothing for a return alone where data is to be saved, but still after a write elsewhere", async () => {
    const { page, sent } = await openShopPage({ body: `${BADGE}<div data-fragment="greeting"></div>`, fragments: REFRESHED });
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
    const { page, sent } = await openShopPage({ body: BADGE, fragments: REFRESHED, root: ` data-not-after="${Date.now() + inMs}"` });
    const answered = page.waitForResponse(inMs < 0 ? /rim-mug/ : /_fragments/);
    await page.evaluate(restored);
    await answered;
    expect(sent.filter((request) => request.isNavigationRequest())).toHaveLength(reloads);
  });

  it.each([
    ["is asked for anew when it was fetched ahead and shown past its moment", -1, 2],
    ["is shown as it was fetched ahead before that", 60_000, 1],
  ])("%s", async (_, inMs, asked) => {
    const { page, sent } = await openShopPage({ body: BADGE, root: ` data-not-after="${Date.now() + inMs}"` });
    await page.addInitScript(fetchedAhead);
    await page.goto(page.url());
    await expect.poll(() => sent.filter((request) => request.isNavigationRequest()).length).toBe(asked);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    expect(sent.filter((request) => request.isNavigationRequest())).toHaveLength(asked);
  });

  it("asks nothing when nothing on it can change", async () => {
    const { page, sent } = await openShopPage({ body: "<p>plain</p>" });
    await page.evaluate(restored);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    expect(sent).toEqual([]);
  });

  it("is not held up by a refresh that failed", async () => {
    const { page } = await openShopPage({ body: BADGE, fragments: REFRESHED });
    await page.context().setOffline(true);
    await page.evaluate(restored);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    await page.context().setOffline(false);
    await page.evaluate(restored);
    await page.waitForSelector("b:text('3')");
  });
});
