import { expect, test } from "vitest";
import { wholePage } from "./fixtures/render.ts";
import { home } from "./fixtures/shop.ts";

test("the hero has its own composition for narrow windows and for readers from the right", () => {
  const picture = (html: string) => html.match(/<picture>.*?<\/picture>/)?.[0] ?? "";
  expect(picture(wholePage(home))).toMatch(
    /media="\(max-width: 680px\)" srcset="[^"]*scene-hero-tall.svg".*src="[^"]*scene-hero-wide.svg"/,
  );
  const arabic = picture(wholePage(home, "", "ar-ae"));
  expect(arabic).toMatch(/hero-tall-rtl.*hero-wide-rtl/);
  expect(picture(wholePage(home, "", "de-de"))).not.toContain("rtl");
});

test("rows without cards leave nothing behind", () => {
  const html = wholePage({ ...home, rows: [] });
  expect(html).not.toMatch(/row-new|row-story|row-evening/);
  expect(html).toContain('href="#rooms"');
});

test("an empty shop says so, counts nothing and leads nowhere", () => {
  const html = wholePage({ ...home, rows: [], navigation: { ...home.navigation, rooms: [], productCount: 0 } });
  expect(html).toContain("The shelves are being filled.");
  expect(html).not.toMatch(/(and|keep) 0 |href="#rooms"/);
});

test("a shop of two things does not count the others it has not", () => {
  const html = wholePage({ ...home, navigation: { ...home.navigation, productCount: 2 } });
  expect(html).toContain("Plain mugs, lamps, brushes and other tools for the house");
  expect(html).not.toMatch(/and 0 other/);
});

test("the index leads to every room and shelf with its count", () => {
  const html = wholePage(home);
  expect(html).toContain("2 rooms, 3 shelves");
  for (const room of home.navigation.rooms) {
    for (const { handle, productCount } of room.collections) {
      expect(html).toMatch(new RegExp(`href="/en-gb/collections/${handle}">[^<]* <span>${productCount}</span>`));
    }
  }
});

test("the shop introduces itself to search engines once, at home", () => {
  const html = wholePage(home);
  expect(html).toContain('"@type":"Organization"');
  expect(html).toContain('"@type":"WebSite"');
});

test("the evening shelf shows its things at one true scale where such pictures exist", () => {
  const shelf = wholePage(home).match(/<section class="shelf.*?<\/section>/s)?.[0] ?? "";
  expect(shelf).toContain('src="/static/a-shelf.svg"');
  expect(shelf).toContain('src="/static/b.svg"');
});

test("rows whose words are about a listing stay away without it", () => {
  const rows = home.rows.map((row) => ({ ...row, collection: null }));
  const html = wholePage({ ...home, rows });
  expect(html).toContain("row-new");
  expect(html).not.toMatch(/row-story|row-evening/);
});
