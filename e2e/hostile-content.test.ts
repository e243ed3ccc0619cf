/** Text that tries to be markup, in the feed and in requests, on every kind of page in every market: it stays text, and no policy is ever broken. */
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { importFeed } from "../tools/feed/import-feed.ts";
import { openBrowser, openPage } from "./browser.ts";
import { HOSTILE, hostileFeed, PRODUCTS } from "./hostile-feed.ts";
import { type OpenShop, openShop } from "./shop.ts";

let shop: OpenShop;
let browser: Browser;
const PATIENT = { timeout: 15_000 };
const GONE = PRODUCTS.at(-1)?.handle ?? "";

beforeAll(async () => {
  [shop, browser] = await Promise.all([openShop({ withFeed: false }), openBrowser()]);
  await feed(hostileFeed());
  await feed(hostileFeed(PRODUCTS.slice(0, -1)));
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

async function feed(text: string): Promise<void> {
  const file = join(tmpdir(), `hostile-${process.pid}.xml`);
  writeFileSync(file, text);
  const report = await importFeed({ file, url: shop.origin, token: shop.adminToken, dryRun: false, json: true });
  rmSync(file);
  if (report.outcome !== "applied" || report.problemCount > 0) throw new Error(JSON.stringify(report));
}

const fetched = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(shop.origin + path, { headers, redirect: "manual" });
  return { answer, body: await answer.text() };
};

/** What no byte of a page may spell, whoever reads it on the way. */
const SPELLS = /<esi:|<!--|<\/?slot|<plaintext|<textarea|<img src=x|<b id|<\w+ id=.?hostile|window\.hostile=1<\/script|<style>\*/i;

const KINDS: readonly (readonly [kind: string, path: string, status: number])[] = [
  ["home", "", 200],
  ["room", "/collections/table", 200],
  ["shelf", "/collections/mugs-cups?sort=price-asc", 200],
  ["product", `/products/${PRODUCTS[0]?.handle}`, 200],
  ["product, escaped twice", `/products/${PRODUCTS[1]?.handle}`, 200],
  ["cart", "/cart", 200],
  ["missing", "/products/no-such-thing", 404],
  ["nowhere", "/no/such/place", 404],
  ["gone", `/products/${GONE}`, 410],
];

describe("text of a feed", () => {
  it.each(MARKET_NAMES)("stays text on every page of %s", async (market) => {
    const paths = [...KINDS.map(([, path]) => path), ...PRODUCTS.slice(0, -1).map(({ handle }) => `/products/${handle}`)];
    for (const path of paths) {
      const { answer, body } = await fetched(`/${market}${path}`);
      expect(answer.status, path).toBeLessThan(500);
      expect(SPELLS.exec(body)?.[0], path).toBeUndefined();
      expect(body.match(/<div data-fragment="cart-badge"/g), path).toHaveLength(1);
      // A fragment that came late on a slow machine has its template, and a script that moves it, behind the page.
      expect(body.match(/<template/g)?.length, path).toBe(body.match(/<\/template><script>/g)?.length);
      expect(body.match(/<\/(html|body|main)>/g), path).toEqual(["</main>", "</body>", "</html>"]);
      for (const [, json = ""] of body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) JSON.parse(json);
    }
  });

  it("arrives at all, or the test above would prove nothing", async () => {
    const { body } = await fetched(`/en-gb/products/${PRODUCTS[8]?.handle}`);
    for (const place of ["Ztitle", "Zdescription", "Zname", "Zvalue", "Zlabel"]) expect(body, place).toContain(place);
    expect(body).toContain("&lt;esi:include src=&quot;/hostile&quot;/&gt;");
  });
});

describe("text of a request", () => {
  const markers = Object.entries(HOSTILE);

  // An arm of an experiment is drawn for a browser that has none.
  const ARM = "__Host-seed=1";

  it.each(KINDS)("changes no byte of a page: %s", async (_, path) => {
    const { body: bare } = await fetched(`/en-gb${path}`, { Cookie: ARM });
    // All at once: an address nobody has heard of is waited for until that is certain.
    const changed = markers.map(async ([what, marker]) => {
      const encoded = encodeURIComponent(marker);
      const separator = path.includes("?") ? "&" : "?";
      const { body: asked } = await fetched(`/en-gb${path}${separator}utm_source=${encoded}&${encoded}=1`, { Cookie: ARM });
      expect(asked === bare, `${what} in the query`).toBe(true);
      const headers = {
        Referer: `https://x.example/${encoded}`,
        "User-Agent": marker,
        "Accept-Language": marker,
        "X-Forwarded-Host": encoded,
      };
      const cookies = `${ARM}; __Host-visitor=${encoded}; __Host-recent=${encoded}; ${encoded}=${encoded}; x=${marker.replaceAll(";", "")}`;
      const { body: carried } = await fetched(`/en-gb${path}`, { ...headers, Cookie: cookies });
      expect(carried === bare, `${what} in headers and cookies`).toBe(true);
    });
    await Promise.all(changed);
  });

  it.each(markers)("stays text where a page repeats it: %s", async (_, marker) => {
    const form = new URLSearchParams({ variant: marker, quantity: marker, return: marker, [marker]: marker });
    const headers = { Accept: "text/html", Origin: shop.origin };
    const answer = await fetch(`${shop.origin}/en-gb/cart/lines`, { method: "POST", headers, body: form, redirect: "manual" });
    expect(answer.status).toBe(422);
    expect(SPELLS.exec(await answer.text())?.[0]).toBeUndefined();
    const query = new URLSearchParams({ page: `/en-gb/${marker}`, names: marker });
    const { body } = await fetched(`/en-gb/_fragments?${query}`);
    expect(SPELLS.exec(body)?.[0]).toBeUndefined();
  });
});

/** Notes each violation of the policy from the first byte on, and whether any hostile text came to life. */
async function watched(page: Page): Promise<Page> {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  return page;
}

const livesIn = (page: Page) =>
  page.evaluate(() => {
    const { violations, hostile } = globalThis as unknown as { violations: string[]; hostile: unknown };
    const alive = document.querySelectorAll("#hostile, slot, template, plaintext, textarea, [onerror], [onmouseover]");
    return { violations, hostile: hostile ?? null, alive: [...alive].map(({ outerHTML }) => outerHTML.slice(0, 80)) };
  });
const NOTHING = { violations: [], hostile: null, alive: [] };

describe("the policy", () => {
  it.each(MARKET_NAMES)(
    "is never broken on a page of %s, nor by its scripts",
    async (market) => {
      const { page, troubles } = await openPage(browser);
      await watched(page);
      for (const [kind, path] of KINDS) {
        await page.goto(`${shop.origin}/${market}${path}`, { waitUntil: "load" });
        expect(await livesIn(page), kind).toEqual(NOTHING);
        expect(await page.locator("footer").isVisible(), kind).toBe(true);
      }
      await page.goto(`${shop.origin}/${market}/products/${PRODUCTS[8]?.handle}`, { waitUntil: "load" });
      await page.click(".buy [type=submit]");
      await page.waitForSelector("form + .message.is-good");
      expect(await livesIn(page), "after adding").toEqual(NOTHING);
      await page.goto(`${shop.origin}/${market}/cart`, { waitUntil: "load" });
      expect(await page.innerText(".cart-lines")).toContain("<esi:include");
      await page.click("[data-step='1']");
      await expect.poll(() => page.innerText("#basket .count"), PATIENT).toBe("2");
      expect(await livesIn(page), "after a change").toEqual(NOTHING);
      expect(troubles.filter((trouble) => !/40[04]|410|x\.svg/.test(trouble))).toEqual([]);
      await page.context().close();
    },
    120_000,
  );

  it("would be seen to be broken", async () => {
    const { page } = await openPage(browser);
    await watched(page);
    await page.goto(`${shop.origin}/en-gb`);
    const blocked = await page.evaluate(() => {
      try {
        document.body.innerHTML = "<b>x</b>";
        return "not blocked";
      } catch (error) {
        return String(error);
      }
    });
    expect(blocked).toContain("TrustedHTML");
    await page.evaluate(() => {
      const picture = document.createElement("img");
      picture.src = "http://blocked.invalid/x.png";
      document.body.append(picture);
    });
    await expect.poll(async () => (await livesIn(page)).violations.length, PATIENT).toBeGreaterThanOrEqual(2);
    await page.context().close();
  });

  it("stands on every answer that a browser might render, and an evaluator finds it strong", async () => {
    const paths = [...KINDS.map(([, path]) => `/de-de${path}`), "/de-de/_fragments?page=/de-de&names=cart-badge", "/admin"];
    for (const path of paths) {
      const policy = (await fetched(path)).answer.headers.get("Content-Security-Policy") ?? "";
      const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
      const weak = findings.filter(({ severity }) => severity <= Severity.MEDIUM);
      expect(weak.map(({ directive, description }) => `${path} ${directive}: ${description}`)).toEqual([]);
      expect(policy, path).not.toMatch(/unsafe|nonce|\*/);
      expect(policy, path).toContain("frame-ancestors 'none'");
    }
  });
});
