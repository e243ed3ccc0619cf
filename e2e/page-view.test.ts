/** One page view seen from outside: what it costs the origin, what changes its bytes, what its headers say. */
import { type BareItem, type Item, parseDictionary, parseItem, parseList, Token } from "structured-headers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { armOf } from "../worker/visitor/seed.ts";
import { type OpenShop, openShop } from "./shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop();
  // The bulletin tells the stock within a second or two of the first view.
  while (!(await view(PRODUCT)).headers.get("Fragment-Status")?.includes(", stock=bulletin"))
    await new Promise((resolve) => setTimeout(resolve, 250));
}, 120_000);
afterAll(() => shop?.close());

const PRODUCT = "/en-gb/products/rim-mug";

interface View {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

async function view(path: string, headers: Record<string, string> = {}): Promise<View> {
  const response = await fetch(`${shop.origin}${path}`, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Calls that entered the origin, as the origin counts them; asking is a call of kind `other`. */
async function originCalls(): Promise<{ page: number; fragments: number; mutation: number }> {
  const { origin } = (await (await shop.admin("/admin/api/stats")).json()) as {
    origin: { page: number; fragments: number; mutation: number };
  };
  return { page: origin.page, fragments: origin.fragments, mutation: origin.mutation };
}

async function costOf(act: () => Promise<unknown>) {
  const before = await originCalls();
  await act();
  const after = await originCalls();
  return { page: after.page - before.page, fragments: after.fragments - before.fragments, mutation: after.mutation - before.mutation };
}

const cookiesOf = (response: { headers: Headers }) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

async function cartCookie(quantity = 2): Promise<string> {
  const { body } = await view(PRODUCT);
  const variant = /name="variant" value="([^"]+)"/.exec(body)?.[1] ?? "";
  const response = await fetch(`${shop.origin}/en-gb/cart/lines`, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: shop.origin },
    body: new URLSearchParams({ variant, quantity: String(quantity), return: PRODUCT }),
  });
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toBe(PRODUCT);
  return cookiesOf(response);
}

/** The status of each cache and fragment, as the structured-fields library reads it. */
const plain = (value: unknown) => (value instanceof Token ? value.toString() : value);
const states = (header: string) => Object.fromEntries([...parseDictionary(header)].map(([name, [state]]) => [name, plain(state)]));

describe("what a page view costs the origin", () => {
  it("is nothing for a second guest", async () => {
    await view(PRODUCT);
    await view(PRODUCT);
    expect(await costOf(() => view(PRODUCT))).toEqual({ page: 0, fragments: 0, mutation: 0 });
  });

  it("is nothing for a shopper who returns with an unchanged cart", async () => {
    const cookie = await cartCookie(3);
    let seen: View | undefined;
    const cost = await costOf(async () => {
      seen = await view(PRODUCT, { Cookie: cookie });
    });
    expect(cost).toEqual({ page: 0, fragments: 0, mutation: 0 });
    expect(seen?.body).toContain("3 things in the basket");
    expect(states(seen?.headers.get("Fragment-Status") ?? "")).toMatchObject({ "cart-badge": "token", stock: "bulletin" });
  });

  it("is exactly one call when visitor fragments are missing from the token", async () => {
    // The first view gives the browser its seed: another one would draw another arm, and with it another shell.
    const cart = await cartCookie(2);
    const first = await view("/en-gb/cart", { Cookie: cart });
    const cookie = `${cart}; ${cookiesOf(first)}`;
    let seen: View | undefined;
    const cost = await costOf(async () => {
      seen = await view("/en-gb/cart", { Cookie: cookie });
    });
    expect(cost).toEqual({ page: 0, fragments: 1, mutation: 0 });
    expect(seen?.body).toContain("Rim mug");
    expect(states(seen?.headers.get("Fragment-Status") ?? "")).toMatchObject({ cart: expect.stringMatching(/^(batch|pending)$/) });
  });

  it("is one call for a page nobody has asked for, beside the market's note", async () => {
    const handles = ["foreman-mug", "rim-plate", "milk-jug-tall", "account-book", "allotment-can"];
    const cost = await costOf(async () => {
      for (const handle of handles) await view(`/de-de/products/${handle}`);
    });
    expect(cost.page).toBe(handles.length);
    // What comes along with a page is asked for by itself when its question overtakes the page's: rarely, on a busy machine.
    expect(cost.fragments).toBeLessThanOrEqual(3);
  });
});

describe("what changes a page", () => {
  const undeclared = [
    "?utm_source=letter",
    "?fbclid=x&gclid=y&utm_medium=z",
    "?VARIANT=NH-1042-WC-350",
    "?page=2",
    "?%75tm_source=%00",
    "?__proto__=1&constructor=2",
    "?a=%3Cscript%3E&b=1;variant=x",
  ];

  it.each(undeclared)("is not an undeclared parameter: %s", async (query) => {
    const bare = await view(PRODUCT);
    const decorated = await view(`${PRODUCT}${query}`);
    expect(decorated.status).toBe(200);
    expect(decorated.body).toBe(bare.body);
    expect(parseList(decorated.headers.get("Cache-Status") ?? "").some(([, parameters]) => parameters.get("hit") === true)).toBe(true);
  });

  it.each([
    ["X-Forwarded-Host", "evil.example"],
    ["X-Original-URL", "/admin"],
    ["X-HTTP-Method-Override", "DELETE"],
    ["Accept-Language", "ja"],
    ["User-Agent", "<script>alert(1)</script>"],
    ["Referer", "https://evil.example/"],
    ["X-Forwarded-Proto", "nothttps"],
    ["Sec-Purpose", "prefetch;prerender"],
    ["Sec-Fetch-Dest", "iframe"],
    ["Save-Data", "on"],
  ])("is not the header %s", async (name, value) => {
    const bare = await view(PRODUCT);
    expect((await view(PRODUCT, { [name]: value })).body).toBe(bare.body);
  });

  it("is a declared value", async () => {
    const [first, second] = await Promise.all([view("/en-gb/collections/table"), view("/en-gb/collections/table?page=2")]);
    expect(first.body).not.toBe(second.body);
  });

  it("never leads off the site", async () => {
    for (const path of [
      "//evil.example",
      "/%2f%2fevil.example",
      "/\\evil.example",
      "/en-gb//evil.example/",
      "/EN-GB/products/RIM-MUG?next=//evil.example",
      "/https://evil.example",
    ]) {
      const { headers } = await view(path);
      const location = headers.get("Location");
      if (location !== null) expect(new URL(location, shop.origin).origin, path).toBe(shop.origin);
    }
  });
});

describe("a page that has moved", () => {
  it("takes along what the shop does not declare", async () => {
    const { status, headers } = await view(`${PRODUCT}?utm_source=letter&variant=nothing`);
    expect([status, headers.get("Location")]).toEqual([302, `${shop.origin}${PRODUCT}?utm_source=letter`]);
  });
});

describe("what a page says of itself", () => {
  it("carries law 8's two cache fields and the protecting ones on every kind of answer", async () => {
    for (const path of [
      "/",
      "/en-gb",
      PRODUCT,
      "/en-gb/cart",
      "/en-gb/nothing",
      "/nothing",
      "/sitemap.xml",
      "/robots.txt",
      "/en-gb/_fragments?page=/en-gb&names=cart-badge",
      "/admin",
      "/healthz",
      "/favicon.ico",
      "/en-gb/",
      "/en-gb/%E0%A4%A",
      "/static/nothing-0123456789.js",
    ]) {
      const { headers } = await view(path);
      expect(headers.get("CDN-Cache-Control"), path).toBe("no-store");
      expect(headers.get("Cache-Control"), path).toMatch(/^private, (no-cache|no-store|max-age=86400)$/);
      expect(headers.get("X-Content-Type-Options"), path).toBe("nosniff");
    }
    expect((await view("/en-gb/cart")).headers.get("Cache-Control")).toBe("private, no-store");
  });

  it("explains where the page and its fragments came from, as structured fields", async () => {
    await view(PRODUCT);
    await view(PRODUCT);
    const { headers } = await view(PRODUCT);
    const [nearest] = parseList(headers.get("Cache-Status") ?? "") as [Item];
    expect(plain(nearest[0])).toBe("vitrine-memory");
    expect(nearest[1].get("hit")).toBe(true);
    expect(nearest[1].get("ttl")).toBeGreaterThan(0);
    expect(nearest[1].has("key")).toBe(false);
    const [seq] = parseItem(headers.get("Vitrine-Purge-Seq") ?? "") as [BareItem, unknown];
    expect(seq).toMatch(/^\d+\.\d+$/);
    expect(Object.keys(states(headers.get("Fragment-Status") ?? ""))).toContain("recommendations");
    expect(parseList(headers.get("Server-Timing") ?? "").length).toBeGreaterThan(0);
  });

  it("tells the key to an admin alone", async () => {
    const told = await shop.admin(PRODUCT);
    await told.text();
    expect(told.headers.get("Cache-Status")).toContain(";key=");
  });

  it("answers 304 to a browser that has these very bytes, and 200 after the cart changed", async () => {
    const first = await view(PRODUCT);
    const etag = first.headers.get("ETag") ?? "";
    expect((await view(PRODUCT, { "If-None-Match": etag })).status).toBe(304);
    const Cookie = await cartCookie();
    const changed = await view(PRODUCT, { "If-None-Match": etag, Cookie });
    expect(changed.status).toBe(200);
    expect((await view(PRODUCT, { "If-None-Match": changed.headers.get("ETag") ?? "", Cookie })).status).toBe(304);
    expect((await view(PRODUCT, { "If-None-Match": changed.headers.get("ETag") ?? "" })).status).toBe(200);
  });
});

describe("a page that is missing or gone", () => {
  const GONE = "/en-gb/products/foreman-mug";
  const pages = [
    ["of no route", "/en-gb/nothing/here", 404],
    ["of no product", "/en-gb/products/nothing-here", 404],
    ["of a product that was withdrawn", GONE, 410],
  ] as const;

  beforeAll(async () => {
    const { products } = (await (await shop.admin("/admin/api/products?text=foreman-mug")).json()) as {
      products: { id: string; version: number }[];
    };
    const [{ id, version }] = products as [(typeof products)[0]];
    const body = JSON.stringify({ version, reason: "Recalled", published: false });
    await shop.admin(`/admin/api/products/${id}`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    await vi.waitUntil(async () => (await view(GONE)).status === 410, { timeout: 30_000, interval: 200 });
  }, 60_000);

  it.each(pages)("%s has the visitor's basket, and no validator: %s", async (_, path, status) => {
    const seen = await view(path, { Cookie: await cartCookie(5), "If-None-Match": "*" });
    expect([seen.status, seen.headers.get("ETag")]).toEqual([status, null]);
    expect(seen.body).toContain("5 things in the basket");
    expect(states(seen.headers.get("Fragment-Status") ?? "")).toEqual({ greeting: "token", "cart-badge": "token" });
  });

  it.each(pages)("%s keeps its basket up to date, and has no fragments of what is not there: %s", async (_, path) => {
    const Cookie = await cartCookie(6);
    let seen: View | undefined;
    const cost = await costOf(async () => {
      seen = await view(`/en-gb/_fragments?page=${path}&names=cart-badge,stock,recommendations`, { Cookie });
    });
    expect(seen?.status).toBe(200);
    expect(seen?.body.match(/<template data-fragment="[^"]*"/g)).toEqual(['<template data-fragment="cart-badge"']);
    expect(seen?.body).toContain("6 things in the basket");
    expect(cost).toEqual({ page: 0, fragments: 0, mutation: 0 });
  });
});

describe("an experiment", () => {
  const CART = "/en-gb/cart";
  const seedsOf = (arm: string) =>
    Array.from({ length: 20 }, (_, seed) => seed).filter((seed) => armOf("cart-promise", ["without", "with"], seed) === arm);
  const shown = async (seed: number | undefined) => view(CART, seed === undefined ? {} : { Cookie: `__Host-seed=${seed}` });
  const exposures = async () => {
    const stats = (await (await shop.admin("/admin/api/stats")).json()) as { exposures: Record<string, Record<string, number>> };
    return { with: 0, without: 0, ...stats.exposures["cart-promise"] };
  };

  it("shows each browser its arm, and one page to all who see the same", async () => {
    const [without, other] = seedsOf("without");
    const [promised] = seedsOf("with");
    const before = await exposures();
    expect((await shown(promised)).body).toContain("60 days");
    const plain = await shown(without);
    expect(plain.body).not.toContain("60 days");
    await shown(without);
    const same = await shown(other);
    expect(same.body).toBe(plain.body);
    expect(parseList(same.headers.get("Cache-Status") ?? "").some(([, parameters]) => parameters.get("hit") === true)).toBe(true);
    expect(same.headers.getSetCookie()).toEqual([]);
    const after = await exposures();
    expect([after.with - before.with, after.without - before.without]).toEqual([1, 3]);
    expect(await (await shop.admin("/admin/metrics")).text()).toContain('vitrine_exposures_total{experiment="cart-promise",arm="with"}');
  });

  it("draws a seed for a browser that has none, keeps its arm and has it in the key, of which the seed is no part", async () => {
    const first = await shown(undefined);
    const cookie = first.headers.getSetCookie().join().split(";")[0] ?? "";
    expect(cookie).toMatch(/^__Host-seed=\d{1,3}$/);
    const again = await view(CART, { Cookie: cookie });
    expect([again.body, again.headers.getSetCookie()]).toEqual([first.body, []]);
    const told = await shop.admin(CART, { headers: { Cookie: cookie } });
    await told.text();
    expect(told.headers.get("Cache-Status")).toMatch(/\[\\"cart-promise\\",\\"with(?:out)?\\"\]/);
  });

  it("asks nothing of browsers on pages without one", async () => {
    const product = await view(PRODUCT, { Cookie: "__Host-seed=999; __Host-recent=rim-mug" });
    expect(product.headers.getSetCookie()).toEqual([]);
  });
});

describe("whom a page believes", () => {
  it.each([
    ["forged", (cookie: string) => `${cookie.slice(0, -4)}AAAA`],
    ["truncated", (cookie: string) => cookie.slice(0, 60)],
    ["repeated", (cookie: string) => `${cookie}; ${cookie}`],
    ["of another scheme", () => "__Host-visitor=v9.k1.e30.AAAA"],
  ])("takes a %s cookie for a guest's", async (_, spoil) => {
    const cookie = (await cartCookie(4)).split("; ").find((part) => part.includes("visitor")) ?? "";
    const spoiled = await view(PRODUCT, { Cookie: spoil(cookie) });
    expect(spoiled.status).toBe(200);
    expect(spoiled.body).not.toContain("4 things in the basket");
    expect(spoiled.headers.getSetCookie().join()).toContain("__Host-visitor=;");
  });
});
