import { describe, expect, test } from "vitest";
import { wholePage } from "./fixtures/render.ts";
import { collection, navigation } from "./fixtures/shop.ts";
import { pagesShown } from "./pager.tsx";

const BELOW = "/collections/mugs-cups";

describe("the pager", () => {
  test.each([
    [1, 2, [1, 2]],
    [1, 7, [1, 2, "gap", 7]],
    [3, 7, [1, 2, 3, 4, "gap", 7]],
    [4, 7, [1, 2, 3, 4, 5, 6, 7]],
    [5, 9, [1, "gap", 4, 5, 6, "gap", 9]],
    [9, 9, [1, "gap", 8, 9]],
    [2, 5_000_000_000, [1, 2, 3, "gap", 5_000_000_000]],
  ] as const)("on page %i of %i shows %j", (here, count, shown) => {
    expect(pagesShown(here, count)).toEqual(shown);
  });

  test("keeps the sorting, and leaves defaults out of addresses", () => {
    const html = wholePage({ ...collection, page: 2, pageCount: 3, sort: "price-asc" }, BELOW);
    expect(html).toContain('rel="prev" href="/en-gb/collections/mugs-cups?sort=price-asc"');
    expect(html).toContain('rel="next" href="/en-gb/collections/mugs-cups?page=3&amp;sort=price-asc"');
    expect(html).toMatch(/aria-label="Page 2" aria-current="page"/);
  });

  test("is not there for a single page, which says that it is all", () => {
    const html = wholePage(collection, BELOW);
    expect(html).not.toContain('aria-label="Pages"');
    expect(html).toContain("All 5 shown");
  });
});

describe("a shelf", () => {
  const html = wholePage(collection, BELOW);

  test("marks its room in the header and itself among its siblings", () => {
    expect(html).toContain('<a href="/en-gb/collections/table" aria-current="true">Table</a>');
    expect(html).toMatch(/class="chip" href="\/en-gb\/collections\/mugs-cups" aria-current="page"/);
  });

  test("sorts by a form that needs no script", () => {
    expect(html).toContain('<form method="get" action="/en-gb/collections/mugs-cups">');
    expect(html).toMatch(/<option value="featured" selected="">/);
    expect(html).toMatch(/<button class="button outlined low" type="submit">/);
  });

  test("says of each card what cannot be had, in words", () => {
    expect(html).toContain("Sold out");
    expect(html).toContain("Few left");
    expect(html).toContain("In 2 colours");
  });

  test("loads the pictures of its first row at once and the others late", () => {
    expect(html.match(/loading="eager"/g)).toHaveLength(4);
    expect(html.match(/loading="lazy"/g)).toHaveLength(collection.cards.length - 4);
  });
});

test("a room lists its shelves and is itself the current page of the header", () => {
  const room = { ...collection, handle: "table", title: "Table", room: null, children: navigation.rooms[0]?.collections ?? [] };
  const html = wholePage(room, "/collections/table");
  expect(html).toContain('<a href="/en-gb/collections/table" aria-current="page">Table</a>');
  expect(html).toContain('href="/en-gb/collections/plates-bowls"');
});

test("a listing outside the rooms has no siblings", () => {
  const html = wholePage({ ...collection, handle: "new", room: null, children: [] }, "/collections/new");
  expect(html).not.toContain('class="chip"');
});

test("an empty shelf says so", () => {
  const html = wholePage({ ...collection, cards: [], productCount: 0 }, BELOW);
  expect(html).toContain("Nothing stands on this shelf at the moment.");
});
