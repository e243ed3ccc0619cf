/** Targeted cache control (RFC 9213): a CDN that knows the targeted field ignores the other, so it has to say as much. */
import { parseDictionary } from "structured-headers";
import { expect, it } from "vitest";
import { shop } from "./shop.ts";

const EVERYTHING = [
  "/",
  "/en-gb",
  "/en-gb/products/rim-mug",
  "/en-gb/cart",
  "/en-gb/nothing/here",
  "/sitemap.xml",
  "/robots.txt",
  "/admin",
  "/healthz",
];

it.each(EVERYTHING)("%s: CDN-Cache-Control is a dictionary that forbids to store (2.1, 3)", async (target) => {
  const directives = parseDictionary((await shop.ask(target)).field("cdn-cache-control") ?? "");
  expect([...directives.keys()]).toEqual(["no-store"]);
});

it.each(EVERYTHING)("%s: no other targeted field overrules it (2.2)", async (target) => {
  const { fields } = await shop.ask(target);
  const targeted = fields.map(([name]) => name).filter((name) => /cache-control$|^surrogate-control$/.test(name));
  expect(targeted.sort()).toEqual(["cache-control", "cdn-cache-control"]);
});

it("never says a lifetime that belongs inside, on a cold page either", async () => {
  const { fields } = await shop.ask("/ar-ae/collections/garden?sort=price-asc");
  expect(fields.filter(([name, value]) => name !== "cache-control" && /max-age|s-maxage|stale-/.test(value))).toEqual([]);
});
