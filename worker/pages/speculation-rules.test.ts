import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Rules {
  readonly prefetch: readonly { readonly where: { readonly href_matches: readonly URLPatternInit[] }; readonly eagerness: string }[];
}
const file = join(import.meta.dirname, "../../public/speculation-rules.json");
const { prefetch }: Rules = JSON.parse(readFileSync(file, "utf8"));

const isFollowed = (href: string) =>
  prefetch.some(({ where }) =>
    where.href_matches.some((init) => new URLPattern({ ...init, baseURL: "https://shop.example" }).test(href, "https://shop.example")),
  );

test("pages of the catalogue are fetched ahead, and nothing that belongs to one person or does something", () => {
  for (const href of ["/en-gb/products/rim-mug", "/ja-jp/products/rim-mug?variant=A", "/de-de/collections/mugs?page=2&sort=price"])
    expect(isFollowed(href), href).toBe(true);
  for (const href of [
    "/en-gb",
    "/en-gb/cart",
    "/en-gb/cart/lines/1",
    "/en-gb/_fragments?page=/en-gb",
    "/admin",
    "/static/a.js",
    "//other.example/a/products/b",
  ])
    expect(isFollowed(href), href).toBe(false);
});

test("a page is fetched at the press, not at a look: what is fetched counts as looked at", () => {
  expect(prefetch.map(({ eagerness }) => eagerness)).toEqual(["conservative"]);
});
