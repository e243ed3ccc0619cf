/** The sitemap of a shop that has more addresses than a file may: the origin names parts, which are its own. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PageAnswer } from "#contract/pages";
import { type OperatedShop, openOperatedShop } from "./operated-shop.ts";

const SOON = { timeout: 10_000 };
const PARTS = ["/sitemap-1.xml", "/sitemap-2.xml"];

let shop: OperatedShop;
let whole: readonly string[];
let pages: number;
beforeAll(async () => {
  shop = await openOperatedShop();
  whole = await locationsIn("/sitemap.xml");
  pages = await plannedPages();
  shop.edit = (path, text) => (path === "/v1/pages/sitemap/shop" ? inParts(text) : text);
  await purgeSitemap();
}, 120_000);
afterAll(() => shop?.close());

function inParts(text: string): string {
  const parts = ["1", "2"].map((handle) => ({ handle, changedAt: null }));
  return JSON.stringify({ ...(JSON.parse(text) as PageAnswer), page: { kind: "sitemap", entries: [], parts } });
}

async function locationsIn(path: string): Promise<string[]> {
  const { status, body } = await shop.view(path);
  expect([path, status]).toEqual([path, 200]);
  return [...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = ""]) => loc);
}

const purgeSitemap = () =>
  shop.order("/admin/api/purges", { by: "surrogate-key", values: ["page:sitemap"], mode: "hard", reason: "Assortment" });

async function plannedPages(): Promise<number> {
  const { body } = await shop.order("/admin/api/prewarms", { by: "sitemap", reason: "Launch", dryRun: true });
  return (body.matched as { pages: number }).pages;
}

const askedFor = (handle: string) => shop.asked().filter((asked) => asked.startsWith(`sitemap/${handle} `)).length;

it("names files that hold every address once", async () => {
  await expect.poll(() => locationsIn("/sitemap.xml"), SOON).toEqual(PARTS.map((path) => `${shop.origin}${path}`));
  const inAll = (await Promise.all(PARTS.map(locationsIn))).flat();
  expect(inAll.toSorted()).toEqual(whole.toSorted());
});

it("is prewarmed by with every page of every part", async () => {
  expect(await plannedPages()).toBe(pages);
  expect(pages).toBeGreaterThan(100);
});

it("has parts that are kept, purged and explained as pages are", async () => {
  await expect.poll(async () => (await shop.view("/sitemap-2.xml")).headers.get("Cache-Status"), SOON).toContain("vitrine-memory;hit");
  const before = askedFor("2");
  await shop.view("/sitemap-2.xml");
  expect(askedFor("2")).toBe(before);
  expect(await (await shop.admin("/admin/api/explain?url=/sitemap-2.xml")).json()).toMatchObject({
    canonical: "/sitemap-2.xml",
    surrogateKeys: expect.arrayContaining(["page:sitemap", "url:/sitemap-2.xml"]),
    would: { kind: "hit" },
  });
  await purgeSitemap();
  await expect
    .poll(async () => {
      await shop.view("/sitemap-2.xml");
      return askedFor("2");
    }, SOON)
    .toBe(before + 1);
});

it("has no part beyond the last: that is a 404 which the origin is asked about once, and other spellings are none of its business", async () => {
  for (let times = 0; times < 3; times++) {
    const { status, headers } = await shop.view("/sitemap-77.xml");
    expect([status, headers.get("Fragment-Status")]).toEqual([404, expect.not.stringContaining("undeclared")]);
  }
  expect(askedFor("77")).toBe(1);
  const before = shop.asked().filter((asked) => asked.startsWith("sitemap/")).length;
  for (const path of ["/sitemap-077.xml", "/sitemap-12345.xml", "/sitemap-x.xml", "/sitemap"])
    expect((await shop.view(path)).status).toBe(404);
  expect(shop.asked().filter((asked) => asked.startsWith("sitemap/"))).toHaveLength(before);
});
