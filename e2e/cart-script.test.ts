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

interface Answers {
  readonly body: string;
  write?: (request: Request) => { status: number; body: unknown } | "offline";
  fragments?: string;
}

async function openShopPage(answers: Answers): Promise<{ page: Page; sent: Request[]; troubles: string[] }> {
  const { page, troubles } = await openPage(browser);
  const sent: Request[] = [];
  const html = `<!doctype html><html lang="en"><head><title>t</title><script src="/static/shop.js" defer></script></head><body>${answers.body}<p id="announcement" role="status"></p></body></html>`;
  await page.route(`${SITE}/**`, (route) => {
    sent.push(route.request());
    return answer(route, answers, html);
  });
  await page.goto(`${SITE}/en-gb/products/rim-mug?variant=NH-1`);
  sent.length = 0;
  return { page, sent, troubles };
}

function answer(route: Route, { write, fragments = "" }: Answers, html: string): Promise<void> {
  const request = route.request();
  const { pathname } = new URL(request.url());
  if (pathname === "/static/shop.js") return route.fulfill({ contentType: "text/javascript", body: shopScript });
  if (pathname.endsWith("/_fragments")) return route.fulfill({ contentType: "text/html", body: fragments });
  if (request.method() !== "POST")
    return route.fulfill({ contentType: "text/html", headers: { "Content-Security-Policy": policy() }, body: html });
  if (request.headers().accept !== "application/json") return route.fulfill({ contentType: "text/html", body: "<h1>by form</h1>" });
  const written = write?.(request) ?? "offline";
  return written === "offline" ? route.abort() : route.fulfill({ status: written.status, json: written.body });
}

const BADGE = '<div data-fragment="cart-badge"><a href="/en-gb/cart">Basket <b>0</b></a></div>';
const ADD = `<form method="post" action="/en-gb/cart/lines"><input type="hidden" name="variant" value="NH-1"><input type="hidden" name="return" value="/en-gb/cart">
  <div class="quantity"><button type="button" data-step="-1">-</button><input type="number" name="quantity" value="1" min="1" max="99"><button type="button" data-step="1">+</button></div><button>Add</button></form>`;
const REFRESHED = '<template data-fragment="cart-badge" data-state="token"><a href="/en-gb/cart">Basket <b>3</b></a></template>';
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

  it.each([
    ["refused", () => ({ status: 422, body: { title: "Sold out" } })],
    ["lost on the way", () => "offline" as const],
  ])("sends the form the plain way when the request is %s", async (_, write) => {
    const { page } = await openShopPage({ body: BADGE + ADD, write });
    await page.click("text=Add");
    await page.waitForSelector("text=by form");
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
    `<form method="post" action="/en-gb/cart/lines/l1"><input type="number" id="quantity-l1" name="quantity" value="${quantity}" min="1"><button type="button" id="more-l1" data-step="1">+</button></form>
     <form method="post" action="/en-gb/cart/lines/l1"><input type="hidden" name="quantity" value="0"><button id="remove-l1">Remove</button></form>`;
  const slot = `<div data-fragment="cart">${line(1)}</div>`;

  it("sends once after several steps and keeps the keyboard where it was", async () => {
    const fragments = `<template data-fragment="cart" data-state="batch">${line(4)}<i>fresh</i></template>`;
    const { page, sent } = await openShopPage({ body: slot, write: added, fragments });
    for (let i = 0; i < 3; i++) await page.click("#more-l1");
    await page.waitForSelector("i:text('fresh')");
    expect(sent.filter((request) => request.method() === "POST").map((request) => request.postData())).toEqual(["quantity=4"]);
    expect(await page.evaluate("document.activeElement.id")).toBe("more-l1");
  });

  it("puts the keyboard on the cart when the line it was on is gone", async () => {
    const fragments = '<template data-fragment="cart" data-state="batch"><i>empty</i></template>';
    const { page } = await openShopPage({ body: slot, write: added, fragments });
    await page.click("#remove-l1");
    await page.waitForSelector("i:text('empty')");
    expect(await page.evaluate("document.activeElement.dataset.fragment")).toBe("cart");
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

describe("a page that comes back from the browser's memory", () => {
  it("asks again for every fragment on it", async () => {
    const { page, sent } = await openShopPage({ body: BADGE, fragments: REFRESHED });
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    await page.waitForSelector("b:text('3')");
    expect(sent).toHaveLength(1);
  });
});
