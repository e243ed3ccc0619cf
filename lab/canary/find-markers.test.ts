import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { hashHex, keyHash } from "../../worker/bulletin/key-hash.ts";
import { MarkerIndex } from "./find-markers.ts";

const index = new MarkerIndex<string>();
index.add("n0h7k2mdqv4sb1", "name");
index.add("40.007.919", "count", true);

const ODD = `Zoë "O'Hara" <مها> 🦜`;
index.add(ODD, "odd");

const find = (haystack: string | Uint8Array) => [...index.find(typeof haystack === "string" ? Buffer.from(haystack) : haystack)];

it.each([
  ["as it is", "Hello, n0h7k2mdqv4sb1!"],
  ["at the very end", "n0h7k2mdqv4sb1"],
  ["inside of other text", "xxn0h7k2mdqv4sb1xx"],
  ["in base64", Buffer.from('{"firstName":"n0h7k2mdqv4sb1"}').toString("base64")],
  ["in base64 at another alignment", Buffer.from('{"a":"n0h7k2mdqv4sb1"}').toString("base64url")],
  ["in base64 at the third", Buffer.from('{"ab":"n0h7k2mdqv4sb1"}').toString("base64url")],
  ["in base64 of UTF-16", Buffer.from("n0h7k2mdqv4sb1", "utf16le").toString("base64")],
  ["in hexadecimal", Buffer.from('{"a":"n0h7k2mdqv4sb1"}').toString("hex")],
  ["in capital hexadecimal", Buffer.from("n0h7k2mdqv4sb1").toString("hex").toUpperCase()],
  ["in capitals", "N0H7K2MDQV4SB1"],
  ["hashed once, in hexadecimal", createHash("sha256").update("n0h7k2mdqv4sb1").digest("hex")],
  ["hashed once, in base64", createHash("sha256").update("n0h7k2mdqv4sb1").digest("base64url")],
  ["hashed once, its beginning", createHash("sha256").update("n0h7k2mdqv4sb1").digest("hex").slice(0, 16)],
  ["hashed by an older algorithm", createHash("sha1").update("n0h7k2mdqv4sb1").digest("hex")],
  ["hashed by the oldest, in base64", createHash("md5").update("n0h7k2mdqv4sb1").digest("base64")],
  ["hashed by a longer algorithm", createHash("sha512").update("n0h7k2mdqv4sb1").digest("hex")],
  ["hashed as the shop names keys", hashHex(keyHash("n0h7k2mdqv4sb1"))],
  ["as bytes written as numbers", JSON.stringify([...Buffer.from("n0h7k2mdqv4sb1")])],
  ["as references of HTML", [..."n0h7k2mdqv4sb1"].map((letter) => `&#${letter.charCodeAt(0)};`).join("")],
  ["as references of HTML in hexadecimal", [..."n0h7k2mdqv4sb1"].map((letter) => `&#x${letter.charCodeAt(0).toString(16)};`).join("")],
  ["with every byte escaped for a URL", [..."n0h7k2mdqv4sb1"].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join("")],
  ["backwards", [..."n0h7k2mdqv4sb1"].reverse().join("")],
  ["in UTF-16", Buffer.from("Hello, n0h7k2mdqv4sb1", "utf16le")],
  ["among bytes that are no text", Buffer.concat([Buffer.from([0, 255, 128]), Buffer.from("n0h7k2mdqv4sb1"), Buffer.from([0])])],
])("finds a text %s", (_, haystack) => {
  expect(find(haystack)).toEqual(["name"]);
});

it.each([
  ["for JSON", JSON.stringify(ODD)],
  ["for JSON in ASCII", JSON.stringify(ODD).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)],
  ["for a URL", `/?for=${encodeURIComponent(ODD)}`],
  ["for a form", new URLSearchParams({ for: ODD }).toString()],
  ["for HTML", `<b>${ODD.replaceAll('"', "&quot;").replaceAll("'", "&#39;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</b>`],
  ["for JSON in JSON", JSON.stringify(JSON.stringify(ODD))],
  [
    "for JSON in ASCII in capitals",
    JSON.stringify(ODD).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`),
  ],
  ["for a URL in small letters", encodeURIComponent(ODD).replaceAll(/%../g, (byte) => byte.toLowerCase())],
  ["in its decomposed form", ODD.normalize("NFD")],
  ["in small letters", ODD.toLowerCase()],
])("finds a text escaped %s", (_, haystack) => {
  expect(find(haystack)).toEqual(["odd"]);
});

it("finds no text that is not there whole", () => {
  expect(find("n0h7k2mdqv4sb n0h7k2mdqv4sb2 0h7k2mdqv4sb1")).toEqual([]);
});

it("finds a number only where it stands alone", () => {
  expect(find("<b>40.007.919</b>")).toEqual(["count"]);
  expect(find("140.007.9190")).toEqual([]);
});
