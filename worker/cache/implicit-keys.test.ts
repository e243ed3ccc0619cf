import { describe, expect, it } from "vitest";
import { toSurrogateKeys } from "../bulletin/to-surrogate-keys.ts";
import { implicitKeys } from "./implicit-keys.ts";

const keys = implicitKeys({ market: "en-us" }, "/en-us/products/mug?variant=a");

describe("a page can be purged", () => {
  it.each([
    ["with everything", toSurrogateKeys("all", [])],
    ["with its market", toSurrogateKeys("market", ["en-us"])],
    ["by its URL", toSurrogateKeys("url", ["https://shop.example/en-us/products/mug?variant=a"])],
    ["by its path, whatever the query", ["path:/en-us/products/mug"]],
    ["by the root", toSurrogateKeys("prefix", ["/"])],
    ["by each folder above it", toSurrogateKeys("prefix", ["/en-us", "/en-us/products/"])],
    ["by its own path as a prefix", toSurrogateKeys("prefix", ["/en-us/products/mug"])],
  ])("%s", (_, [key]) => {
    expect(keys).toContain(key);
  });

  it.each([
    ["by another page's URL", toSurrogateKeys("url", ["/en-us/products/mug?variant=b"])],
    ["by half a segment", toSurrogateKeys("prefix", ["/en-us/prod"])],
    ["by another market", toSurrogateKeys("market", ["en-gb"])],
  ])("but not %s", (_, [key]) => {
    expect(keys).not.toContain(key);
  });

  it("and an answer that is nobody's page with everything and its market alone", () => {
    expect(implicitKeys({ market: "de-de" })).toEqual(["all", "market:de-de"]);
  });
});
