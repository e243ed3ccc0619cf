import { expect, it } from "vitest";
import { planSitemap, sitemapPath } from "./plan-sitemap.ts";

const site = { origin: "https://shop.example", host: "shop.example" };

it.each([undefined, "1", "42", "9999"])("the sitemap's part %s is found again by its path, under a key of its own", (handle) => {
  expect(planSitemap(sitemapPath(handle), site)).toEqual({
    kind: "page",
    parts: { host: "shop.example", market: "en-us", route: "sitemap", path: handle ? { handle } : {}, query: {}, dimensions: {} },
    ...{ canonical: sitemapPath(handle), kept: [], dropped: [] },
  });
});

it.each([
  "/sitemap-0.xml",
  "/sitemap-01.xml",
  "/sitemap-10000.xml",
  "/sitemap-1.5.xml",
  "/sitemap-.xml",
  "/sitemap-1.xml/",
  "/en-gb/sitemap.xml",
])("%s is no address of a sitemap", (path) => {
  expect(planSitemap(path, site)).toBeUndefined();
});
