import { expect, it } from "vitest";
import { editionIn, namedIn, nameOf } from "./marks.ts";

it("finds everybody who is named in a page", () => {
  const page = Buffer.from(`<p>Hello, ${nameOf(7)}</p><p>${nameOf(7)}, ${nameOf(123456)}</p>`);
  expect(namedIn(page)).toEqual(new Set([7, 123456]));
});

it("takes no part of a name for a name", () => {
  expect(namedIn(Buffer.from("Zqv Zqv12 Zqvx12x Zq"))).toEqual(new Set());
  expect(namedIn(Buffer.from("<b>Zqv"))).toEqual(new Set());
});

it("reads the edition that a page is of", () => {
  expect(editionIn(Buffer.from("<h1>Rim mug, edition 12</h1>"))).toBe(12);
  expect(editionIn(Buffer.from("<h1>Rim mug</h1>"))).toBeUndefined();
});
