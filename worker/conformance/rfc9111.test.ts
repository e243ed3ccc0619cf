/** HTTP Caching (RFC 9111): the shop is an origin to browsers, and a cache of its own making behind that. */
import { beforeAll, describe, expect, it } from "vitest";
import { shop } from "./shop.ts";

const PAGE = "/en-gb/products/rim-mug";
beforeAll(() => shop.warm(PAGE));

describe("what a client asks of the cache", () => {
  it.each([
    ["Cache-Control", "no-cache"],
    ["Cache-Control", "max-age=0"],
    ["Cache-Control", "no-store"],
    ["Pragma", "no-cache"],
  ])("%s: %s does not make the origin work: nobody refreshes for everybody (5.2.1 lets a cache do so)", async (name, value) => {
    const before = await shop.originCalls();
    const { status, field } = await shop.ask(PAGE, { headers: [[name, value]] });
    expect([status, field("cache-status")]).toEqual([200, expect.stringContaining("hit")]);
    expect((await shop.originCalls()).page).toBe(before.page);
  });
});

describe("what others may keep", () => {
  const KINDS = [
    ["a page", PAGE, {}],
    ["the basket", "/en-gb/cart", {}],
    ["a missing page", "/en-gb/nothing/here", {}],
    ["a move", "/en-gb/products/rim-mug/", {}],
    ["the choice of a market", "/", {}],
    ["the sitemap", "/sitemap.xml", {}],
    ["robots.txt", "/robots.txt", {}],
    ["fragments", `/en-gb/_fragments?page=${encodeURIComponent(PAGE)}&names=cart-badge`, {}],
    ["a refusal", PAGE, { method: "DELETE" }],
    ["a malformed address", "/en-gb/products/%E0%A4%A", {}],
    ["the console", "/admin", {}],
    ["an admin's answer", "/admin/api/stats", {}],
    ["health", "/healthz", {}],
  ] as const;

  it.each(KINDS)("%s is for nobody to share (3, 5.2.2.7)", async (_, target, sent) => {
    const { field } = await shop.ask(target, sent);
    expect(field("cache-control")).toMatch(/^private, (no-cache|no-store|max-age=86400)$/);
    for (const name of ["age", "expires", "pragma"]) expect(field(name)).toBeUndefined();
  });

  it("the basket is not even kept by its reader's browser (5.2.2.5)", async () => {
    expect((await shop.ask("/en-gb/cart")).field("cache-control")).toBe("private, no-store");
  });

  it("a file whose name is its fingerprint may be kept for a year by anybody", async () => {
    const src = /src="(\/static\/[^"]+\.js)"/.exec((await shop.ask(PAGE)).body)?.[1] ?? "";
    expect((await shop.ask(src)).field("cache-control")).toBe("public, max-age=31536000, immutable");
  });
});

describe("what the shop's own cache keeps", () => {
  it("never what came with somebody's credentials (3.5): the same page is the same afterwards", async () => {
    const headers = [["Authorization", "Bearer nonsense"]] as const;
    const [before, , after] = [await shop.ask(PAGE), await shop.ask(PAGE, { headers }), await shop.ask(PAGE)];
    const shown = (body: string) => body.replace(/<script[^>]*>.*?<\/script>/gs, "");
    expect(shown(after.body)).toBe(shown(before.body));
  });

  it("is not invalidated by one person's unsafe request (4.4 asks it of the address written to, which is never stored)", async () => {
    const before = await shop.originCalls();
    await shop.ask("/en-gb/cart/lines", {
      method: "POST",
      headers: [
        ["Content-Type", "application/x-www-form-urlencoded"],
        ["Origin", shop.origin],
      ],
      body: "variant=NH-1042-WC-350&quantity=1",
    });
    expect((await shop.ask(PAGE)).field("cache-status")).toContain("hit");
    expect((await shop.originCalls()).page).toBe(before.page);
  });

  it("is collapsed: many who ask for a page that nobody has cost one call (4)", async () => {
    const before = await shop.originCalls();
    const target = "/ja-jp/collections/garden?sort=newest";
    const answers = await Promise.all(Array.from({ length: 100 }, () => shop.ask(target)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(((await shop.originCalls()).page ?? 0) - (before.page ?? 0)).toBeLessThanOrEqual(2);
  });
});
