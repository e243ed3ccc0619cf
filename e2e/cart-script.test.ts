/** The scripts of the basket alone: what they do to a page, and what they leave to it. */
import type { Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BADGE, openScriptedPages, REFRESHED, type ScriptedPages, SITE, type Written } from "./scripted-pages.ts";

let pages: ScriptedPages;
beforeAll(async () => {
  pages = await openScriptedPages();
});
afterAll(() => pages.close());

const ADD = `<form method="post" action="/en-gb/cart/lines"><input type="hidden" name="variant" value="NH-1"><input type="hidden" name="return" value="/en-gb/cart">
  <div class="quantity"><button type="button" data-step="-1">-</button><input type="number" name="quantity" value="1" min="1" max="99"><button type="button" data-step="1">+</button></div><button>Add</button></form>`;
const posts = (sent: readonly Request[]) => sent.filter((request) => request.method() === "POST");
/** An answer that takes its time. */
const soon = (write: () => Written) => async () => {
  await new Promise((resolve) => setTimeout(resolve, 150));
  return write();
};
const added = () => ({ status: 200, body: { message: "3 things in the basket" } });

describe("adding to the cart with script", () => {
  it("stays on the page, refreshes what was touched and says it aloud", async () => {
    const { page, sent, troubles } = await pages.open({ body: BADGE + ADD, write: added, fragments: REFRESHED });
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
    const { page, sent } = await pages.open({ body: BADGE + ADD, write: refused, fragments: REFRESHED });
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
    const { page } = await pages.open({ body: BADGE + ADD, write });
    await page.fill("[name=quantity]", "7");
    await page.click("text=Add");
    await page.waitForSelector("form + .message:not(.is-good)");
    expect(await page.textContent("#announcement")).toBe("No answer came.");
    expect(await page.inputValue("[name=quantity]")).toBe("7");
    expect(await page.locator("text=Add").isEnabled()).toBe(true);
  });

  it("names a repetition of what got no answer like its first attempt, and another wish otherwise", async () => {
    const answers: Written[] = ["offline", { status: 503, body: { message: "closed" } }, added(), added()];
    const { page, sent } = await pages.open({ body: BADGE + ADD, write: () => answers.shift() ?? "offline", fragments: REFRESHED });
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
    const { page, sent } = await pages.open({ body: BADGE + ADD, write: soon(added), fragments: REFRESHED });
    await page.evaluate(() => {
      for (let i = 0; i < 3; i++) document.querySelector("form")?.requestSubmit();
    });
    await page.waitForSelector("b:text('3')");
    expect(posts(sent)).toHaveLength(1);
  });

  it("says the same thing again when it happens again", async () => {
    const { page } = await pages.open({ body: BADGE + ADD, write: soon(added), fragments: REFRESHED });
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
    const { page } = await pages.open({ body: BADGE + ADD, write: added, fragments });
    await page.click("text=Add");
    await page.waitForSelector("form + .message");
    expect(await page.textContent("b")).toBe("0");
  });

  it("asks once more for what was late, which would show the cart as it was", async () => {
    const answers = { body: BADGE + ADD, write: added, fragments: REFRESHED.replace('"token"', '"fallback" data-because="late"') };
    const { page, sent } = await pages.open(answers);
    const late = page.waitForResponse(/_fragments/);
    await page.click("text=Add");
    await late;
    answers.fragments = REFRESHED;
    await page.waitForSelector("b:text('3')");
    expect(sent.filter((request) => request.url().includes("_fragments"))).toHaveLength(2);
  });

  it("asks no more for what there is none of", async () => {
    const stock = '<div data-fragment="stock"><b>in stock</b></div>';
    const fragments = `${REFRESHED}<template data-fragment="stock" data-state="fallback" data-because="error"></template>`;
    const { page, sent } = await pages.open({ body: BADGE + stock + ADD, write: added, fragments });
    await page.click("text=Add");
    await page.waitForSelector("b:text('3')");
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 2_500))");
    expect(sent.filter((request) => request.url().includes("_fragments"))).toHaveLength(1);
  });

  it("goes by the token after a write alone: on the way back what stands there may be newer than a stand-in", async () => {
    const fragments = REFRESHED.replace('"token"', '"token" data-because="late"');
    const { page } = await pages.open({ body: BADGE + ADD, write: added, fragments });
    const answered = page.waitForResponse(/_fragments/);
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    await (await answered).finished();
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    expect(await page.textContent("[data-fragment] b")).toBe("0");
    await page.click("text=Add");
    await page.waitForSelector("b:text('3')");
  });

  it("never steps below one", async () => {
    const { page } = await pages.open({ body: BADGE + ADD });
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
    const { page, sent } = await pages.open({ body: slot, write: added, fragments });
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
    const { page, sent } = await pages.open({ body: slot, write: soon(added), fragments });
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
    const { page } = await pages.open({ body: slot, write, fragments });
    await page.fill("#quantity-l1", "99");
    await page.press("#quantity-l1", "Enter");
    await page.waitForSelector("li > .message:text('Too many.')");
    expect(await page.inputValue("#quantity-l1")).toBe("1");
    expect(await page.evaluate("document.activeElement.id")).toBe("quantity-l1");
  });

  it("shows that there was less than asked for, until the next change", async () => {
    const fragments = `<template data-fragment="cart" data-state="batch">${line(2)}</template>`;
    const answers = [{ status: 200, body: { message: "Only 2 of 9 could be had.", adjusted: { asked: 9, got: 2 } } }, added()];
    const { page } = await pages.open({ body: slot, write: () => answers.shift() ?? "offline", fragments });
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
    const { page } = await pages.open({ body: slot, fragments });
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
    const { page } = await pages.open({ body: slot, write: added, fragments });
    await page.click("#remove-l1");
    await page.waitForSelector("i:text('empty')");
    expect(await page.evaluate("document.activeElement.dataset.fragment")).toBe("cart");
  });
});
