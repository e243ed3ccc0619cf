import { expect, it } from "vitest";
import { MarkerIndex } from "./find-markers.ts";

const index = new MarkerIndex<string>();
index.add("n0h7k2mdqv4sb1", "name");
index.add("40.007.919", "count", true);

const find = (haystack: string | Uint8Array) => [...index.find(typeof haystack === "string" ? Buffer.from(haystack) : haystack)];

it.each([
  ["as it is", "Hello, n0h7k2mdqv4sb1!"],
  ["at the very end", "n0h7k2mdqv4sb1"],
  ["inside of other text", "xxn0h7k2mdqv4sb1xx"],
  ["in base64", Buffer.from('{"firstName":"n0h7k2mdqv4sb1"}').toString("base64")],
  ["in base64 at another alignment", Buffer.from('{"a":"n0h7k2mdqv4sb1"}').toString("base64url")],
  ["in base64 at the third", Buffer.from('{"ab":"n0h7k2mdqv4sb1"}').toString("base64url")],
  ["in UTF-16", Buffer.from("Hello, n0h7k2mdqv4sb1", "utf16le")],
  ["among bytes that are no text", Buffer.concat([Buffer.from([0, 255, 128]), Buffer.from("n0h7k2mdqv4sb1"), Buffer.from([0])])],
])("finds a text %s", (_, haystack) => {
  expect(find(haystack)).toEqual(["name"]);
});

it("finds no text that is not there whole", () => {
  expect(find("n0h7k2mdqv4sb n0h7k2mdqv4sb2 0h7k2mdqv4sb1")).toEqual([]);
});

it("finds a number only where it stands alone", () => {
  expect(find("<b>40.007.919</b>")).toEqual(["count"]);
  expect(find("140.007.9190")).toEqual([]);
});
