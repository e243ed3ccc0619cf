import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { MARKET_NAMES } from "#contract/market";
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

test("a large shop's sitemap leaves the siblings to the pages, and fits where it is kept", () => {
  const [entry] = sitemap.entries;
  if (entry === undefined) throw new Error("no entry");
  const of = (count: number) => ({
    ...sitemap,
    entries: Array.from({ length: count }, (_, n) => ({ ...entry, handle: `${"long-name-".repeat(4)}${n}` })),
  });
  const [large, small] = [render(of(MOST_WITH_SIBLINGS)).html, render(of(MOST_WITH_SIBLINGS - 1)).html];
  expect(small.length).toBeLessThan(1_900_000);
  expect(read(small).every(({ alternates }) => alternates.length > 1)).toBe(true);
  expect(read(large).map(({ alternates }) => alternates.length)).toEqual(Array(5 * (MOST_WITH_SIBLINGS + 1)).fill(0));
});

test("robots may see everything but what nobody should find", () => {
  const text = robotsTxt(site);
  expect(text).toContain("Sitemap: https://shop.example/sitemap.xml");
  expect(text).toContain("Disallow: /admin");
  expect(text).not.toMatch(/Disallow: \/$/m);
});
