import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import type { SitemapPage } from "#contract/pages";
import { render, site } from "./fixtures/render.ts";
import { sitemap } from "./fixtures/shop.ts";
import { MOST_WITH_SIBLINGS, robotsTxt } from "./sitemap.ts";

/** Locations with their alternates, read by a real XML parser. */
function read(xml: string) {
  const urls: { loc: string; alternates: string[] }[] = [];
  let inLoc = false;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => expect.fail(String(error)));
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "url") urls.push({ loc: "", alternates: [] });
    inLoc = name === "loc";
    if (name === "xhtml:link") urls.at(-1)?.alternates.push(`${attributes.hreflang?.value} ${attributes.href?.value}`);
  });
  parser.on("text", (text) => {
    const last = urls.at(-1);
    if (inLoc && last) last.loc += text;
  });
  parser.on("closetag", () => {
    inLoc = false;
  });
  parser.write(xml).close();
  return urls;
}

test("the sitemap lists every page of every market, and each names all its siblings", () => {
  const { html, headers, slots } = render(sitemap);
  const urls = read(html);
  expect(headers["Content-Type"]).toBe("application/xml; charset=utf-8");
  expect(slots).toEqual([]);
  expect(urls).toHaveLength((1 + sitemap.entries.length) * MARKET_NAMES.length);
  for (const { loc, alternates } of urls) {
    expect(alternates).toHaveLength(MARKET_NAMES.length + 1);
    expect(alternates.some((alternate) => alternate.endsWith(` ${loc}`))).toBe(true);
  }
  expect(urls.map(({ loc }) => loc)).toContain("https://shop.example/ja-jp/products/rim-mug");
});

/** A sitemap of so many pages, whose handles are of about that length. */
function of(count: number, handleLength = 42): SitemapPage {
  const [entry] = sitemap.entries;
  if (entry === undefined) throw new Error("no entry");
  return {
    ...sitemap,
    entries: Array.from({ length: count }, (_, n) => ({ ...entry, handle: `${n}-`.padEnd(handleLength, "long-name-") })),
  };
}

test("a large shop's sitemap leaves the siblings to the pages, and fits where it is kept", () => {
  const [large, small] = [render(of(MOST_WITH_SIBLINGS)).html, render(of(MOST_WITH_SIBLINGS - 1)).html];
  expect(small.length).toBeLessThan(1_900_000);
  expect(read(small).every(({ alternates }) => alternates.length > 1)).toBe(true);
  expect(read(large).map(({ alternates }) => alternates.length)).toEqual(Array(5 * (MOST_WITH_SIBLINGS + 1)).fill(0));
});

test("a file is within the protocol with all that it may name, and a part is small enough for every tier", () => {
  const largest = render(of(9_999, 120)).html;
  expect(read(largest)).toHaveLength(50_000);
  expect(largest.length).toBeLessThan(50 * 1024 * 1024);
  expect(render({ ...of(1_000, 120), handle: "2" }).html.length).toBeLessThan(1_900_000);
});

test("a sitemap in parts tells where they are and when each last changed, as far as that is known", () => {
  const { html, headers } = render({
    kind: "sitemap",
    entries: [],
    parts: [
      { handle: "1", changedAt: null },
      { handle: "2", changedAt: 1_790_000_000_000 },
    ],
  });
  expect(headers["Content-Type"]).toBe("application/xml; charset=utf-8");
  expect(html).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://shop.example/sitemap-1.xml</loc></sitemap>
<sitemap><loc>https://shop.example/sitemap-2.xml</loc><lastmod>2026-09-21T14:13:20.000Z</lastmod></sitemap>
</sitemapindex>
`);
});

test("the home pages are in the first part alone", () => {
  const homes = (handle: string) => read(render({ ...sitemap, handle }).html).filter(({ loc }) => /\/[a-z]{2}-[a-z]{2}$/.test(loc)).length;
  expect([homes("1"), homes("2"), homes("10")]).toEqual([MARKET_NAMES.length, 0, 0]);
});

test("robots may see everything but what nobody should find", () => {
  const text = robotsTxt(site);
  expect(text).toContain("Sitemap: https://shop.example/sitemap.xml");
  expect(text).toContain("Disallow: /admin");
  expect(text).not.toMatch(/Disallow: \/$/m);
});
