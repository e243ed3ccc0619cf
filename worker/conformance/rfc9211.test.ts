/** `Cache-Status` (RFC 9211), and the shop's other structured fields (RFC 9651), read by a library and not by eye. */
import { type Item, parseDictionary, parseItem, parseList, Token } from "structured-headers";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { shop } from "./shop.ts";

const PAGE = "/en-gb/products/rim-mug";
const VIEWS = [PAGE, "/en-gb", "/de-de/collections/table", "/ja-jp/products/rim-mug", "/en-gb/cart", "/en-gb/nothing/here", "/sitemap.xml"];
/** Section 2.2, and what the shop has need of. */
const FORWARDS = new Set(["bypass", "method", "uri-miss", "vary-miss", "miss", "request", "stale", "partial"]);
const CACHES = ["vitrine-shield", "vitrine-pop", "vitrine-memory"];
const nameOf = ([item]: Item) => (item instanceof Token ? item.toString() : String(item));

const membersOf = async (target: string) => parseList((await shop.ask(target)).field("cache-status") ?? "") as Item[];

describe.each(["cold", "warm"])("Cache-Status of a page that is %s", (state) => {
  beforeAll(async () => {
    if (state === "warm") for (const target of VIEWS) await shop.warm(target);
  });

  it.each(VIEWS)("%s: names each cache once, nearest to the origin first (2)", async (target) => {
    const names = (await membersOf(target)).map(nameOf);
    expect(names.length).toBeGreaterThan(0);
    expect(names).toEqual(CACHES.filter((name) => names.includes(name)));
  });

  it.each(VIEWS)("%s: each is a hit or was forwarded, never both, with parameters of the types they have (2.1 to 2.8)", async (target) => {
    for (const [, parameters] of await membersOf(target)) {
      const forward = parameters.get("fwd");
      expect([parameters.get("hit") === true, forward instanceof Token].filter(Boolean)).toHaveLength(1);
      if (forward instanceof Token) expect(FORWARDS).toContain(forward.toString());
      for (const [name, value] of parameters) {
        if (name === "ttl") expect(Number.isInteger(value)).toBe(true);
        else if (name === "fwd-status") expect([forward instanceof Token, Number.isInteger(value)]).toEqual([true, true]);
        else if (name === "stored" || name === "collapsed" || name === "hit") expect(value).toBe(true);
        else if (name === "detail") expect(typeof value === "string" || value instanceof Token).toBe(true);
        else expect(name).toBe("fwd");
      }
    }
  });
});

describe("a warm page", () => {
  it("is a hit with a time to live that is left (2.1, 2.4)", async () => {
    await shop.warm(PAGE);
    const last = (await membersOf(PAGE)).at(-1);
    expect(last?.[1].get("hit")).toBe(true);
    expect(last?.[1].get("ttl")).toBeGreaterThan(0);
  });

  it("tells its key to admins alone (2.7, 6)", async () => {
    const headers = [["Authorization", `Bearer ${inject("shop").adminToken}`]] as const;
    const told = parseList((await shop.ask(PAGE, { headers })).field("cache-status") ?? "");
    expect(told.some(([, parameters]) => parameters.has("key"))).toBe(true);
    expect((await membersOf(PAGE)).some(([, parameters]) => parameters.has("key"))).toBe(false);
  });
});

describe("other structured fields", () => {
  it.each(VIEWS.slice(0, 5))("%s: Fragment-Status is a dictionary of states", async (target) => {
    const fragments = parseDictionary((await shop.ask(target)).field("fragment-status") ?? "");
    for (const [state] of fragments.values())
      expect(["token", "bulletin", "tier", "batch", "fallback", "pending"]).toContain(String(state));
  });

  it("Vitrine-Purge-Seq is a string of an epoch and a number", async () => {
    expect(parseItem((await shop.ask(PAGE)).field("vitrine-purge-seq") ?? "")[0]).toMatch(/^\d+\.\d+$/);
  });

  it("No-Vary-Search is a dictionary that names what matters", async () => {
    const search = parseDictionary((await shop.ask("/en-gb/collections/table")).field("no-vary-search") ?? "");
    expect(search.has("params")).toBe(true);
  });
});
